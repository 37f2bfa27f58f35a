"""Prints what weak references and the collector do to each other, as JSON. `measured.json` holds what each release printed."""
import gc
import json
import sys
import weakref

gc.disable()
facts = {}
log = []


class A(object):
    pass


def says(text):
    return lambda w: log.append(text)


def take():
    taken = list(log)
    del log[:]
    return taken


a = A()
w = weakref.ref(a, says('counting'))
del a
b = A()
b.me = b
v = weakref.ref(b, says('collecting'))
del b
gc.collect()
facts['__callback__ is None after [counting, collecting], log'] = [w.__callback__ is None, v.__callback__ is None, take()]

a = A()
b = A()
a.b = b
b.a = a
ws = [weakref.ref(b, says('first of b')), weakref.ref(b, says('second of b')), weakref.ref(a, says('first of a')), weakref.proxy(a, says('proxy of a'))]
del a, b
gc.collect()
facts['callbacks of two objects: log'] = take()

a = A()
a.me = a
hold = []
for text in ('one', 'two', 'three'):
    hold.append(weakref.ref(a, lambda w, text=text: (log.append(text), hold.clear())))
del a, w
facts['the first callback drops all three references [collect, log]'] = [gc.collect(), take()]

a = A()
a.me = a
first_lines = []
sys.unraisablehook = lambda u: first_lines.append(
    (u.err_msg.split(' <')[0] if u.err_msg else 'Exception ignored in') + ': ' + type(u.exc_value).__name__)
ws = [weakref.ref(a, says('the other')), weakref.ref(a, lambda w: 1 / 0)]
del a
gc.collect()
facts['a callback raises [what is reported, log]'] = [first_lines, take()]

d = weakref.WeakValueDictionary()
a = A()
a.me = a
d[0] = a
del a
before = len(d)
gc.collect()
facts['a value in a cycle: len before and after'] = [before, len(d)]

k = A()
d = weakref.WeakKeyDictionary()
d[k] = [k]
seen = weakref.ref(k)
del k
gc.collect()
kept = len(d)
del d
gc.collect()
facts['a key that its own value holds: len after collect, gone with the dictionary'] = [kept, seen() is None]

d = weakref.WeakValueDictionary()
a = A()
a.d = d
d[0] = a
seen = [weakref.ref(a), weakref.ref(d)]
del a, d
facts['a dictionary that its value holds: both gone without the collector'] = [w() is None for w in seen]

a = A()
a.me = a
weakref.finalize(a, log.append, 'finalized')
del a
gc.collect()
facts['finalize of an object in a cycle: log'] = take()

made = []


class Refers(object):
    def __init__(self, callback):
        self.callback = callback

    def __del__(self):
        made.append(weakref.ref(self, self.callback))


for kind, callback in (('without callback', None), ('with callback', says('called'))):
    a = Refers(callback)
    a.me = a
    del a
    gc.collect()
    facts['a weak reference that __del__ makes, %s [dead, log]' % kind] = [made.pop()() is None, take()]

f = lambda w: log.append('its own')
a = A()
a.me = a
w = weakref.ref(a, f)
f.__dict__['w'] = w
seen = weakref.ref(f)
del f, w, a
facts['a callback that holds its own reference, all trash [collect, log, callback gone]'] = [gc.collect(), take(), seen() is None]

a = A()
a.me = a
holder = A()
w = weakref.ref(a, lambda w, holder=holder: log.append('reached'))
holder.w = w
gc.collect()
del a, w
facts['the reference is held from outside, its callback by it alone: log'] = [gc.collect() > 0, take()]

keep = [A()]


class Drops(object):
    def __del__(self):
        log.append('__del__')
        del keep[:]


a = Drops()
a.me = a
a.w = weakref.ref(keep[0], lambda w: log.append('callback'))
del a
facts['a finalizer frees what a reference of the garbage refers to [collect, log]'] = [gc.collect(), take()]

json.dump(facts, sys.stdout, indent=1, sort_keys=True)
