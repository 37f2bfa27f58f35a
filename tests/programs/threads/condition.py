# How does a consumer wait until there is something to take?
import threading

items, log = [], []
changed = threading.Condition()


def consumer():
    for _ in range(3):
        with changed:
            changed.wait_for(lambda: items)
            log.append(("took", items.pop(0)))
            changed.notify()


thread = threading.Thread(target=consumer)
thread.start()
for item in "abc":
    with changed:
        items.append(item)
        log.append(("put", item))
        changed.notify()
        changed.wait_for(lambda: not items)
thread.join()
print(log)
try:
    changed.notify()
except RuntimeError as error:
    print(error)
