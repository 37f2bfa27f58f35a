# Texts of JSON, both ways, and their errors.
import json, sys, io
def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e, getattr(e, "__notes__", None))
class C: pass
class I(int):
    def __repr__(self): return "I"
class S(str): pass
class L(list): pass
class F(float):
    def __repr__(self): return "F"
rec = []; rec.append(rec)
rd = {}; rd["a"] = [rd]
for x in [None, True, 1, -5, 10**30, 1.5, 1e100, -0.0, 1e16, float("nan"), float("inf"), -float("inf"), "a\"\\\n\t\x01\x7fé€😀/", "", [], [1, [2, {}]], (), (1,), {}, {"a": 1, 1: 2, 1.5: 3, None: 4, True: 5}, I(3), S("x"), L([1]), F(2.5), C(), {1, 2}, b"x", [C()], {"k": C()}, {"a": [1, {"b": C()}]}, rec, rd, {(1, 2): 3}, {C: 1}, 1j]:
    for k in ({}, {"indent": 2}, {"ensure_ascii": False}, {"allow_nan": False}, {"skipkeys": True}, {"separators": (",", ":")}, {"indent": ""}, {"indent": "\t"}):
        show(json.dumps, x, **k)
show(json.dumps, {"b": 1, "a": 2}, sort_keys=True); show(json.dumps, {"b": 1, 2: 2}, sort_keys=True)
show(json.dumps, [C()], default=lambda o: "c"); show(json.dumps, [C()], default=lambda o: o); show(json.dumps, [C()], default=lambda o: {1j: 2})
class E(json.JSONEncoder):
    def default(self, o): return ["E"] if isinstance(o, C) else super().default(o)
show(json.dumps, [C()], cls=E); show(json.dumps, {1, 2}, cls=E); show(E(indent=1).encode, C())
for t in ["", " ", "1", "1.5", "-", "-1", "01", "1.", "1e5", "1E-2", "1e", "nan", "NaN", "-Infinity", "tru", "true", "null", "[", "[]", "[1", "[1,", "[1,]", "[1,2]", "[,]", "{", "{}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a":1,"a":2}', "{a:1}", "{1:2}", '"', '"abc', '"\\', '"\\x"', '"\\u12"', '"\\u00e9"', '"\\ud83d\\ude00"', '"a\nb"', '"a\tb"', "1 2", "[1] x", "\ufeff1", " [ 1 , 2 ] ", '{ "a" : [ 1 ] }', '[1 2]', '{"a" 1}', "[1,\n 2,\n x]", "[[[]]]", "truefalse", "'a'", "[1}", '{"a":1]', "10" * 30, "1.0000000000000001", "-0", "-0.0"]:
    print(ascii(t), end=" "); show(json.loads, t)
show(json.loads, b'{"a": "\xc3\xa9"}'); show(json.loads, bytearray(b"[1]")); show(json.loads, 1); show(json.loads, None); show(json.loads, '"a\nb"', strict=False)
show(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())); show(json.loads, '{"a": {"b": 1}}', object_pairs_hook=lambda p: p); show(json.loads, "[1, 1.5, NaN]", parse_int=str, parse_float=repr, parse_constant=lambda c: "<" + c)
a = json.loads('[{"key": 1}, {"key": 2}]'); print(list(a[0])[0] is list(a[1])[0])
f = io.StringIO(); json.dump({"a": [1]}, f); print(f.getvalue()); f.seek(0); print(json.load(f))
try: json.loads("[1,\n x]")
except json.JSONDecodeError as e: print(e.msg, e.doc, e.pos, e.lineno, e.colno, e.__reduce__())
