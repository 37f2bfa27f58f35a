def attempt(run):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
class P:
    __slots__ = ("x",)
attempt(lambda: P().x)
attempt(lambda: setattr(P(), "y", 1))
attempt(lambda: nothing)
attempt(lambda: [][1])
attempt(lambda: {}["k"])
attempt(lambda: 1 / 0)
attempt(lambda: 1 % 0)
attempt(lambda: "a" + 1)
attempt(lambda: len(3))
attempt(lambda: (lambda a, b: 0)(1))
attempt(lambda: (lambda a: 0)(1, 2))
attempt(lambda: (lambda *, k: 0)())
attempt(lambda: {[]: 1})
attempt(lambda: None.x)
attempt(lambda: int("x"))
def unbound():
    print(name)
    name = 1
attempt(unbound)
attempt(lambda: [a for a, b in [(1, 2, 3)]])
