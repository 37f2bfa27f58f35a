# What does the report of a text that can't be compiled show?
texts = ["x = (1 + ", "if x\n    pass", "def f(:", "x = 5 +", "print 'a'",
         "for i in 3", "1 = x", "f() = 1", "'open", "return", "a b"]
for text in texts:
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(repr(text), error.msg, error.lineno, error.offset)
