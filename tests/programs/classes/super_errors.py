# What does `super()` say where it can't work?
class Box:
    def no_self():
        return super()

    def rebound(self):
        self = None
        return super()

    static = staticmethod(lambda: super())


def outside(self):
    return super().size


Box.outside = outside
box = Box()
for run in (Box.no_self, Box.static, box.outside, lambda: super(int, "a"),
            lambda: super(Box, box).missing):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
