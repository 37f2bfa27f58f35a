# Do `*args` and `**kwargs` hold references of their own?
import sys


def star(*args):
    return sys.getrefcount(args[0])


def named(**kwargs):
    return sys.getrefcount(kwargs["thing"])


def both(thing, *args, **kwargs):
    return sys.getrefcount(thing), len(args), len(kwargs)


thing = []
print(star(thing), star(*[thing]))
print(named(thing=thing), named(**{"thing": thing}))
print(both(thing), both(thing, thing, other=thing))
print(sys.getrefcount(thing))
