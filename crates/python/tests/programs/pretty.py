# Objects over several lines.
from pprint import *
import pprint as P, sys, types, collections
long = list(range(40)); d = {"b": "x" * 50, "a": [1, 2, 3], "c": {"z": long, "y": ("one",)}}
pprint(1); pprint("a"); pprint([1, 2]); pprint(long); pprint(d); pprint(d, width=40, indent=2); pprint(long, compact=True); pprint(d, sort_dicts=False); pprint(d, depth=1)
pprint(set("abcdefghij" * 3), width=20); pprint(frozenset(range(30)), width=30); pprint(("a" * 60, "b" * 60)); pprint(("word " * 40,)); pprint("word " * 40); pprint({"k": "line one\nline two\n" * 5})
x = [1]; x.append(x); print(isrecursive(x), isreadable(x), isreadable([1]), saferepr([1, {"b": 2, "a": ()}])); print(pformat(x)[:20])
pprint(collections.OrderedDict((str(i) * 10, i) for i in range(8))); pprint(types.MappingProxyType({str(i) * 10: i for i in range(9)}))
pprint({1: 2, "a": 3}); pprint([{"name": "x" * 20, "value": list(range(20))} for _ in range(2)]); pprint([], width=1); pprint([[], [[]], [[[]]]], width=5)
pprint(PrettyPrinter); pprint([object], width=3); pprint((1,)); pprint(((1, 2, 3) * 20,)); pp({"z": 1, "a": 2}) if sys.version_info >= (3, 8) else None
