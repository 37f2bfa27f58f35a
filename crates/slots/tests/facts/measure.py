"""Runs programs of classes and instances, and prints what became of them, as JSON.

    python measure.py programs > programs.json      # the programs, the same on every Python
    python measure.py run programs.json > measured-3.13.18.json

The programs are made by a generator of numbers of our own, so that no version of `random` has a say.
Needs Python 3.8 or newer. Nothing here knows what an answer should be.
"""

import json
import sys

FLAGS = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 14 | 1 << 23 | 1 << 26
BASES = ["object", "int", "str", "bytes", "tuple", "list", "dict", "set", "float", "type", "Exception", "bool", "bytearray"]
SLOTS = ["a", "b", "c", "__p", "_q", "__dict__", "__weakref__"]
NAMES = ["a", "b", "c", "d", "e", "f", "g"]


class Dice:
    def __init__(self, seed):
        self.state = seed

    def roll(self, sides):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % sides

    def pick(self, items):
        return items[self.roll(len(items))]


def hierarchy(dice):
    """Some classes, each with bases and perhaps slots. Classes of one kind are likelier to go together."""
    natives = [dice.pick(BASES)] if dice.roll(3) == 0 else ["object"]
    if dice.roll(4) == 0:
        natives.append(dice.pick(BASES))
    classes = []
    for number in range(7):
        pool = natives + [made["name"] for made in classes]
        bases = []
        for _ in range(1 + (dice.roll(3) == 0) + (dice.roll(6) == 0)):
            base = dice.pick(pool)
            if base not in bases or dice.roll(20) == 0:
                bases.append(base)
        slots = None
        if dice.roll(3):
            slots = [dice.pick(SLOTS) for _ in range(dice.roll(4))]
        classes.append({"name": "%sC%d" % ("_" * dice.roll(2), number), "bases": bases, "slots": slots})
    return classes


def life(dice):
    """A class, and what happens to its instances."""
    slots = None
    if dice.roll(4) == 0:
        slots = sorted({dice.pick(NAMES) for _ in range(dice.roll(4))}) + ["__dict__"] * dice.roll(2)
    base = dice.pick(["object", "object", "object", "object", "list", "tuple", "Exception"])
    if base == "tuple" and slots:
        slots = None
    if base == "Exception" and slots:
        slots = [name for name in slots if name != "__dict__"]
    few = NAMES[: 2 + dice.roll(6)]
    if dice.roll(5) == 0:
        few = ["n%d" % number for number in range(8 + dice.roll(30))]
    assigns = [name for name in few if dice.roll(2)] if dice.roll(2) else []
    steps, alive, made = [], [], 0
    settled = list(few) if dice.roll(2) else None
    for _ in range(24):
        if not alive or dice.roll(5) == 0:
            steps.append(["new", made])
            alive.append(made)
            if settled:
                steps.extend(["set", made, name] for name in settled)
            made += 1
            continue
        one, name = dice.pick(alive), dice.pick(few)
        kind = dice.pick(["set"] * 6 + ["del", "del", "touch", "drop", "dictset", "dictdel", "clear", "intkey", "copy", "replace", "get", "undict"])
        if kind in ("clear", "replace", "intkey", "copy", "undict") and dice.roll(2):
            kind = "set"
        steps.append([kind, one] if kind in ("touch", "drop", "clear", "intkey", "copy", "replace", "undict") else [kind, one, name])
        if kind == "drop":
            alive.remove(one)
    steps.extend(["drop", one] for one in alive)
    return {"base": base, "slots": slots, "assigns": assigns, "steps": steps}


def programs():
    dice = Dice(2018)
    return {"hierarchies": [hierarchy(dice) for _ in range(100)], "lives": [life(dice) for _ in range(80)]}


def text(error):
    return "%s: %s" % (type(error).__name__, error)


