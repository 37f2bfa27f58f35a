"""Reprs that end where an object holds itself."""
__all__ = ["recursive_repr"]


def recursive_repr(fillvalue="..."):
    """A decorator for `__repr__`: an object inside itself is shown as `fillvalue`."""
    def decorating_function(user_function):
        repr_running = set()

        def wrapper(self):
            key = id(self)
            if key in repr_running:
                return fillvalue
            repr_running.add(key)
            try:
                result = user_function(self)
            finally:
                repr_running.discard(key)
            return result

        wrapper.__module__ = getattr(user_function, "__module__")
        wrapper.__doc__ = getattr(user_function, "__doc__")
        wrapper.__name__ = getattr(user_function, "__name__")
        wrapper.__qualname__ = getattr(user_function, "__qualname__")
        wrapper.__wrapped__ = user_function
        return wrapper

    return decorating_function
