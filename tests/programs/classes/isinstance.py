# What can answer for `isinstance` and `issubclass`?
class Meta(type):
    def __instancecheck__(cls, thing):
        return thing == 5


class Five(metaclass=Meta):
    pass


class Sized:
    def __len__(self):
        return 0


from collections.abc import Hashable, Iterable, Sized as SizedABC

print(isinstance(5, Five), isinstance(6, Five), isinstance(Five(), Five))
print(isinstance(Sized(), SizedABC), isinstance(Sized(), Iterable), isinstance([], Hashable))
print(isinstance(True, int), issubclass(bool, (str, int)), isinstance(5, object))
for run in (lambda: isinstance(5, 5), lambda: issubclass(5, int)):
    try:
        run()
    except TypeError as error:
        print(error)
