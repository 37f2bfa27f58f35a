# Which names do bounds and values in a function's class see, and which are mangled?
# since: 3.12
name = "of the module"


def function():
    name = "of the function"

    class Local:
        type Free = name

        def method[T: name](self):
            return T.__bound__

    name = "at the end"
    return Local


print(function().Free.__value__, function()().method())


class Private[__T]:
    def method(self, x: __T) -> __T:
        pass

    seen = __T


print(Private.__type_params__, Private.seen)
