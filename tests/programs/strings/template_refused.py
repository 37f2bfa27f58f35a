# What is said of template strings that can't be?
texts = [
    't"{}"', 't"{x"', 't"}"', 't"{x!z}"', 't"abc', 't"""abc', 't"a" "b"', '"b" t"a"', 't"a" f"b"',
    'tb"x"', 'ft"x"', 'tf"x"', 'ut"x"', 't"{x!}"', 't"{=}"', 't"{!r}"', 't"{:x}"',
    't"x" = 1', 'del t"x"', 't"x" += 1', 'T"{x!rr}"', "t'{x'", 't"{x:}}"',
    'for t"x" in y: pass', 't"{yield}"', 't"{await x}"', 'f(t"x"=1)', 't"{x}" t"{y}" "z"', 't"{x}"',
]
for text in texts:
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, text)
    else:
        print("accepted", text)
