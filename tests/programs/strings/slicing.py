# Which part of a string does a slice take?
word = "memory"
print(word[1:4], word[:2], word[-2:], word[::2], word[::-1], word[4:1:-1])
print(repr(word[10:]), repr(word[3:1]), word[-100:100])
print(word[0], word[-1])
for index in (6, -7, "a", 1.0, None):
    try:
        word[index]
    except Exception as error:
        print(type(error).__name__, error)
try:
    word[::0]
except ValueError as error:
    print(error)
print(slice(1, None, 2).indices(6), slice(None, None, -1).indices(3))
