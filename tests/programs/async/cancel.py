# What does a task see that is cancelled, and what may it do about it?
import asyncio


async def tidy():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("told", error.args)
        raise
    finally:
        print("tidied up")


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "not me"


async def main():
    task = asyncio.create_task(tidy())
    await asyncio.sleep(0)
    print(task.cancel(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print(task.cancelled(), task.cancel())
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled())
    try:
        await asyncio.wait_for(tidy(), 0.01)
    except asyncio.TimeoutError as error:
        print(type(error).__name__, type(error.__cause__).__name__)


asyncio.run(main())
