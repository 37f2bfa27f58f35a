# What is said when a string is changed in place?
word = "cup"
attempts = [
    lambda: word.__setitem__(0, "C"), lambda: exec("word[0] = 'C'"),
    lambda: exec("del word[0]"), lambda: setattr(word, "x", 1),
    lambda: word.append("s"),
]
for attempt in attempts:
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
before = id(word)
other = word
word += "s"
print(word, other, id(word) == before, id(other) == before)
