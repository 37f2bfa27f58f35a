# Of which calls of built-in functions is a profiler told?
import sys

told = []


def tell(frame, event, arg):
    if event.startswith("c_"):
        arg = arg.__name__
    told.append((frame.f_code.co_name, event, arg))


def work():
    items = [3, 1]
    items.append(2)
    list.append(items, 4)
    int.__add__(1, 2)
    str(5)
    len(*[items])
    sorted(items, key=lambda item: -item)
    try:
        items.pop(100)
    except IndexError:
        return max(1, 2)


sys.setprofile(tell)
work()
sys.setprofile(None)
for event in told:
    print(*event)
print(sys.getprofile())
