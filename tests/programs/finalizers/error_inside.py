# Where does an error go that a finalizer raises?
import sys


def hook(report):
    print(type(report.exc_value).__name__, report.exc_value)
    print(report.object is Cup.__del__, report.err_msg is not None)


class Cup:
    def __del__(self):
        raise ValueError("in the finalizer")


sys.unraisablehook = hook
cup = Cup()
del cup
print("the program goes on")
Cup()
print("end")
