# What does the report show of a direct cause?
# raises: ValueError
class Store:
    def __init__(self, items):
        self.items = items

    def find(self, name):
        try:
            return self.items[name]
        except KeyError as error:
            raise ValueError(f"unknown item {name!r}") from error


store = Store({"cup": 3})
print(store.find("cup"))
store.find("mug")
