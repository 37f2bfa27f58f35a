# What do a lock and a reentrant lock allow their holder?
import threading

lock, again = threading.Lock(), threading.RLock()
print(lock.acquire(), lock.locked(), lock.acquire(blocking=False))
lock.release()
for release in (lock.release, again.release):
    try:
        release()
    except RuntimeError as error:
        print(error)
with again:
    with again:
        print(again.acquire(blocking=False))
        again.release()
seen = []
lock.acquire()
thread = threading.Thread(target=lambda: seen.append(lock.acquire(False)))
thread.start()
thread.join()
print(seen)
other = threading.Thread(target=lock.release)
other.start()
other.join()
print(lock.locked())
