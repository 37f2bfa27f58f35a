# What is a descriptor told when it is looked at?
class Look:
    def __get__(self, instance, owner=None):
        return type(instance).__name__, owner.__name__

    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)


class Base:
    seen = Look()


class Child(Base):
    pass


print(Base.seen, Base().seen)
print(Child.seen, Child().seen)
print(type(vars(Base)["seen"]).__name__)
Child.late = Look()
print(Child().late)
