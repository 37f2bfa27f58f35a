"""Other interpreters in this process, each with objects of its own (from 3.14)."""
import threading
import types
import weakref

import _subinterpreters

__all__ = ["get_current", "get_main", "create", "list_all", "is_shareable", "Interpreter", "InterpreterError",
           "InterpreterNotFoundError", "ExecutionFailed", "NotShareableError"]
is_shareable = _subinterpreters.is_shareable


class InterpreterError(Exception):
    """Something about an interpreter went wrong."""


class InterpreterNotFoundError(InterpreterError):
    """There is no interpreter of that identifier."""


class NotShareableError(TypeError, ValueError):
    """The object can't go to another interpreter."""


class ExecutionFailed(InterpreterError):
    """What ran in the other interpreter raised; the exception itself stays there."""

    def __init__(self, excinfo):
        super().__init__(excinfo.formatted)
        self.excinfo = excinfo

    def __str__(self):
        return "\n\n".join([super().__str__(), "Uncaught in the interpreter:", self.excinfo.errdisplay])


def _failure(told):
    name, qualname, module, text, formatted, report = told
    kind = types.SimpleNamespace(__name__=name, __qualname__=qualname, __module__=module)
    return ExecutionFailed(types.SimpleNamespace(type=kind, msg=text, formatted=formatted, errdisplay=report))


_known = weakref.WeakValueDictionary()


class Interpreter:
    """One interpreter. There is one such object for each."""

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError("id must be an int, got %r" % (id,))
        known = _known.get(id)
        if known is not None:
            return known
        if id and id not in _subinterpreters.ids():
            raise _missing(id)
        made = super().__new__(cls)
        made._id = id
        _known[id] = made
        return made

    def __repr__(self):
        return "%s(%d)" % (type(self).__name__, self._id)

    def __hash__(self):
        return hash(self._id)

    def __del__(self):
        # Who forgets an interpreter closes it.
        if self._id:
            _subinterpreters.destroy(self._id)

    def __reduce__(self):
        return type(self), (self._id,)

    @property
    def id(self):
        return self._id

    @property
    def whence(self):
        return "_interpreters module" if self._id else "runtime init"

    def is_running(self):
        if self._id and self._id not in _subinterpreters.ids():
            raise _missing(self._id)
        return not self._id

    def close(self):
        self._only_others("close")
        if not _subinterpreters.destroy(self._id):
            raise _missing(self._id)

    def prepare_main(self, ns=None, /, **kwargs):
        """Makes globals of the other interpreter's `__main__`."""
        self._only_others("prepare_main")
        given = kwargs if ns is None else dict(ns, **kwargs)
        for value in given.values():
            if not is_shareable(value):
                raise NotShareableError("%r does not support cross-interpreter data" % (value,))
        if not _subinterpreters.set_main(self._id, given):
            raise _missing(self._id)

    def exec(self, code, /):
        """Runs a text in the other interpreter's `__main__`."""
        self._only_others("exec")
        self._result(_subinterpreters.run(self._id, code))

    def call(self, callable, /, *args, **kwargs):
        """Calls a function over there. Arguments and result are copies."""
        self._only_others("call")
        return self._result(_subinterpreters.call(self._id, callable, args, kwargs))

    def call_in_thread(self, callable, /, *args, **kwargs):
        thread = threading.Thread(target=self.call, args=(callable, *args), kwargs=kwargs)
        thread.start()
        return thread

    def _only_others(self, what):
        if not self._id:
            from _refusal import refuse
            refuse("Interpreter.%s of the main interpreter" % what)

    def _result(self, answer):
        if answer is None:
            raise _missing(self._id)
        result, failure = answer
        if failure is not None:
            raise _failure(failure)
        return result


def _missing(id):
    return InterpreterNotFoundError("unrecognized interpreter ID %d" % id)


def create():
    return Interpreter(_subinterpreters.create())


def list_all():
    return [Interpreter(id) for id in [0, *_subinterpreters.ids()]]


def get_main():
    return Interpreter(0)


get_current = get_main
