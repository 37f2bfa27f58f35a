# Whose is a list that stands in the class body?
class Basket:
    items = []
    count = 0

    def add(self, item):
        self.items.append(item)
        self.count += 1


a, b = Basket(), Basket()
a.add("apple")
print(b.items, b.count, Basket.count)
b.items = ["own"]
b.add("pear")
print(a.items, b.items, vars(a), vars(b))
Basket.count = 10
print(a.count, b.count, Basket().count)
