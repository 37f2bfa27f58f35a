# Whose values does `threading.local` show?
import threading

own = threading.local()
own.value = "main"
seen = []


def work(name):
    seen.append(hasattr(own, "value"))
    own.value = name
    seen.append(own.value)


for name in ("a", "b"):
    thread = threading.Thread(target=work, args=(name,))
    thread.start()
    thread.join()
print(seen, own.value, vars(own))


class Cup:
    def __del__(self):
        print("gone with its thread")


def keep():
    own.cup = Cup()


thread = threading.Thread(target=keep)
thread.start()
thread.join()
print(hasattr(own, "cup"))
