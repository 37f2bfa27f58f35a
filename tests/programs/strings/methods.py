# What do the everyday methods of strings give back?
text = "  Living, Memory  "
print(repr(text.strip()), repr(text.lstrip()), text.split(), text.split(","))
print("a,b,,c".split(","), "a b".split(" ", 1), "".split(), "".split(","))
print("-".join(["a", "b"]), "a-b-c".partition("-"), "a-b-c".rpartition("-"))
print("abcabc".find("c"), "abcabc".rfind("c"), "abc".find("z"), "abcabc".count("bc"))
print("abc".replace("b", "--"), "aaa".replace("a", "b", 2), "aaa".replace("", "-"))
print("hello world".title(), "ABC".lower(), "abc".upper(), "aBc".swapcase(), "abC".capitalize())
print("7".zfill(3), "-7".zfill(4), "ab".center(6, "*"), "ab".ljust(4) + "|")
print("a\nb\r\nc".splitlines(), "tab\tx".expandtabs(4), "abc".startswith(("x", "a")))
print("12".isdigit(), "a1".isalnum(), "ab".isalpha(), " ".isspace(), "a b".isidentifier())
