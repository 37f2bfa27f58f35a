# In which order are the targets of one assignment given their values?
i = 0
row = [10, 20, 30]
i, row[i] = 2, "two"
print(i, row)


class Loud:
    def __setattr__(self, name, value):
        print("set", name, value)


def who():
    print("value")
    return 7


loud = Loud()
loud.a = loud.b = who()
