# Are private names in the list of slots changed like others?
class Safe:
    __slots__ = ("__code", "_hint")

    def __init__(self, code):
        self.__code = code
        self._hint = "h"

    def open(self):
        return self.__code


safe = Safe(42)
print(safe.open(), safe._Safe__code)
print(sorted(name for name in dir(safe) if "code" in name))
try:
    safe.__code
except AttributeError as error:
    print(error)
