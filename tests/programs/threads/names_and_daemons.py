# What does a thread say of itself?
import threading

seen = []


def work():
    me = threading.current_thread()
    seen.append((me.name, me.daemon, me is threading.main_thread(), me.ident is not None))


for thread in (threading.Thread(target=work, name="first"),
               threading.Thread(target=work, name="second", daemon=True)):
    print(thread.is_alive(), thread.ident)
    thread.start()
    thread.join()
print(seen)
main = threading.main_thread()
print(main.name, main.daemon, main is threading.current_thread())
thread = threading.Thread(target=work, name="third")
thread.daemon = True
print(thread.daemon)
