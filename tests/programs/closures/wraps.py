# What does `functools.wraps` carry over?
import functools


def decorate(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    wrapper.extra = "kept"
    return wrapper


@decorate
def greet(who: str) -> str:
    """Greets."""
    return "hi " + who


print(greet("you"), greet.__name__, greet.__doc__, greet.extra)
print(greet.__wrapped__("me"), sorted(greet.__annotations__))
print(greet.__code__.co_name)
