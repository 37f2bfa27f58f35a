# What may be assigned to __bases__, and what follows?
class Parrot:
    def speak(self):
        return "squawk"


class Dog:
    def speak(self):
        return "woof"


class Pet(Parrot):
    pass


class Slotted:
    __slots__ = ("a",)


def attempt(cls, bases):
    try:
        cls.__bases__ = bases
    except TypeError as error:
        print(error)


pet = Pet()
print(pet.speak(), Parrot.__subclasses__() == [Pet])
Pet.__bases__ = (Dog,)
print(pet.speak(), Parrot.__subclasses__(), Dog.__subclasses__() == [Pet])
attempt(Pet, (Slotted,))
attempt(Dog, (Pet,))
attempt(Pet, ())
attempt(Pet, 1)
attempt(Pet, (1,))
attempt(int, (Dog,))
print([cls.__name__ for cls in Pet.__mro__])
