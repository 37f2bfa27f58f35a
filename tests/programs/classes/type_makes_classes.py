# Can a class be made without a `class` statement?
def speak(self):
    return self.word + "!"


Dog = type("Dog", (object,), {"word": "woof", "speak": speak})
Puppy = type("Puppy", (Dog,), dict(word="yip"))
print(Dog().speak(), Puppy().speak())
print(Puppy.__bases__[0] is Dog, type(Dog) is type, Dog.__name__)
for run in (lambda: type("X", (5,), {}), lambda: type("X", (bool,), {}),
            lambda: type(5, (), {}), lambda: type("X"), lambda: type()):
    try:
        print(run().__name__)
    except TypeError as error:
        print(error)
