# Who is asked for the text of an object?
class Both:
    def __repr__(self):
        return "<repr>"

    def __str__(self):
        return "<str>"


class OnlyRepr:
    def __repr__(self):
        return "<only repr>"


class Wrong:
    def __repr__(self):
        return 5


both, only = Both(), OnlyRepr()
print(both, [both], str(only), f"{both} {both!r} {only!s}", "%s %r" % (both, both))
try:
    print(Wrong())
except TypeError as error:
    print(error)
print(repr(Both).replace("__main__.", ""))
