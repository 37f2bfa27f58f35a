# What is said of a number with very many digits?
# since: 3.12
import sys

print(sys.get_int_max_str_digits())
big = 10 ** 5000
for run in (lambda: str(big), lambda: int("1" * 5000)):
    try:
        run()
    except ValueError as error:
        print(error)
print(len(hex(big)), big == 10 ** 4999 * 10)
sys.set_int_max_str_digits(0)
print(len(str(big)))
