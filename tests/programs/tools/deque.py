# What does a deque do at both ends, and at its limit?
from collections import deque

line = deque([1, 2, 3], maxlen=4)
line.append(4)
line.append(5)
print(line, line.maxlen)
line.appendleft(0)
print(line, line.pop(), line.popleft(), line)
line.rotate(1)
line.extend([7, 8, 9])
print(line, line[0], line[-1], 8 in line, len(line))
for run in (lambda: deque().pop(), lambda: line[10], lambda: deque(maxlen=-1),
            lambda: line.remove(99), lambda: deque(5)):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
try:
    for item in line:
        line.append(item)
except RuntimeError as error:
    print(error)
