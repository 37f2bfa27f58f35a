# Can a context manager decorate a function?
from contextlib import ContextDecorator, contextmanager


class traced(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *details):
        print("exit", details[0])


@contextmanager
def named(name):
    print("begin", name)
    yield
    print("end", name)


@traced()
@named("work")
def work(n):
    print("working", n)
    return n * 2


print(work(1))
print(work(2), work.__name__)
