# Which task sees which value of a context variable?
import asyncio
import contextvars
import sys

user = contextvars.ContextVar("user", default="nobody")


async def child(name):
    user.set(name)
    await asyncio.sleep(0)
    return user.get()


async def main():
    user.set("main")
    print(await asyncio.gather(child("a"), child("b")), user.get())
    print(await asyncio.create_task(child("c")), user.get())
    print(await child("d"), user.get())


asyncio.run(main())
print(user.get())

value = []
token = user.set(value)
copy = contextvars.copy_context()
print(sys.getrefcount(value), len(copy), copy[user] is value)
copy.run(user.set, "other")
print(sys.getrefcount(value), copy[user], user.get() is value)
print(token.old_value is contextvars.Token.MISSING)
user.reset(token)
print(user.get(), sys.getrefcount(value))
try:
    user.reset(token)
except RuntimeError as error:
    print("a token works once")
try:
    contextvars.ContextVar("empty").get()
except LookupError as error:
    print(type(error).__name__)
