"""What is to be done when a test, a class or a module is over."""

__unittest = True


def unwound(pending):
    """Takes the calls off, last first; one that is made meanwhile comes next."""
    while pending:
        yield pending.pop()


def failed(pending):
    """Makes the calls; yields what each of them raised."""
    for function, args, kwargs in unwound(pending):
        try:
            function(*args, **kwargs)
        except Exception as raised:
            yield raised


def entered(manager, register):
    """Enters it as `with` does, and registers its exit."""
    kind = type(manager)
    try:
        begin, end = kind.__enter__, kind.__exit__
    except AttributeError:
        raise TypeError("'%s.%s' object does not support the context manager protocol"
                        % (kind.__module__, kind.__qualname__)) from None
    given = begin(manager)
    register(end, manager, None, None, None)
    return given


_of_modules = []


def doModuleCleanups():
    # All are made before the first error goes on.
    for error in list(failed(_of_modules)):
        raise error


def addModuleCleanup(function, /, *args, **kwargs):
    _of_modules.append((function, args, kwargs))


def enterModuleContext(cm):
    return entered(cm, addModuleCleanup)
