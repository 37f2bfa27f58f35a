# Can a function end an object that it got as an argument?
class Cup:
    def __del__(self):
        print("gone")


def drop(cup):
    del cup
    print("name deleted inside")


drop(Cup())
print("returned")
kept = Cup()
drop(kept)
print("still named outside")
del kept
print("end")
