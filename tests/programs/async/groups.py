# What becomes of the other tasks of a group when one fails, or when the time is over?
# since: 3.11
import asyncio


async def work(number):
    try:
        await asyncio.sleep(number / 20)
        print("done", number)
        return number
    except asyncio.CancelledError:
        print("cancelled", number)
        raise


async def fail(number):
    await asyncio.sleep(number / 20)
    raise ValueError(number)


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(number)) for number in (2, 1)]
    print([task.result() for task in tasks])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1))
            group.create_task(work(5))
            await asyncio.sleep(1)
    except* ValueError as found:
        print(found.message, found.exceptions)
    try:
        async with asyncio.timeout(0.05) as limit:
            await work(9)
    except TimeoutError as error:
        print(limit.expired(), type(error.__cause__).__name__)
    print(asyncio.current_task().cancelling())


asyncio.run(main())
