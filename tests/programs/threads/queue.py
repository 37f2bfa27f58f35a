# In which order do things come out of the queues?
import queue
import threading

line = queue.Queue()
taken = []


def worker():
    while True:
        item = line.get()
        if item is None:
            break
        taken.append(item)
        line.task_done()


thread = threading.Thread(target=worker)
thread.start()
for item in ("a", "b", "c"):
    line.put(item)
line.join()
line.put(None)
thread.join()
print(taken, line.empty())
for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    line = kind()
    for n in (2, 3, 1):
        line.put(n)
    print(kind.__name__, [line.get_nowait() for _ in range(3)])
