# Does each call of a function have names of its own?
def down(depth, trail=()):
    here = depth * 10
    trail = trail + (here,)
    if depth:
        result = down(depth - 1, trail)
    else:
        result = trail
    return (here, result)


print(down(3))
print(down.__code__.co_varnames)
print(down.__code__.co_argcount, down.__code__.co_nlocals)
