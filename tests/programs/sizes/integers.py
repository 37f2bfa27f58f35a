# How many bytes does an integer take?
import sys

for number in (0, 1, -1, 2**30 - 1, 2**30, 2**60 - 1, 2**60, 10**100):
    print(number if abs(number) < 10**20 else "10**100", sys.getsizeof(number))
print(sys.getsizeof(True), sys.getsizeof(False))
print(sys.getsizeof(1.0), sys.getsizeof(1j))
print(sys.int_info.bits_per_digit, sys.int_info.sizeof_digit)
