# Which kinds of names does a code object list?
shared = 1


def outer(argument):
    cell = argument

    def inner(*rest, key=2):
        local = cell + shared
        return local

    return inner


for code in (outer.__code__, outer(1).__code__):
    print(code.co_name, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_names)
