# How often is a tracer told of the lines of a comprehension?
import sys

told = []


def tell(frame, event, arg):
    told.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tell


def squares():
    return [x * x for x in (1, 2)
            if x > 1]


def loop():
    n = 2
    while n:
        n -= 1
    for i in range(2): n += i
    return n


sys.settrace(tell)
squares()
loop()
sys.settrace(None)
for event in told:
    print(*event)
