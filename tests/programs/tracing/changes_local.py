# Can a tracer change a local variable?
import sys


def change(frame, event, arg):
    if event == "line" and frame.f_locals.get("a") == 1:
        frame.f_locals["a"] = 99
    return change


def works():
    a = 1
    b = 2
    return a, b


sys.settrace(change)
result = works()
sys.settrace(None)
print(result)
