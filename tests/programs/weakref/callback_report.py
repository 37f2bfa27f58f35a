# What does sys.unraisablehook get of a callback that raises?
import sys
import weakref


class Cup:
    pass


def gone(ref):
    raise ValueError("no tea")


def report(told):
    print(told.exc_type.__name__, str(told.err_msg).split(" <")[0], told.object is gone)


sys.unraisablehook = report
cup = Cup()
seen = weakref.ref(cup, gone)
del cup
