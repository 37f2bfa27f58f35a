# In which order do tasks run that take turns?
import asyncio


async def count(name, pause):
    for number in range(3):
        print(name, number)
        await asyncio.sleep(pause)
    return name


async def main():
    task = asyncio.create_task(count("slow", 0.4))
    print(await asyncio.gather(count("quick", 0), count("middle", 0.02), task))
    print(len(asyncio.all_tasks()), "task is left")


asyncio.run(main())