def run_hierarchy(classes):
    import builtins

    made, out = {}, []
    for statement in classes:
        bases = [getattr(builtins, name, None) or made.get(name) for name in statement["bases"]]
        if None in bases:
            out.append(None)
            continue
        body = {} if statement["slots"] is None else {"__slots__": tuple(statement["slots"])}
        try:
            c = type(statement["name"], tuple(bases), body)
        except (TypeError, ValueError) as error:
            out.append(text(error))
            continue
        made[statement["name"]] = c
        size = None if issubclass(c, type) else sys.getsizeof(c())
        out.append([c.__basicsize__, c.__itemsize__, c.__dictoffset__, c.__weakrefoffset__, c.__flags__ & FLAGS,
                    [k.__name__ for k in c.__mro__], size])
    assigned = []
    for old in made.values():
        if issubclass(old, type):
            continue
        row = []
        for new in made.values():
            thing = old()
            try:
                thing.__class__ = new
                row.append(1)
            except TypeError as error:
                row.append(0 if "object layout differs" in str(error) else text(error))
        assigned.append(row)
    return [out, assigned]


def run_life(program):
    log = []

    class Value:
        def __init__(self, number):
            self.number = number

        def __del__(self):
            log.append(self.number)

    source = ["class C(%s):" % program["base"]]
    if program["slots"] is not None:
        source.append("    __slots__ = %r" % (tuple(program["slots"]),))
    source.append("    def method(self):\n        pass")
    source.extend("        self.%s = None" % name for name in program["assigns"])
    space = {}
    exec("\n".join(source), space)
    C, things, touched, out, count = space["C"], {}, set(), [], [0]

    def value():
        count[0] += 1
        return Value(count[0])

    def do(kind, one, name=None):
        if kind == "new":
            things[one] = C()
        elif kind == "set":
            setattr(things[one], name, value())
        elif kind == "get":
            return getattr(things[one], name).number
        elif kind == "del":
            delattr(things[one], name)
        elif kind == "undict":
            del things[one].__dict__
        elif kind == "drop":
            del things[one]
        else:
            d = things[one].__dict__
            touched.add(one)
            if kind == "dictset":
                d[name] = value()
            elif kind == "dictdel":
                del d[name]
            elif kind == "clear":
                d.clear()
            elif kind == "intkey":
                d[1] = value()
            elif kind == "copy":
                return sys.getsizeof(d.copy())
            elif kind == "replace":
                things[one].__dict__ = {"a": value()}
        return None

    for step in program["steps"]:
        said = None
        del log[:]
        try:
            said = do(*step)
        except (AttributeError, KeyError, TypeError) as error:
            said = text(error)
            del error
        one = step[1]
        size = dict_size = keys = None
        if one in things:
            size = sys.getsizeof(things[one])
            if one in touched:
                dict_size = sys.getsizeof(things[one].__dict__)
                keys = "".join(str(key) + " " for key in things[one].__dict__)
        out.append([said, list(log), size, dict_size, keys])
    return [out, sys.getsizeof(C)]


