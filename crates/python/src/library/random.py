"""Numbers that look as if by chance: the Mersenne Twister, as CPython seeds and reads it."""

import sys

import _refusal
from _collections_abc import Sequence
from math import ceil as _ceil, log as _log

__all__ = ["Random", "choice", "choices", "getrandbits", "getstate", "randbytes", "randint",
           "random", "randrange", "sample", "seed", "setstate", "shuffle", "uniform"]

_N = 624
_M = 397
_WORD = 0xffffffff


class Random:
    """A generator of its own."""

    VERSION = 3

    def __init__(self, x=None):
        self.gauss_next = None
        self.seed(x)

    def __init_subclass__(cls, /, **kwargs):
        for name in ("random", "getrandbits"):
            if name in cls.__dict__:
                _refusal.refuse("a subclass of random.Random with its own " + name)

    # The twister.

    def _init_by_number(self, number):
        mt = [number & _WORD]
        for place in range(1, _N):
            last = mt[-1]
            mt.append((1812433253 * (last ^ (last >> 30)) + place) & _WORD)
        self._mt = mt
        self._place = _N

    def _init_by_words(self, words):
        self._init_by_number(19650218)
        mt = self._mt
        i = 1
        j = 0
        count = len(words)
        for _ in range(max(_N, count)):
            last = mt[i - 1]
            mt[i] = ((mt[i] ^ ((last ^ (last >> 30)) * 1664525)) + words[j] + j) & _WORD
            i += 1
            j += 1
            if i >= _N:
                mt[0] = mt[_N - 1]
                i = 1
            if j >= count:
                j = 0
        for _ in range(_N - 1):
            last = mt[i - 1]
            mt[i] = ((mt[i] ^ ((last ^ (last >> 30)) * 1566083941)) - i) & _WORD
            i += 1
            if i >= _N:
                mt[0] = mt[_N - 1]
                i = 1
        mt[0] = 0x80000000

    def _word(self):
        if self._place >= _N:
            mt = self._mt
            for place in range(_N):
                y = (mt[place] & 0x80000000) | (mt[(place + 1) % _N] & 0x7fffffff)
                value = mt[(place + _M) % _N] ^ (y >> 1)
                mt[place] = value ^ 0x9908b0df if y & 1 else value
            self._place = 0
        y = self._mt[self._place]
        self._place += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c5680
        y ^= (y << 15) & 0xefc60000
        return y ^ (y >> 18)

    def seed(self, a=None, version=2):
        if a is None:
            # There is no other source of chance here: each run begins alike.
            a = 0
        elif isinstance(a, int):
            a = abs(a)
        elif isinstance(a, float):
            a = abs(hash(a))
        else:
            _refusal.refuse("random.seed with something other than a number")
        words = []
        number = int(a)
        while number:
            words.append(number & _WORD)
            number >>= 32
        self._init_by_words(words or [0])
        self.gauss_next = None

    def random(self):
        high = self._word() >> 5
        low = self._word() >> 6
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0)

    def getrandbits(self, k):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        if k == 0:
            return 0
        if k <= 32:
            return self._word() >> (32 - k)
        result = 0
        shift = 0
        while k > 0:
            word = self._word()
            if k < 32:
                word >>= 32 - k
            result |= word << shift
            shift += 32
            k -= 32
        return result

    def getstate(self):
        return self.VERSION, tuple(self._mt) + (self._place,), self.gauss_next

    def setstate(self, state):
        version, words, self.gauss_next = state
        if version != 3:
            raise ValueError("state with version %s passed to Random.setstate() of version %s"
                             % (version, self.VERSION))
        self._mt = list(words[:-1])
        self._place = words[-1]

    # What is made of it.

    def _randbelow(self, n):
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        if not isinstance(start, int) or not isinstance(step, int):
            _refusal.refuse("random.randrange of what isn't an int")
        if stop is None:
            if start > 0:
                return self._randbelow(start)
            raise ValueError("empty range for randrange()")
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            if sys.version_info >= (3, 12):
                raise ValueError("empty range in randrange(%s, %s)" % (start, stop))
            raise ValueError("empty range for randrange() (%d, %d, %d)" % (start, stop, width))
        if step > 0:
            n = (width + step - 1) // step
        elif step < 0:
            n = (width + step + 1) // step
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            if sys.version_info >= (3, 12):
                raise ValueError("empty range in randrange(%s, %s, %s)" % (start, stop, step))
            raise ValueError("empty range for randrange()")
        return start + step * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in reversed(range(1, len(x))):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            _refusal.refuse("random.sample with counts")
        if not isinstance(population, Sequence):
            if sys.version_info < (3, 11):
                _refusal.refuse("random.sample of what is no sequence")
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for i in range(k):
                j = self._randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._randbelow(n)
                while j in selected:
                    j = self._randbelow(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        if weights is not None or cum_weights is not None:
            _refusal.refuse("random.choices with weights")
        n = len(population) + 0.0
        return [population[int(self.random() * n)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()


_inst = Random()
seed = _inst.seed
random = _inst.random
getrandbits = _inst.getrandbits
getstate = _inst.getstate
setstate = _inst.setstate
randbytes = _inst.randbytes
randrange = _inst.randrange
randint = _inst.randint
choice = _inst.choice
choices = _inst.choices
shuffle = _inst.shuffle
sample = _inst.sample
uniform = _inst.uniform
