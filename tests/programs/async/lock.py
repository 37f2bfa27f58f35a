# Whom do a lock and a semaphore of tasks let in, and when?
import asyncio


async def with_lock():
    lock, order = asyncio.Lock(), []

    async def user(name):
        async with lock:
            order.append(name + " in")
            await asyncio.sleep(0)
            order.append(name + " out")

    await asyncio.gather(user("a"), user("b"), user("c"))
    print(order, lock.locked())


async def with_semaphore():
    semaphore, inside, most = asyncio.Semaphore(2), 0, 0

    async def user():
        nonlocal inside, most
        async with semaphore:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1

    await asyncio.gather(*[user() for _ in range(6)])
    print("at most", most)


asyncio.run(with_lock())
asyncio.run(with_semaphore())
