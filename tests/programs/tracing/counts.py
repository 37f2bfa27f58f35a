# Who holds a frame, a result and the tracer while the tracer runs?
import sys

told = []


def tell(frame, event, arg):
    counts = [sys.getrefcount(frame)]
    if event in ("return", "exception"):
        counts.append(sys.getrefcount(arg))
    if frame.f_trace:
        counts.append(sys.getrefcount(frame.f_trace))
    told.append((event, *counts))
    return tell


def makes():
    thing = object()
    try:
        raise KeyError
    except KeyError:
        pass
    return thing


sys.settrace(tell)
makes()
sys.settrace(None)
for event in told:
    print(*event)
