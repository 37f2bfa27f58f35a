# When does an asynchronous generator that wasn't exhausted run its finally?
import asyncio


async def numbers(name):
    try:
        for number in range(3):
            await asyncio.sleep(0)
            yield number
    finally:
        await asyncio.sleep(0)
        print(name, "closed")


async def main():
    print([number async for number in numbers("first")])
    async for number in numbers("second"):
        if number == 1:
            break
    print("left the loop")
    await asyncio.sleep(0.01)
    kept = numbers("third")
    print(await kept.__anext__())
    globals()["kept"] = kept


asyncio.run(main())
print("end")
