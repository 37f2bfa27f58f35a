# Which uses of `global` and `nonlocal` can't be compiled?
texts = [
    "def f(x):\n    global x",
    "def f():\n    nonlocal x",
    "nonlocal x",
    "def f():\n    x = 1\n    global x",
    "def f():\n    print(x)\n    global x",
    "def f(a, a): pass",
    "def f():\n    return 1\nreturn 2",
]
for text in texts:
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg)
