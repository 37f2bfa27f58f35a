# How does a frame ask to be traced by itself, and not to be told of its lines?
import sys

told = []


def note(frame, event, arg):
    told.append((event, frame.f_lineno - frame.f_code.co_firstlineno))


def asks():
    x = 1
    sys._getframe().f_trace = note
    y = 2
    return x + y


def without_lines(frame, event, arg):
    frame.f_trace_lines = False
    told.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return without_lines


sys.settrace(lambda *event: None)
asks()
sys.settrace(None)
print(told)
told.clear()
sys.settrace(without_lines)
asks()
sys.settrace(None)
print(told)
frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
try:
    frame.f_trace_lines = 1
except TypeError as error:
    print(error)
frame.f_trace = note
print(frame.f_trace is note)
del frame.f_trace
print(frame.f_trace)
