# What does logging keep of a handler that the program has forgotten?
import gc
import logging
import sys
import weakref

gc.disable()
before = len(logging._handlerList)
handler = logging.StreamHandler(sys.stdout)
handler.set_name("mine")
print(weakref.getweakrefcount(handler), len(logging._handlerList) - before, list(logging._handlers))
logger = logging.getLogger("a")
logger.addHandler(handler)
seen = weakref.ref(handler)
del handler
print(seen() is not None)
logger.removeHandler(seen())
print(seen(), len(logging._handlerList) - before, list(logging._handlers))
print(sys.getrefcount(logger) > 2, logging.getLogger("a") is logger)
