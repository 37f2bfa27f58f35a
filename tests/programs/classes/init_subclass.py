# Who hears that a class gets a subclass?
class Plugin:
    known = []

    def __init_subclass__(cls, label=None, **rest):
        super().__init_subclass__(**rest)
        cls.known.append((cls.__name__, label))


class One(Plugin, label="first"):
    pass


class Two(One):
    pass


print(Plugin.known)
try:
    class Three(Plugin, colour="red"):
        pass
except TypeError as error:
    print(str(error).replace("Plugin.", "").replace("Three.", ""))
print([kind.__name__ for kind in Plugin.__subclasses__()])
