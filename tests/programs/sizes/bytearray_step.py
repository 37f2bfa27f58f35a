# Is the block of a bytearray asked for once when every second byte is deleted?
import sys

for size in (2, 9, 22, 40):
    for step in (2, 3, -2):
        array = bytearray(size)
        array += b"x"
        del array[::step]
        print(size, step, len(array), sys.getsizeof(array))
