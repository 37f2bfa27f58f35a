# Can two threads take turns with two semaphores?
import threading

log = []
ping, pong = threading.Semaphore(1), threading.Semaphore(0)


def player(name, mine, other):
    for turn in range(3):
        mine.acquire()
        log.append(f"{name}{turn}")
        other.release()


a = threading.Thread(target=player, args=("ping", ping, pong))
b = threading.Thread(target=player, args=("pong", pong, ping))
b.start()
a.start()
a.join()
b.join()
print(log)
