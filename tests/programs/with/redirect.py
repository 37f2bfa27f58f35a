# Where does `print` write while the output is redirected?
import io
import sys
from contextlib import redirect_stdout

text = io.StringIO()
with redirect_stdout(text):
    print("caught")
    inner = io.StringIO()
    with redirect_stdout(inner):
        print("inner")
    print("caught again")
print(repr(text.getvalue()), repr(inner.getvalue()))
print("visible", sys.stdout is sys.__stdout__)
print("a", "b", sep="-", end="!\n", file=text)
print(repr(text.getvalue()[-5:]))
