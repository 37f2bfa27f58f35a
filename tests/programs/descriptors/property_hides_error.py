# What happens to an `AttributeError` inside a property?
class Box:
    @property
    def size(self):
        return self.missing

    def __getattr__(self, name):
        return "fallback for " + name


class Plain:
    @property
    def size(self):
        return self.missing


print(Box().size)
try:
    Plain().size
except AttributeError as error:
    print(error)
print(hasattr(Plain(), "size"))
