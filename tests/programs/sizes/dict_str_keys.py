# Does a dictionary whose keys are all strings take less memory?
import sys

words = {"a": 1, "b": 2, "c": 3}
numbers = {1: 1, 2: 2, 3: 3}
print(sys.getsizeof(words), sys.getsizeof(numbers))
words.pop("c")
print(sys.getsizeof(words))
called = dict(a=1, b=2, c=3)
print(sys.getsizeof(called))
many = {str(n): n for n in range(100)}
print(sys.getsizeof(many), sys.getsizeof({n: n for n in range(100)}))
