# How does the size of a string depend on its widest character?
import sys

for letter in ("a", "\x7f", "\x80", "\xff", "\u0100", "\uffff", "\U00010000"):
    print(hex(ord(letter)), [sys.getsizeof(letter * n) for n in (1, 2, 10)])
print(sys.getsizeof(""))
print(sys.getsizeof("a" * 9 + "\xe9"))
print(sys.getsizeof("a" * 10 + "\u03bb"))
