# In which order does a pool of threads give its results?
import threading
from concurrent.futures import ThreadPoolExecutor

first_may_end = threading.Event()


def work(number):
    if number == 0:
        first_may_end.wait()
    else:
        first_may_end.set()
    return number * 10


with ThreadPoolExecutor(max_workers=2) as pool:
    print(list(pool.map(work, range(3))))
    future = pool.submit(int, "x")
    print(type(future.exception()).__name__, future.done())
    try:
        future.result()
    except ValueError as error:
        print(error)
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)
