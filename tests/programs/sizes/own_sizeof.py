# Who answers when `sys.getsizeof` asks?
import sys


class Told:
    __slots__ = ()

    def __sizeof__(self):
        return 1000


class Wrong:
    def __sizeof__(self):
        return self.answer


print(sys.getsizeof(Told()) - 1000 in (0, 16))
wrong = Wrong()
for answer in (-1, "big"):
    wrong.answer = answer
    try:
        print(sys.getsizeof(wrong))
    except Exception as error:
        print(type(error).__name__, error)
print(sys.getsizeof([]) - [].__sizeof__(), sys.getsizeof(1) - (1).__sizeof__())
