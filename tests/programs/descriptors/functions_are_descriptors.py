# How does a function in a class become a method?
def speak(self, word="hi"):
    return type(self).__name__, word


class Dog:
    bark = speak


dog = Dog()
bound = speak.__get__(dog)
print(bound(), bound("yo"))
print(dog.bark.__func__ is speak, Dog.bark is speak)
dog.own = speak
try:
    dog.own()
except TypeError as error:
    print(error)
print(speak.__get__(None, Dog) is speak, type(bound).__name__)
print(speak.__get__(5)())
