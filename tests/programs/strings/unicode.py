# What does a string count: characters, bytes or letters?
word = "na\u00efve"
other = "nai\u0308ve"
print(len(word), len(other), word == other)
print(len(word.encode()), len(word.encode("utf-16-le")), len(word.encode("latin-1")))
print(ascii(other[2:4]), ascii(word.upper()), ascii("\u00df".upper()))
print(len("\U0001f600"), "\U0001f600".encode(), ord("\u03bb"), chr(955) == "\u03bb")
print("caf\u00e9" < "caff", sorted(["b", "A", "a", "B"]), "a" < "b" < "c")
print("\u0130".lower() == "i\u0307", "\u00df".casefold())
print("\N{GREEK SMALL LETTER LAMDA}" == "\u03bb", "\x41\101\u0041")
