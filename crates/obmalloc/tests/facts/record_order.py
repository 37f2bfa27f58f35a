"""Prints the lines of order-4k.txt (to 3.9) or order-16k.txt (from 3.10).

Run it isolated on Linux, python -I -S record_order.py, a few times. How far the second line goes depends on
how many pools the interpreter had left over elsewhere; the files hold what all releases recorded.
From 3.10 the files hold a run in which no arena was aligned to 16 KiB, so that each has 63 pools:
where the system maps them varies from run to run.
"""
import ctypes
import gc
import sys


def shuffled(count):
    """The numbers below count in an order that looks random and is always the same."""
    order, seed = list(range(count)), 99
    for i in range(count - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        j = (seed >> 8) % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def main():
    malloc, free = ctypes.pythonapi.PyObject_Malloc, ctypes.pythonapi.PyObject_Free
    malloc.restype, malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    gc.disable()
    old = sys.version_info < (3, 10)
    pool_size, per_pool = (4096, 7) if old else (16384, 31)
    mask = ~(pool_size - 1)
    count = 320 * per_pool
    held = (ctypes.c_size_t * 40000)()
    got = (ctypes.c_size_t * count)()
    again = (ctypes.c_size_t * count)()
    emptied = [pool for pool in shuffled(310)[:206] if pool % 62]  # some pools of each arena stay

    # Fill what is there, up to the first pool of a new arena, and that pool.
    n = 0
    for _ in range((4 << 20) // 512):
        held[n] = malloc(512)
        n += 1
    while True:
        held[n] = malloc(512)
        n += 1
        if held[n - 1] & mask not in (held[n - 2] & mask, (held[n - 2] & mask) + pool_size):
            break
    for _ in range(per_pool - 1):
        held[n] = malloc(512)
        n += 1

    for i in range(count):
        got[i] = malloc(512)
    pools, members = {}, []
    for i in range(count):
        pool = got[i] & mask
        if pool not in pools:
            pools[pool] = len(members)
            members.append([])
        members[pools[pool]].append(i)
    for pool in emptied:
        for i in members[pool]:
            free(got[i])
    for i in range(len(emptied) * per_pool):
        again[i] = malloc(512)
    taken = []
    for i in range(len(emptied) * per_pool):
        number = pools.get(again[i] & mask)
        if number is not None and taken[-1:] != [number]:
            taken.append(number)
    print('emptied', *emptied)
    print('taken', *taken)


main()
