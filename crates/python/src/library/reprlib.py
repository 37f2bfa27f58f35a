"""Reprs that end where an object holds itself."""
import sys

__all__ = ["recursive_repr"]


def recursive_repr(fillvalue="..."):
    """A decorator for `__repr__`: an object inside itself is shown as `fillvalue`."""
    def decorate(shown):
        under_way = set()

        def wrapper(self):
            # By address: what is equal to another object isn't inside it.
            key = id(self)
            if key in under_way:
                return fillvalue
            under_way.add(key)
            try:
                return shown(self)
            finally:
                under_way.discard(key)

        for kept in ("module", "doc", "name", "qualname"):
            kept = "__{}__".format(kept)
            setattr(wrapper, kept, getattr(shown, kept))
        if sys.version_info >= (3, 13):
            wrapper.__wrapped__ = shown
        return wrapper

    return decorate
