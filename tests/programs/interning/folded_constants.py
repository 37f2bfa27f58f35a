# Which expressions of constants does the compiler compute?
def consts(text):
    code = compile(text, "text", "eval")
    return eval(code) is eval(code)


for text in (
    "1000 + 1", "'a' * 20", "'a' * 4097", "(1, 2) + (3,)", "-1000",
    "1000 * 1000", "2 ** 100", "2 ** 10000", "[1, 2]", "'ab'[0]",
    "not 1000", "1000 if 1 else 2", "(1, 2)[1]", "'a' 'b c'",
):
    print(text, consts(text))
