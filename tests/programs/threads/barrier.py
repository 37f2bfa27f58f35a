# Who passes a barrier, and when?
import threading

barrier = threading.Barrier(3)
before, after = [], []
lock = threading.Lock()


def work(name):
    with lock:
        before.append(name)
    barrier.wait()
    with lock:
        after.append(len(before))


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(before), after, barrier.n_waiting, barrier.broken)
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError as error:
    print(type(error).__name__)
