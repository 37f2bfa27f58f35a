"""The module NAME isn't here; using it says so."""


class Missing:
    def __init__(self, name):
        self.__name__ = name

    def __call__(self, *args, **kwargs):
        raise ImportError("NAME." + self.__name__ + " isn't there")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Missing(name)
