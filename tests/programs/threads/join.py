# What is done when `join` returns?
import threading

results = []


def work(number):
    results.append(number * number)


for number in range(4):
    thread = threading.Thread(target=work, args=(number,))
    thread.start()
    thread.join()
    print(results, thread.is_alive())
print(threading.active_count())
try:
    thread.start()
except RuntimeError as error:
    print(error)
try:
    threading.Thread(target=work).join()
except RuntimeError as error:
    print(error)
