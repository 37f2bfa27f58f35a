# In which thread does a finalizer run?
import threading


class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name, "in", threading.current_thread().name)


def work(box):
    box.clear()
    own = Cup("local")


box = [Cup("from main")]
thread = threading.Thread(target=work, args=(box,), name="worker")
thread.start()
thread.join()
kept = []
thread = threading.Thread(target=lambda: kept.append(Cup("made there")), name="maker")
thread.start()
thread.join()
kept.clear()
