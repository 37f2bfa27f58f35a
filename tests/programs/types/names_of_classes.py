# Which names do bounds and values in a class see?
# since: 3.12
name = "of the module"


class Outer:
    name = "of the class"
    type Seen = name

    def method[T: name](self):
        return name

    class Inner[T: name]:
        pass



print(Outer.Seen.__value__, Outer.method.__type_params__[0].__bound__)
print(Outer.Inner.__type_params__[0].__bound__, Outer().method())
Outer.name = "changed"


class Late:
    type Seen = name
    name = "later"


print(Late.Seen.__value__)
