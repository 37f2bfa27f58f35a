# Which methods make writing and deleting go through a descriptor?
class Guard:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(self.name)
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Box:
    size = Guard()


box = Box()
box.size = 3
print(box.size, vars(box))
try:
    box.size = -1
except ValueError as error:
    print(error)
del box.size
print(box.size, Box.size.name)
Box.size = 7
print(box.size)
