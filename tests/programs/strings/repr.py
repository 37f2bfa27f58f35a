# Which quotes and escapes does the repr of a string choose?
for text in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\tnew\n", "\\",
             "\x00\x1f\x7f", "é", "\u200b", "\ud800", "\U0001f600", "\xa0"):
    print(repr(text).encode("ascii", "backslashreplace").decode(), ascii(text))
print(repr(b"it's \x00\xff"), repr(bytearray(b"a")))
print(str(b"abc"), "%s" % b"abc")


class Text(str):
    pass


print(repr(Text("sub")), str(Text("sub")), repr("a" "b"), [Text("in a list")])
