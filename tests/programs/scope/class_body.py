# Do the methods of a class see the names of its body?
word = "global"


class Box:
    word = "class"
    copy = word

    def method(self):
        return word, self.word

    items = [word for _ in range(2)]
    first = [w for w in word]


print(Box.copy, Box().method())
print(Box.items, Box.first)
