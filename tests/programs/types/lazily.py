# When are bounds, constraints and values evaluated?
# since: 3.12
def said(value):
    print("evaluated", value)
    return value


def plain[T: said(int)]():
    pass


class Chosen[T: (said(int), said(str))]:
    pass


type Alias = said(3)
print("all defined")
bound = plain.__type_params__[0]
print(bound.__bound__, bound.__bound__)
print(Chosen.__type_params__[0].__constraints__)
print(Alias.__value__, Alias.__value__)
