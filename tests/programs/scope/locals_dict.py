# Does a change of `locals()` change the variables of a function?
def look():
    a = 1
    seen = locals()
    seen["a"] = 100
    seen["b"] = 200
    print(a, sorted(seen))
    a = 2
    again = locals()
    print(again["a"], again is seen, "b" in again)


look()
module = locals()
module["made"] = "yes"
print(made, module is globals())