PLAIN = "class A:\n    pass\na = A()\n"
HEARD = "log = []\nclass Heard:\n    def __init__(self, name):\n        self.name = name\n    def __del__(self):\n        log.append(self.name)\n"
CORNERS = {
    "duplicate base": PLAIN + "class C(A, A):\n    pass",
    "base bool": "class C(bool):\n    pass",
    "base range": "class C(range):\n    pass",
    "base function": "class C(type(lambda: 0)):\n    pass",
    "base ProxyType": "import weakref\nclass C(weakref.ProxyType):\n    pass",
    "base CallableProxyType": "import weakref\nclass C(weakref.CallableProxyType):\n    pass",
    "list and dict": "class C(list, dict):\n    pass",
    "property no deleter": "class A:\n    @property\n    def p(self):\n        return 1\ndel A().p",
    "dict not a dict": PLAIN + "a.__dict__ = [].__iter__()",
    "dict deleted": PLAIN + "del a.__dict__",
    "dict of an exception": "e = type('E', (Exception,), {})()\ne.x = 1\nr = list(e.__dict__)",
    "dict of an exception deleted": "e = type('E', (Exception,), {})()\ndel e.__dict__",
    "weakref set": PLAIN + "a.__weakref__ = 1",
    "weakref deleted": PLAIN + "del a.__weakref__",
    "weakref read": PLAIN + "r = a.__weakref__ is None",
    "int to A": PLAIN + "(5).__class__ = A",
    "A to int": PLAIN + "a.__class__ = int",
    "mangled unset": "class A:\n    __slots__ = ('__p',)\nA()._A__p",
    "mangled deleted": "class A:\n    __slots__ = ('__p',)\ndel A()._A__p",
    "descriptor set wrong": "class A:\n    __slots__ = ('a',)\nA.a.__set__(5, 1)",
    "descriptor set": "class A:\n    __slots__ = ('a',)\na = A()\nA.a.__set__(a, 1)\nr = a.a",
    "empty name": "class A:\n    __slots__ = ('',)",
    "letters": "class A:\n    __slots__ = ('\\u540d\\u524d', '\\xe9')\nr = [m for m in A.__dict__ if m[0] != '_']",
    "delete twice": PLAIN + "a.x = 1\ndel a.x\ndel a.x",
    "dict key deleted twice": PLAIN + "a.x = 1\ndel a.__dict__['x']\ndel a.__dict__['x']",
    "int key deleted": PLAIN + "del a.__dict__[7]",
    "no dict to replace": "class A:\n    __slots__ = ()\nA().__dict__ = {}",
    "class changed": PLAIN + "class B:\n    pass\na.x, a.y = 1, 2\na.__class__ = B\n"
                     "r = [type(a).__name__, list(a.__dict__), sys.getsizeof(a.__dict__), sys.getsizeof(a), sys.getsizeof(B().__dict__)]",
    "class changed, dict cleared": PLAIN + "class B:\n    pass\na.x = 1\na.__class__ = B\na.__dict__.clear()\nr = sys.getsizeof(a.__dict__)",
    "dict cleared": PLAIN + "a.x = 1\na.__dict__.clear()\nr = sys.getsizeof(a.__dict__)",
    "dict outlives": PLAIN + "a.x, a.y = 1, 2\nd = a.__dict__\nb = sys.getsizeof(d)\ndel a\nr = [b, sys.getsizeof(d), list(d)]",
    "dict outlives and is cleared": PLAIN + "a.x, a.y = 1, 2\nd = a.__dict__\ndel a\nd.clear()\nr = sys.getsizeof(d)",
    "tuple with slots": "class T(tuple):\n    __slots__ = ('b', 'a')\nt = T((1, 2, 3))\nt.a = 4\nt.b = 5\n"
                        "r = [T.__basicsize__, sys.getsizeof(t), sys.getsizeof(T()), t.a, t.b, list(t)]",
    "a failed delete shares its key": PLAIN + HEARD + "a.x = 1\nb = A()\nb.__dict__\n"
        "try:\n    del b.n\nexcept AttributeError:\n    pass\n"
        "c = A()\nc.y, c.n = Heard('y'), Heard('n')\ndel c\nr = log",
    "looking brings a dict": PLAIN + "del a.__dict__\ntry:\n    a.q\nexcept AttributeError:\n    pass\n"
        "a.x = 1\nr = sys.getsizeof(a.__dict__)",
    "setting brings a dict": PLAIN + "del a.__dict__\na.x = 1\nr = sys.getsizeof(a.__dict__)",
    "metaclass": "class M(type):\n    pass\nr = [M.__basicsize__, M.__itemsize__, M.__dictoffset__, M.__weakrefoffset__]",
}


def run_corner(source):
    space = {"sys": sys}
    try:
        exec(source, space)
    except (TypeError, AttributeError, ValueError, KeyError) as error:
        return text(error)
    return space.get("r")


def main():
    if sys.argv[1] == "programs":
        answer = programs()
    else:
        with open(sys.argv[2]) as file:
            given = json.load(file)
        answer = {
            "version": list(sys.version_info[:3]),
            "free_threaded": bool(getattr(sys.flags, "gil", 1) == 0),
            "corners": {name: run_corner(source) for name, source in CORNERS.items()},
            "hierarchies": [run_hierarchy(each) for each in given["hierarchies"]],
            "lives": [run_life(each) for each in given["lives"]],
        }
    print("{" + ",\n".join(
        "%s: %s" % (json.dumps(key), "[\n" + ",\n".join(json.dumps(item, separators=(",", ":")) for item in value) + "\n]"
                    if isinstance(value, list) and key not in ("version",) else json.dumps(value))
        for key, value in answer.items()) + "}")


if __name__ == "__main__":
    main()
