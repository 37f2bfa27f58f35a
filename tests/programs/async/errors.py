# Where does the exception of a task come out?
import asyncio
import gc


async def fail(number):
    await asyncio.sleep(number / 1000)
    raise ValueError(number)


async def main():
    try:
        await asyncio.gather(fail(2), fail(1))
    except ValueError as error:
        print("first", error)
    print(await asyncio.gather(fail(1), asyncio.sleep(0, "fine"), return_exceptions=True))
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, told: print(sorted(told), told["message"], repr(told["exception"])))
    task = asyncio.create_task(fail(0))
    await asyncio.sleep(0.01)
    print(task.done())
    del task
    gc.collect()
    done, pending = await asyncio.wait({asyncio.ensure_future(fail(1))}, timeout=5)
    print(len(done), len(pending), repr(done.pop().exception()))
    print("end")


asyncio.run(main())
