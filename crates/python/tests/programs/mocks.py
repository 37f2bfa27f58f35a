# Mocks, and patches of attributes and dicts.
from unittest import mock
from unittest.mock import Mock, MagicMock, patch, call, ANY, sentinel, DEFAULT, PropertyMock
import sys
minor = sys.version_info[1]
def show(run):
    try: print(run())
    except BaseException as e: print(type(e).__name__, e)
class Cup:
    __slots__ = ("drink",)
    kind = "cup"
    def hello(self): return "a cup"
cup = Cup()
with patch.object(Cup, "hello", lambda self: "patched"): print(cup.hello())
print(cup.hello())
def inst():
    with patch.object(cup, "hello", lambda: 5): pass
show(inst)
def missing():
    with patch.object(Cup, "nothing", 1): pass
show(missing)
with patch.object(Cup, "nothing", 1, create=True): print(Cup.nothing)
show(lambda: Cup.nothing)
m = Mock()
m(1, 2, a=3); m.method(4); m.a.b.c(5).d()
print(m.called, m.call_count, m.call_args, m.call_args_list, m.mock_calls, m.method_calls, m.call_args.args, m.call_args.kwargs)
m.return_value = 7; print(m(), m.x is m.x, m.x.return_value is m.x())
for bad in [lambda: m.assert_called_once(), lambda: m.assert_called_with(9), lambda: m.assert_not_called(), lambda: m.assert_called_once_with(1), lambda: m.assert_any_call(8, k=1), lambda: Mock().assert_called(), lambda: Mock(name="n").assert_called_with(1), lambda: m.assert_has_calls([call(1), call(77)]), lambda: m.assert_has_calls([call(1), call(77)], any_order=True), lambda: m.assert_foo, lambda: m.__len__, lambda: len(m), lambda: Mock(spec=["a"]).b, lambda: Mock(spec=Cup).nothing, lambda: Mock(side_effect=KeyError("k"))(), lambda: Mock(spec_set=["a"]).__setattr__("b", 1)]:
    show(bad)
m.assert_any_call(1, 2, a=3); m.assert_has_calls([call.method(4), call.a.b.c(5)])
print(repr(Mock())[:9], repr(Mock(name="nm"))[:20], repr(m.method)[:24], repr(m.a.b())[:24], repr(Mock(spec=Cup))[:20], isinstance(Mock(spec=Cup), Cup))
s = Mock(side_effect=[1, 2, ValueError("end")]); print(s(), s()); show(s); show(s)
print(Mock(side_effect=lambda x: x + 1)(4), Mock(side_effect=lambda x: DEFAULT, return_value=9)(4), Mock(wraps=len)([1, 2]), Mock(a=5, **{"b.return_value": 6}).b())
mm = MagicMock(); print(len(mm), bool(mm), int(mm), list(mm), 1 in mm, str(mm) == repr(mm)[:0] or True, mm == mm, mm == 3, mm[1] is mm[1], float(mm))
mm.__len__.return_value = 4; mm.__getitem__.side_effect = lambda k: k * 2; mm.__iter__.return_value = [1, 2]; print(len(mm), mm[3], list(mm), mm.__getitem__.call_args)
with mm as entered: print(entered is mm.__enter__.return_value)
show(lambda: mm < 1); print(hash(mm) == hash(mm), (mm + 1) is not None)
print(call(1, a=2), call.foo(1).bar(), call.foo, call == call(), call(1) == call(1), call(1) == call(ANY), ANY == 5, ANY, sentinel.x, sentinel.x is sentinel.x)
d = {"a": 1}
with patch.dict(d, {"b": 2}): print(d)
print(d)
with patch.dict(d, clear=True, z=1): print(d)
print(d)
@patch.object(Cup, "kind")
@patch.object(Cup, "hello")
def deco(hello, kind): print(hello is Cup.hello, kind is Cup.kind, type(hello).__name__); return 5
print(deco(), Cup.kind)
@patch("sys.intern")
def named(fake): fake.return_value = "x"; return sys.intern("abc")
print(named(), sys.intern("abc"))
with patch("sys.getrefcount", return_value=3) as fake: print(sys.getrefcount(1), fake.call_args)
with patch.multiple(Cup, kind=DEFAULT, hello=DEFAULT) as made: print(sorted(made))
p = patch.object(Cup, "kind", "mug"); p.start(); print(Cup.kind); p.stop(); print(Cup.kind)
patch.object(Cup, "kind", "mug2").start(); patch.stopall(); print(Cup.kind)
show(lambda: patch("nodots")); show(lambda: patch.object("str", "x")); show(lambda: patch.object(Cup, "kind", 1, new_callable=Mock))
class Prop:
    x = 1
with patch.object(Prop, "x", new_callable=PropertyMock) as px:
    px.return_value = 5; print(Prop().x, px.mock_calls); Prop().x = 4; print(px.mock_calls)
m.reset_mock(); print(m.called, m.mock_calls, m.method.called)
del m.gone
show(lambda: m.gone)
show(lambda: [n for n in dir(Mock()) if "assert" in n])
m2 = Mock(); m2.attr = 3; print(m2.attr); parent = Mock(); child = Mock(); parent.attach_mock(child, "kid"); child(1); print(parent.mock_calls)
mock.seal(m2); show(lambda: m2.more)
with patch.object(Cup, "hello", spec=True) as h: print(type(h).__name__); show(lambda: h.zz)
