# What becomes of a tracer that raises?
import sys


def failing_at(kind):
    def tell(frame, event, arg):
        if event == kind:
            raise RuntimeError(kind)
        return tell
    return tell


def victim(x):
    try:
        return 1 / x
    except ZeroDivisionError:
        return "handled"
    except RuntimeError as error:
        return "caught " + str(error)


for kind in "call", "line", "return", "exception":
    for x in 0, 1:
        sys.settrace(failing_at(kind))
        try:
            print(kind, x, victim(x))
        except RuntimeError as error:
            names = []
            traceback = error.__traceback__
            while traceback:
                names.append(traceback.tb_frame.f_code.co_name)
                traceback = traceback.tb_next
            print(kind, x, "raised", names)
        print(sys.gettrace() is None)
        sys.settrace(None)
