# What frames say of their variables, and what is written into them from outside.
import re
import sys
import threading


def write(changed):
    kept = 1
    names = sys._getframe().f_locals
    names['changed'] = 'from outside'
    names['beside'] = 2
    print(changed, sorted(name for name in locals() if name != 'names'), type(names).__name__)
    try:
        print(names['nowhere'])
    except KeyError as error:
        print('KeyError', error)
    try:
        del names['kept']
        print('deleted', kept)
    except Exception as error:
        print(type(error).__name__, error)

    def inner():
        return changed

    sys._getframe().f_locals['changed'] = 'again'
    return inner()


print(write('by the caller'))


class Body:
    inside = 1
    sys._getframe().f_locals['set'] = 2
    print(sys._getframe().f_locals is locals())


print(Body.set)
kept = []


def ends():
    value = [1]
    kept.append(sys._getframe())
    kept[0].f_locals['beside'] = 3


ends()
frame = kept.pop()
print(dict(frame.f_locals), re.sub("at 0x[0-9a-f]+, file '[^']+'", 'at', repr(frame)))
frame.clear()
print(dict(frame.f_locals))


def overwrites():
    def from_outside(frame):
        frame.f_locals['held'] = None

    held = [0]
    return [held, from_outside(sys._getframe()), held][0]


print(overwrites())
entered, leave = threading.Event(), threading.Event()


def waits():
    entered.set()
    leave.wait()


thread = threading.Thread(target=waits)
thread.start()
entered.wait()
frames = sys._current_frames()
print(len(frames), frames[threading.get_ident()] is sys._getframe())
names = []
at = frames[thread.ident]
while at:
    names.append(at.f_code.co_name)
    at = at.f_back
print('waits' in names, names[-1])
del frames, at
leave.set()
thread.join()
space, other = {}, {}
exec('''
def outer():
    name = 1
    def inner():
        global name
        return name
    return inner()
name = 'global'
found = outer()
''', space, other)
print('name' in space, 'name' in other, other['found'])
