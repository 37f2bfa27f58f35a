# How is an update lost when another thread comes between reading and writing?
import threading

count = 0
has_read, has_written = threading.Event(), threading.Event()


def slow():
    global count
    value = count
    has_read.set()
    has_written.wait()
    count = value + 1


def fast():
    global count
    has_read.wait()
    count = count + 1
    has_written.set()


threads = [threading.Thread(target=slow), threading.Thread(target=fast)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
