# Threads that take turns over one list, under a lock.
import threading

lock = threading.Lock()
numbers = []


def work(start):
    for number in range(start, start + 10_000):
        with lock:
            numbers.append(number)


threads = [threading.Thread(target=work, args=(start * 10_000,)) for start in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(numbers), sum(numbers))
