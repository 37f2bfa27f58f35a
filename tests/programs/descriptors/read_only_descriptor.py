# What is said when a descriptor can't be set?
class ReadOnly:
    def __get__(self, instance, owner):
        return 1

    def __set__(self, instance, value):
        raise AttributeError("read only")


class OnlyDelete:
    def __delete__(self, instance):
        print("deleted")


class Box:
    a = ReadOnly()
    b = OnlyDelete()


box = Box()
for name in ("a", "b"):
    try:
        setattr(box, name, 2)
    except AttributeError as error:
        print(str(error).replace("type object ", ""))
del box.b
print(type(box.b).__name__)
