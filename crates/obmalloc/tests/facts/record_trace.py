"""Prints the lines of trace-4k.txt (to 3.9) or trace-16k.txt (from 3.10).

Run it isolated on Linux, python -I -S record_trace.py, a few times and from more than one folder: the interpreter itself
allocates too, and a run in which it took a pool at a bad moment differs from the others.
"""
import ctypes
import gc
import sys

SIZES = (496, 480, 464)  # classes that the loop itself does not allocate in


def plan():
    """Steps (0, bytes) to allocate and (1, index) to free: grow, shrink, grow, shrink, empty, grow."""
    steps, alive, answers, seed = [], [], 0, 12345
    for i in range(700):
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        r = seed >> 8
        grow = (i // 175) % 2 == 0
        if not alive or r % 100 < (75 if grow else 25):
            steps.append((0, SIZES[(r >> 8) % 3]))
            alive.append(answers)
            answers += 1
        else:
            steps.append((1, alive.pop((r >> 8) % len(alive))))
    steps += [(1, index) for index in alive]
    steps += [(0, SIZES[j * 7 % 3]) for j in range(40)]
    return steps, answers + 40


def main():
    malloc, free = ctypes.pythonapi.PyObject_Malloc, ctypes.pythonapi.PyObject_Free
    malloc.restype, malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    gc.disable()
    pool_size = 4096 if sys.version_info < (3, 10) else 16384
    mask = ~(pool_size - 1)
    steps, answers = plan()
    got = (ctypes.c_size_t * answers)()  # no new integer object lives while the steps are taken

    # Half-used pools for the integers that come and go below.
    spare = [i + 10**6 for i in range(3000)]
    del spare[::2]

    # Fill what is there, up to the first pool of a new arena: it does not follow the one before.
    held = [malloc(512) for _ in range((4 << 20) // 512)]
    while True:
        held.append(malloc(512))
        if held[-1] & mask not in (held[-2] & mask, (held[-2] & mask) + pool_size):
            break
    # Fill the pools of each class that are used in part.
    for size in SIZES:
        seen = {address & mask for address in held}
        while True:
            address = malloc(size)
            if address % pool_size == 48 and address & mask not in seen:
                free(address)
                break
            held.append(address)
            seen.add(address & mask)

    n = 0
    for i in range(len(steps)):
        op, x = steps[i]
        if op:
            free(got[x])
        else:
            got[n] = malloc(x)
            n += 1

    pools, n = {}, 0
    for op, x in steps:
        if op:
            print('-', x)
        else:
            pool, offset = got[n] & mask, got[n] & ~mask
            n += 1
            print('+', x, pools.setdefault(pool, len(pools)), (offset - 48) // x)


main()
