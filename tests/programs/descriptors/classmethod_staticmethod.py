# Who is the first argument of a method, a class method and a static method?
class Base:
    def plain(*args):
        return [getattr(a, "__name__", type(a).__name__ + "()") for a in args]

    klass = classmethod(plain)
    static = staticmethod(plain)


class Child(Base):
    pass


child = Child()
for name in ("plain", "klass", "static"):
    print(name, getattr(child, name)(), getattr(Child, name)())
print(child.klass.__self__ is Child, Child.static is Base.static)
print(type(vars(Base)["klass"]).__name__, type(vars(Base)["static"]).__name__)
