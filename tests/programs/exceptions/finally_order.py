# In which order do `try`, `else` and `finally` run, and who returns?
def run(fail):
    try:
        print("try")
        if fail:
            raise ValueError
    except ValueError:
        print("except")
        return "from except"
    else:
        print("else")
        return "from else"
    finally:
        print("finally")


print(run(False))
print(run(True))


def loop():
    for number in range(3):
        try:
            if number == 1:
                continue
            print(number)
        finally:
            print("after", number)


loop()
