"""A function in another thread (from 3.9)."""
import contextvars
import functools

from asyncio import events

__all__ = ["to_thread"]


async def to_thread(func, /, *args, **kwargs):
    call = functools.partial(contextvars.copy_context().run, func, *args, **kwargs)
    return await events.get_running_loop().run_in_executor(None, call)
