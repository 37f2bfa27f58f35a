# What does `sys.exit` do on its way out?
# raises: SystemExit
import sys


class Cup:
    def __del__(self):
        print("gone")


def leave():
    cup = Cup()
    try:
        sys.exit("a last message")
    finally:
        print("cleaned up")


try:
    sys.exit(3)
except SystemExit as stop:
    print("caught", stop.code)
leave()
