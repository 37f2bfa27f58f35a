# Which numbers can be made of which values?
class Indexed:
    def __index__(self):
        return 7


class Inted:
    def __int__(self):
        return 8


class Wrong:
    def __int__(self):
        return "x"


print(int(Indexed()), int(Inted()), [0] * Indexed() == [0] * 7, hex(Indexed()))
for run in (lambda: int(Wrong()), lambda: [1][Inted()], lambda: int([]), lambda: int(None),
            lambda: float("1,5"), lambda: int("1.5"), lambda: float([]),
            lambda: complex("a"), lambda: int(""), lambda: "a" * 1.5, lambda: range(1.0)):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
