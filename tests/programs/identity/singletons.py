# Which of the built-in constants can be made a second time?
for kind in (type(None), type(NotImplemented), type(...), bool):
    print(kind.__name__, kind() is kind())
for text in ("None = 1", "True = 1", "__debug__ = 1", "... = 1"):
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg)
try:
    class Maybe(bool):
        pass
except TypeError as error:
    print(error)
