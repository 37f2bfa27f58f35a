# Where does a value go that is sent into a generator?
def average():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


running = average()
try:
    running.send(1)
except TypeError as error:
    print(error)
print(next(running))
print(running.send(10), running.send(20), running.send(60))
running.close()
try:
    running.send(1)
except StopIteration as stop:
    print("stopped", stop.value)
