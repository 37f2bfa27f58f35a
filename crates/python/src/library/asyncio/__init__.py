"""Many tasks in one thread, which take turns where they wait."""
import sys as _sys

from asyncio import (
    _shown, base_events, coroutines, events, exceptions, futures, locks, queues, runners, tasks)

_parts = [base_events, coroutines, events, exceptions, futures, locks, queues, runners, tasks]
_minor = _sys.version_info[1]
__absent__ = getattr(runners, "__absent__", ()) + getattr(queues, "__absent__", ())

if _minor >= 9:
    from asyncio import threads
    _parts.append(threads)
else:
    __absent__ += ("to_thread",)
if _minor >= 11:
    from asyncio import taskgroups, timeouts
    _parts += [taskgroups, timeouts]
else:
    __absent__ += ("Barrier", "BrokenBarrierError", "TaskGroup", "Timeout", "timeout", "timeout_at")
if _minor < 12:
    __absent__ += ("create_eager_task_factory", "eager_task_factory")

__all__ = ()
for _part in _parts:
    __all__ += tuple(_part.__all__)
    for _name in _part.__all__:
        globals()[_name] = getattr(_part, _name)
del _part, _parts, _name
