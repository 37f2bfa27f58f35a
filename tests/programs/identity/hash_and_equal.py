# Must equal objects have equal hashes, and who breaks that?
class Half:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Half) and self.value == other.value


try:
    hash(Half(1))
except TypeError as error:
    print(error)
Half.__hash__ = lambda self: id(self)
table = {Half(1): "found"}
print(Half(1) == Half(1), Half(1) in table)
Half.__hash__ = lambda self: hash(self.value)
table = {Half(1): "found"}
print(Half(1) in table, table[Half(1)])
