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
        place = 1
        for turn in range(max(_N, len(words))):
            which = turn % len(words)
            last = mt[place - 1]
            mixed = mt[place] ^ ((last ^ (last >> 30)) * 1664525)
            mt[place] = (mixed + words[which] + which) & _WORD
            place = self._next_place(place)
        for _ in range(_N - 1):
            last = mt[place - 1]
            mixed = mt[place] ^ ((last ^ (last >> 30)) * 1566083941)
            mt[place] = (mixed - place) & _WORD
            place = self._next_place(place)
        mt[0] = 0x80000000

    def _next_place(self, place):
        if place + 1 < _N:
            return place + 1
        # Around the end, the first word is a copy of the last one.
        self._mt[0] = self._mt[_N - 1]
        return 1

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
        bits = n.bit_length()
        while True:
            drawn = self.getrandbits(bits)
            if drawn < n:
                return drawn

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        if not isinstance(start, int) or not isinstance(step, int):
            _refusal.refuse("random.randrange of what isn't an int")
        if stop is None:
            if start > 0:
                return self._randbelow(start)
            raise ValueError("empty range for randrange()")
        if not step:
            raise ValueError("zero step for randrange()")
        # Rounded up, for either sign.
        count = -((start - stop) // step)
        if count > 0:
            return start + step * self._randbelow(count)
        asked = (start, stop) if step == 1 else (start, stop, step)
        if sys.version_info >= (3, 12):
            raise ValueError("empty range in randrange(%s)" % ", ".join(map(str, asked)))
        if step == 1:
            raise ValueError("empty range for randrange() (%d, %d, %d)"
                             % (start, stop, stop - start))
        raise ValueError("empty range for randrange()")

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._randbelow(last + 1)
            x[last], x[other] = x[other], x[last]

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
        # Which of the two ways is taken decides which numbers are drawn.
        room = 21 if k <= 5 else 21 + 4 ** _ceil(_log(k * 3, 4))
        places = self._drawn(n, k) if n <= room else self._looked_for(n, k)
        return [population[place] for place in places]

    def _drawn(self, n, k):
        """Different places: from a list of all, the last one fills each gap."""
        left = list(range(n))
        for last in range(n - 1, n - 1 - k, -1):
            at = self._randbelow(last + 1)
            yield left[at]
            left[at] = left[last]

    def _looked_for(self, n, k):
        """Different places: one that was there already is drawn again."""
        known = set()
        while len(known) < k:
            place = self._randbelow(n)
            if place not in known:
                known.add(place)
                yield place

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        if weights is not None or cum_weights is not None:
            _refusal.refuse("random.choices with weights")
        n = len(population) + 0.0
        return [population[int(self.random() * n)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()


# The module's functions are the methods of one generator.
_inst = Random()
globals().update({name: getattr(_inst, name) for name in __all__ if name != "Random"})
