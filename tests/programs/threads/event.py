# In which order do two threads go on that wait for each other?
import threading

ready, answered = threading.Event(), threading.Event()
log = []


def worker():
    ready.wait()
    log.append("worker heard")
    answered.set()


thread = threading.Thread(target=worker)
thread.start()
log.append("main is ready")
ready.set()
answered.wait()
log.append("main heard")
thread.join()
print(log)
print(ready.is_set(), answered.wait(0))
ready.clear()
print(ready.wait(0.001))
