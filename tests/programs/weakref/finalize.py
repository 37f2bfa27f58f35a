# How often does a finalizer of `weakref.finalize` run?
import weakref


class Cup:
    pass


cup = Cup()
end = weakref.finalize(cup, print, "ended", 1, sep="-")
print(end.alive, end.peek()[1] is print)
print(end())
print(end.alive, end(), end.peek())
del cup
cup = Cup()
end = weakref.finalize(cup, print, "by death")
del cup
print(end.alive)
cup = Cup()
end = weakref.finalize(cup, print, "never")
print(end.detach()[2:])
del cup
