"""Prints one JSON object: what sys.getsizeof says while containers are changed at random.

    python -I -S measure.py > measured-3.13.18.json

The "random" numbers come from a generator that the tests have too, so that they can
repeat every step. Only sizes, lengths, orders of sets of ints, and hashes of numbers are
recorded: nothing that depends on a seed or an address.
"""
import json
import sys

size = sys.getsizeof


class Random:
    """A linear congruential generator of 64 bits."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & (2 ** 64 - 1)
        return (self.state >> 33) % n


def steps(sizes):
    """[[step, size], ...] where the size changed."""
    out = []
    for n, s in enumerate(sizes):
        if not out or out[-1][1] != s:
            out.append([n, s])
    return out


def lists(seed):
    r = Random(seed)
    l, sizes = [], []
    for _ in range(300):
        op, n = r.below(16), r.below(24)
        if op < 4:
            l.append(0)
        elif op == 4:
            l.extend([0] * n)
        elif op == 5:
            l.extend(range(n))
        elif op == 6:
            l.extend(iter_of(n))
        elif op == 7:
            l.insert(n, 0)
        elif op == 8:
            if l:
                l.pop()
        elif op == 9:
            if l:
                l.pop(n % len(l))
        elif op == 10:
            if l:
                del l[n % len(l)]
        elif op == 11:
            del l[n:]
        elif op == 12:
            del l[n:n + 5]
        elif op == 13:
            l[n:n + 3] = [0] * r.below(9)
        elif op == 14:
            del l[n::3]
        elif n == 0:
            l.clear()
        elif n < 4:
            l *= n
        else:
            l.extend(dict.fromkeys(range(n)))
        sizes.append(size(l))
    return {'len': len(l), 'sizes': steps(sizes)}


def iter_of(n):
    for i in range(n):
        yield i


def bytearrays(seed):
    r = Random(seed)
    b, sizes = bytearray(), []
    for _ in range(300):
        op, n = r.below(8), r.below(40)
        if op < 3:
            b.append(0)
        elif op == 3:
            b.extend(bytes(n))
        elif op == 4:
            if b:
                b.pop(n % len(b))
        elif op == 5:
            del b[:n]
        elif op == 6:
            del b[n:n + 10]
        elif n == 0:
            b.clear()
        else:
            b += bytes(n)
        sizes.append(size(b))
    return {'len': len(b), 'sizes': steps(sizes)}


def dicts(seed, strings):
    """strings: of 8 keys, how many are str."""
    r = Random(seed)
    d, sizes = {}, []
    key = lambda k: 'k%d' % k if k % 8 < strings else k
    for _ in range(450):
        op, k = r.below(20), r.below(120)
        if op < 11:
            d[key(k)] = k
        elif op < 15:
            d.pop(key(k), None)
        elif op == 15:
            if d:
                d.popitem()
        elif op == 16:
            d = d.copy()
        elif op == 17:
            d = dict(d)
        elif op == 18:
            d.update(dict.fromkeys([key(k + i) for i in range(r.below(30))]))
        elif k == 0:
            d.clear()
        elif k < 4:
            d = {**d}
        elif k < 8:
            d = dict.fromkeys(d, 0)
        sizes.append(size(d))
    return {'keys': [str(k) for k in d], 'sizes': steps(sizes)}


def sets(seed, spread):
    """spread: what the small random numbers are multiplied with."""
    r = Random(seed)
    s, sizes, orders = set(), [], []
    for i in range(450):
        op, k = r.below(20), r.below(150)
        if op < 10:
            s.add(k * spread)
        elif op < 13:
            s.discard(k * spread)
        elif op == 13:
            if s:
                orders.append(s.pop())
        elif op == 14:
            s = s.copy()
        elif op == 15:
            s.update({(k + j) * spread for j in range(r.below(20))})
        elif op == 16:
            s.update(dict.fromkeys([(k + j) * spread for j in range(r.below(20))]))
        elif op == 17:
            s -= {(k + j) * spread for j in range(r.below(60))}
        elif op == 18:
            t = {(k + j) * spread for j in range(r.below(60))}
            s = (s - t) if k % 2 else (s ^ t)
        elif k < 10:
            t = {(k + j) * spread for j in range(80)}
            s = (s & t) if k % 2 else (s | t)
        elif k == 10:
            s.clear()
        sizes.append(size(s))
        if i % 150 == 149:
            orders.append(list(s))
    return {'orders': orders, 'sizes': steps(sizes)}


def displays():
    """What a literal's compiler makes of it; x is a name, so those are not constants."""
    numbers = list(range(0, 48)) + [60, 100, 200]
    ev = lambda text: size(eval(text, {'x': 1, 'y': list(range(300))}))
    return {
        'n': numbers,
        'list of constants': [ev('[' + ','.join(map(str, range(n))) + ']') for n in numbers],
        'list of names': [ev('[' + ','.join(['x'] * n) + ']') for n in numbers],
        'set of constants': [ev('{' + ','.join(map(str, range(n))) + '}') for n in numbers[1:]],
        'set of names': [ev('{' + ','.join('y[%d]' % i for i in range(n)) + '}') for n in numbers[1:]],
        'dict of constants': [ev('{' + ','.join('%d:%d' % (i, i) for i in range(n)) + '}') for n in numbers],
        'dict of str keys': [ev('{' + ','.join('"k%d":x' % i for i in range(n)) + '}') for n in numbers],
        'list(dict)': [size(list(dict.fromkeys(range(n)))) for n in numbers],
        'list(set)': [size(list(set(range(n)))) for n in numbers],
        'list(str)': [size(list('x' * n)) for n in numbers],
        'dict.fromkeys(dict of int)': [size(dict.fromkeys(dict.fromkeys(range(n)))) for n in numbers],
        'dict.fromkeys(dict of str)': [size(dict.fromkeys(dict.fromkeys(['k%d' % i for i in range(n)]))) for n in numbers],
        'dict.fromkeys(set)': [size(dict.fromkeys(set(range(n)))) for n in numbers],
        'order of a set of constants': [list(eval('{' + ','.join(str(i * 37 % 101) for i in range(n)) + '}')) for n in (3, 8, 20, 30, 31, 40)],
    }


