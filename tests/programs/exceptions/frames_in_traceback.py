# What does a traceback keep of the functions that failed?
def inner(value):
    local = value * 2
    raise ValueError("no")


def outer():
    kept = "outer's"
    inner(21)


try:
    outer()
except ValueError as error:
    step = error.__traceback__
    while step:
        frame = step.tb_frame
        names = {k: v for k, v in frame.f_locals.items() if frame.f_code.co_name != "<module>"}
        print(frame.f_code.co_name, step.tb_lineno, names)
        step = step.tb_next
