# Where does an exception go that ends a thread?
import threading


def hook(report):
    print("hook:", report.exc_type.__name__, report.exc_value, report.thread.name)


threading.excepthook = hook


def fail():
    raise ValueError("in the thread")


thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
print("main goes on", thread.is_alive())
quiet = threading.Thread(target=lambda: exit_quietly(), name="quiet")


def exit_quietly():
    raise SystemExit


quiet.start()
quiet.join()
print("end")
