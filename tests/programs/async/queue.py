# When do tasks put into a full queue, and get from an empty one?
import asyncio


async def with_queue():
    queue = asyncio.Queue(2)

    async def producer():
        for number in range(5):
            await queue.put(number)
            print("put", number)

    async def consumer():
        while True:
            print("got", await queue.get())
            queue.task_done()

    task = asyncio.create_task(consumer())
    await producer()
    await queue.join()
    task.cancel()
    print(str(queue))
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))


asyncio.run(with_queue())
