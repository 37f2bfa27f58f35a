# Which threads are traced?
import sys
import threading

told = []


def tell(frame, event, arg):
    if frame.f_code.co_name in ("first", "second", "helper"):
        told.append((threading.current_thread().name, frame.f_code.co_name, event))
    return tell


def helper():
    return 1


def first():
    helper()


def second():
    print(sys.gettrace() is tell)
    helper()


threading.settrace(tell)
thread = threading.Thread(target=first, name="one")
thread.start()
thread.join()
helper()
threading.settrace(None)
thread = threading.Thread(target=second, name="two")
thread.start()
thread.join()
for event in told:
    if event[2] != "line":
        print(*event)