def corners():
    """What random changes seldom reach."""
    copies = []
    for n in (5, 10, 21, 42, 85):
        for deleted in range(0, n, 3):
            for popped in (0, 1, 2):
                d = dict.fromkeys(range(n))
                for k in range(1, deleted):
                    del d[k]
                for _ in range(popped):
                    if d:
                        d.popitem()
                copies.append([size(d), size(d.copy()), size(dict(d)), size({**d})])
    general, seen = {1: 1, 'a': 1}, []
    del general[1]
    for i in range(40):
        general['k%d' % i] = i
        seen.append(size(general))
    short, replaced = [0] * 100, []
    while len(short) > 1:
        del short[-1]
        short[0:1] = [1]
        replaced.append(size(short))
    updated = []
    for n in (4, 12, 40):
        for more in (1, 3, 7, 15, 30, 60):
            s = set(range(n))
            for k in range(1, n):
                s.discard(k)
            t = s.copy()
            s.update(set(range(1000, 1000 + more)))
            updated.append([size(s), size(t), list(s)[:4]])
    first, second = {1, 2.0}, {1.0, 2}
    return {
        'copy(), dict(d), {**d} after deletions': copies,
        'a table that held an int stays general': steps(seen),
        's.update(t) after deletions': updated,
        'a slice replaced by as many items': steps(replaced),
        'whose keys are in s & t of equal length': [type(k).__name__ for k in first & second],
        'whose keys are in s & t, s shorter': [type(k).__name__ for k in first & (second | {3, 4})],
        'whose keys are in s | t': [type(k).__name__ for k in first | second],
        'whose keys are in s ^ t': [type(k).__name__ for k in {1, 3} ^ {1.0, 2.0}],
        'order of death in s -= t': [deaths([9, 1], range(n)) for n in (10, 15, 16, 17, 23, 24, 100)],
    }


def deaths(mine, theirs):
    """In which order the keys of s die that s -= t takes out."""
    class Key(object):
        def __init__(self, n):
            self.n = n

        def __hash__(self):
            return self.n

        def __eq__(self, other):
            return self.n == other.n

        def __del__(self):
            if self in watched:
                died.append(self.n)

    watched, died = set(), []
    s = {Key(n) for n in mine}
    t = {Key(n) for n in theirs}
    watched |= t
    s -= t
    out = list(died)
    watched.clear()
    return out


def hashes():
    ints = [0, 1, -1, -2, 2 ** 30, -2 ** 30, 2 ** 60, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, -(2 ** 61), 2 ** 64, 10 ** 30, -10 ** 30, 3 ** 80]
    floats = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, -2.0, 1e300, -1e300, 5e-324, 2.2250738585072014e-308, 3.141592653589793, 2.0 ** 61, 2.0 ** 100, float('inf'), float('-inf')]
    tuples = [(), (0,), (1, 2), (-1, 0.5), (1, 2, 3, 4, 5, 6, 7, 8)]
    return {
        'int': [[str(i), hash(i)] for i in ints],
        'float': [[f.hex(), hash(f)] for f in floats],
        'complex': [[f.real.hex(), f.imag.hex(), hash(f)] for f in [complex(0, 0), complex(1, 0), complex(0, 1), complex(-1.5, 2.25)]],
        'tuple of ints': [[list(t), hash(t)] for t in tuples if all(type(x) is int for x in t)],
    }


print(json.dumps({
    'version': list(sys.version_info[:3]),
    'lists': [lists(s) for s in range(1, 8)],
    'bytearrays': [bytearrays(s) for s in range(1, 5)],
    'dicts': [[strings, dicts(s, strings)] for strings in (0, 7, 8) for s in range(1, 4)],
    'sets': [[spread, sets(s, spread)] for spread in (1, 64, 4099) for s in range(1, 4)],
    'displays': displays(),
    'corners': corners(),
    'hashes': hashes(),
}, separators=(',', ':')))
