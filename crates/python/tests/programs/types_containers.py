"""Every operator and method of containers, with good and bad arguments: each line is one expression and what came of it."""
l=[3,1,2]
d={'a':1,'b':2}
s={1,2,3}
def er(f,*a,**k): return f(*a,**k)
try:
    print('[1,2].append()', '->', repr(([1,2].append())))
except Exception as e:
    print('[1,2].append()', '!!', type(e).__name__, e)
try:
    print('[].append(1,2)', '->', repr(([].append(1,2))))
except Exception as e:
    print('[].append(1,2)', '!!', type(e).__name__, e)
try:
    print('[].append(x=1)', '->', repr(([].append(x=1))))
except Exception as e:
    print('[].append(x=1)', '!!', type(e).__name__, e)
try:
    print('[].clear(1)', '->', repr(([].clear(1))))
except Exception as e:
    print('[].clear(1)', '!!', type(e).__name__, e)
try:
    print('[1].extend(5)', '->', repr(([1].extend(5))))
except Exception as e:
    print('[1].extend(5)', '!!', type(e).__name__, e)
try:
    print('[].insert(1)', '->', repr(([].insert(1))))
except Exception as e:
    print('[].insert(1)', '!!', type(e).__name__, e)
try:
    print("[].insert('a',1)", '->', repr(([].insert('a',1))))
except Exception as e:
    print("[].insert('a',1)", '!!', type(e).__name__, e)
try:
    print('[].pop()', '->', repr(([].pop())))
except Exception as e:
    print('[].pop()', '!!', type(e).__name__, e)
try:
    print('[1].pop(5)', '->', repr(([1].pop(5))))
except Exception as e:
    print('[1].pop(5)', '!!', type(e).__name__, e)
try:
    print("[1].pop('a')", '->', repr(([1].pop('a'))))
except Exception as e:
    print("[1].pop('a')", '!!', type(e).__name__, e)
try:
    print('[1].pop(1,2)', '->', repr(([1].pop(1,2))))
except Exception as e:
    print('[1].pop(1,2)', '!!', type(e).__name__, e)
try:
    print('[1].pop(2**70)', '->', repr(([1].pop(2**70))))
except Exception as e:
    print('[1].pop(2**70)', '!!', type(e).__name__, e)
try:
    print('[1].remove(2)', '->', repr(([1].remove(2))))
except Exception as e:
    print('[1].remove(2)', '!!', type(e).__name__, e)
try:
    print('[1].index(2)', '->', repr(([1].index(2))))
except Exception as e:
    print('[1].index(2)', '!!', type(e).__name__, e)
try:
    print('[1,2,3].index(3,0,-1)', '->', repr(([1,2,3].index(3,0,-1))))
except Exception as e:
    print('[1,2,3].index(3,0,-1)', '!!', type(e).__name__, e)
try:
    print("[1,2,3].index(3,'a')", '->', repr(([1,2,3].index(3,'a'))))
except Exception as e:
    print("[1,2,3].index(3,'a')", '!!', type(e).__name__, e)
try:
    print('[1,2,1].index(1,1), [1,2,1].count(1), [1,2,3].index(2,-2)', '->', repr(([1,2,1].index(1,1), [1,2,1].count(1), [1,2,3].index(2,-2))))
except Exception as e:
    print('[1,2,1].index(1,1), [1,2,1].count(1), [1,2,3].index(2,-2)', '!!', type(e).__name__, e)
try:
    print('[1].index()', '->', repr(([1].index())))
except Exception as e:
    print('[1].index()', '!!', type(e).__name__, e)
try:
    print('[3,1,2].sort(1)', '->', repr(([3,1,2].sort(1))))
except Exception as e:
    print('[3,1,2].sort(1)', '!!', type(e).__name__, e)
try:
    print('[3,1,2].sort(foo=1)', '->', repr(([3,1,2].sort(foo=1))))
except Exception as e:
    print('[3,1,2].sort(foo=1)', '!!', type(e).__name__, e)
try:
    print("[3,'a'].sort()", '->', repr(([3,'a'].sort())))
except Exception as e:
    print("[3,'a'].sort()", '!!', type(e).__name__, e)
try:
    print("sorted([3,1,2],reverse=True), sorted('bca'), sorted([1,2,3],key=lambda x:-x), sorted([],reverse=1)", '->', repr((sorted([3,1,2],reverse=True), sorted('bca'), sorted([1,2,3],key=lambda x:-x), sorted([],reverse=1))))
except Exception as e:
    print("sorted([3,1,2],reverse=True), sorted('bca'), sorted([1,2,3],key=lambda x:-x), sorted([],reverse=1)", '!!', type(e).__name__, e)
try:
    print('sorted()', '->', repr((sorted())))
except Exception as e:
    print('sorted()', '!!', type(e).__name__, e)
try:
    print('sorted([1],[2])', '->', repr((sorted([1],[2]))))
except Exception as e:
    print('sorted([1],[2])', '!!', type(e).__name__, e)
try:
    print('sorted([1],key=1)', '->', repr((sorted([1],key=1))))
except Exception as e:
    print('sorted([1],key=1)', '!!', type(e).__name__, e)
try:
    print('sorted(1)', '->', repr((sorted(1))))
except Exception as e:
    print('sorted(1)', '!!', type(e).__name__, e)
try:
    print('[1,2]+[3], [1]*3, 3*[1], [1,2]*0, [1]*-1, [1]+[]', '->', repr(([1,2]+[3], [1]*3, 3*[1], [1,2]*0, [1]*-1, [1]+[])))
except Exception as e:
    print('[1,2]+[3], [1]*3, 3*[1], [1,2]*0, [1]*-1, [1]+[]', '!!', type(e).__name__, e)
try:
    print('[1]+(2,)', '->', repr(([1]+(2,))))
except Exception as e:
    print('[1]+(2,)', '!!', type(e).__name__, e)
try:
    print("[1]+'a'", '->', repr(([1]+'a')))
except Exception as e:
    print("[1]+'a'", '!!', type(e).__name__, e)
try:
    print("[1]*'a'", '->', repr(([1]*'a')))
except Exception as e:
    print("[1]*'a'", '!!', type(e).__name__, e)
try:
    print('[1]*1.5', '->', repr(([1]*1.5)))
except Exception as e:
    print('[1]*1.5', '!!', type(e).__name__, e)
try:
    print('[1]*2**70', '->', repr(([1]*2**70)))
except Exception as e:
    print('[1]*2**70', '!!', type(e).__name__, e)
try:
    print('[1,2,3][1], [1,2,3][-1], [1,2,3][::-1], [1,2,3][5:], [1,2,3,4][1::2]', '->', repr(([1,2,3][1], [1,2,3][-1], [1,2,3][::-1], [1,2,3][5:], [1,2,3,4][1::2])))
except Exception as e:
    print('[1,2,3][1], [1,2,3][-1], [1,2,3][::-1], [1,2,3][5:], [1,2,3,4][1::2]', '!!', type(e).__name__, e)
try:
    print('[1][5]', '->', repr(([1][5])))
except Exception as e:
    print('[1][5]', '!!', type(e).__name__, e)
try:
    print("[1]['a']", '->', repr(([1]['a'])))
except Exception as e:
    print("[1]['a']", '!!', type(e).__name__, e)
try:
    print('[1][1.0]', '->', repr(([1][1.0])))
except Exception as e:
    print('[1][1.0]', '!!', type(e).__name__, e)
try:
    print('[1][2**70]', '->', repr(([1][2**70])))
except Exception as e:
    print('[1][2**70]', '!!', type(e).__name__, e)
try:
    print('[1][None]', '->', repr(([1][None])))
except Exception as e:
    print('[1][None]', '!!', type(e).__name__, e)
try:
    print('l.__setitem__(0,5), l.__setitem__(slice(0,1),[7,8]), l, l.__delitem__(0), l', '->', repr((l.__setitem__(0,5), l.__setitem__(slice(0,1),[7,8]), l, l.__delitem__(0), l)))
except Exception as e:
    print('l.__setitem__(0,5), l.__setitem__(slice(0,1),[7,8]), l, l.__delitem__(0), l', '!!', type(e).__name__, e)
try:
    print('l.__setitem__(9,1)', '->', repr((l.__setitem__(9,1))))
except Exception as e:
    print('l.__setitem__(9,1)', '!!', type(e).__name__, e)
try:
    print('l.__delitem__(9)', '->', repr((l.__delitem__(9))))
except Exception as e:
    print('l.__delitem__(9)', '!!', type(e).__name__, e)
try:
    print('l.__setitem__(slice(0,2),5)', '->', repr((l.__setitem__(slice(0,2),5))))
except Exception as e:
    print('l.__setitem__(slice(0,2),5)', '!!', type(e).__name__, e)
try:
    print('l.__setitem__(slice(0,3,2),[1])', '->', repr((l.__setitem__(slice(0,3,2),[1]))))
except Exception as e:
    print('l.__setitem__(slice(0,3,2),[1])', '!!', type(e).__name__, e)
try:
    print("l.__setitem__('a',1)", '->', repr((l.__setitem__('a',1))))
except Exception as e:
    print("l.__setitem__('a',1)", '!!', type(e).__name__, e)
try:
    print('l.__setitem__(1)', '->', repr((l.__setitem__(1))))
except Exception as e:
    print('l.__setitem__(1)', '!!', type(e).__name__, e)
try:
    print('[1,2]<[1,3], [1]<[1,2], [1]==[1.0], [1]!=(1,), [2]>[1,5]', '->', repr(([1,2]<[1,3], [1]<[1,2], [1]==[1.0], [1]!=(1,), [2]>[1,5])))
except Exception as e:
    print('[1,2]<[1,3], [1]<[1,2], [1]==[1.0], [1]!=(1,), [2]>[1,5]', '!!', type(e).__name__, e)
try:
    print('[1]<(1,)', '->', repr(([1]<(1,))))
except Exception as e:
    print('[1]<(1,)', '!!', type(e).__name__, e)
try:
    print("[1]<['a']", '->', repr(([1]<['a'])))
except Exception as e:
    print("[1]<['a']", '!!', type(e).__name__, e)
try:
    print("list(), list('ab'), list((1,2)), list({1:2}), list(range(3)), list(x for x in 'ab')", '->', repr((list(), list('ab'), list((1,2)), list({1:2}), list(range(3)), list(x for x in 'ab'))))
except Exception as e:
    print("list(), list('ab'), list((1,2)), list({1:2}), list(range(3)), list(x for x in 'ab')", '!!', type(e).__name__, e)
try:
    print('list(1)', '->', repr((list(1))))
except Exception as e:
    print('list(1)', '!!', type(e).__name__, e)
try:
    print('list(1,2)', '->', repr((list(1,2))))
except Exception as e:
    print('list(1,2)', '!!', type(e).__name__, e)
try:
    print('list(iterable=[1])', '->', repr((list(iterable=[1]))))
except Exception as e:
    print('list(iterable=[1])', '!!', type(e).__name__, e)
try:
    print('list.append(1)', '->', repr((list.append(1))))
except Exception as e:
    print('list.append(1)', '!!', type(e).__name__, e)
try:
    print('list.append()', '->', repr((list.append())))
except Exception as e:
    print('list.append()', '!!', type(e).__name__, e)
try:
    print('list.append((),1)', '->', repr((list.append((),1))))
except Exception as e:
    print('list.append((),1)', '!!', type(e).__name__, e)
try:
    print("[1].__iadd__('ab'), [1].__imul__(2), [1].__add__([2]), [1].__mul__(2), [1].__len__(), [1].__contains__(1), [1].__eq__([1]), [1].__eq__((1,)), list([1].__reversed__()), [1].__getitem__(0)", '->', repr(([1].__iadd__('ab'), [1].__imul__(2), [1].__add__([2]), [1].__mul__(2), [1].__len__(), [1].__contains__(1), [1].__eq__([1]), [1].__eq__((1,)), list([1].__reversed__()), [1].__getitem__(0))))
except Exception as e:
    print("[1].__iadd__('ab'), [1].__imul__(2), [1].__add__([2]), [1].__mul__(2), [1].__len__(), [1].__contains__(1), [1].__eq__([1]), [1].__eq__((1,)), list([1].__reversed__()), [1].__getitem__(0)", '!!', type(e).__name__, e)
try:
    print('[1].__hash__', '->', repr(([1].__hash__)))
except Exception as e:
    print('[1].__hash__', '!!', type(e).__name__, e)
try:
    print('hash([1])', '->', repr((hash([1]))))
except Exception as e:
    print('hash([1])', '!!', type(e).__name__, e)
try:
    print('hash(({},))', '->', repr((hash(({},)))))
except Exception as e:
    print('hash(({},))', '!!', type(e).__name__, e)
try:
    print('[1].foo', '->', repr(([1].foo)))
except Exception as e:
    print('[1].foo', '!!', type(e).__name__, e)
try:
    print("(1,2).index(2), (1,2,1).count(1), (1,)+(2,), (1,)*2, (1,2)[0], (1,2)[::-1], (1,2)<(1,3), tuple('ab'), tuple(), (1,2).__getnewargs__()", '->', repr(((1,2).index(2), (1,2,1).count(1), (1,)+(2,), (1,)*2, (1,2)[0], (1,2)[::-1], (1,2)<(1,3), tuple('ab'), tuple(), (1,2).__getnewargs__())))
except Exception as e:
    print("(1,2).index(2), (1,2,1).count(1), (1,)+(2,), (1,)*2, (1,2)[0], (1,2)[::-1], (1,2)<(1,3), tuple('ab'), tuple(), (1,2).__getnewargs__()", '!!', type(e).__name__, e)
try:
    print('(1,).index(2)', '->', repr(((1,).index(2))))
except Exception as e:
    print('(1,).index(2)', '!!', type(e).__name__, e)
try:
    print('(1,)[5]', '->', repr(((1,)[5])))
except Exception as e:
    print('(1,)[5]', '!!', type(e).__name__, e)
try:
    print("(1,)['a']", '->', repr(((1,)['a'])))
except Exception as e:
    print("(1,)['a']", '!!', type(e).__name__, e)
try:
    print('(1,)+[1]', '->', repr(((1,)+[1])))
except Exception as e:
    print('(1,)+[1]', '!!', type(e).__name__, e)
try:
    print("(1,)*'a'", '->', repr(((1,)*'a')))
except Exception as e:
    print("(1,)*'a'", '!!', type(e).__name__, e)
try:
    print('tuple(1)', '->', repr((tuple(1))))
except Exception as e:
    print('tuple(1)', '!!', type(e).__name__, e)
try:
    print('tuple(1,2)', '->', repr((tuple(1,2))))
except Exception as e:
    print('tuple(1,2)', '!!', type(e).__name__, e)
try:
    print('(1).__len__', '->', repr(((1).__len__)))
except Exception as e:
    print('(1).__len__', '!!', type(e).__name__, e)
try:
    print('(1,2).__setitem__', '->', repr(((1,2).__setitem__)))
except Exception as e:
    print('(1,2).__setitem__', '!!', type(e).__name__, e)
try:
    print("d.get('a'), d.get('z'), d.get('z',5), d['a'], 'a' in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items()", '->', repr((d.get('a'), d.get('z'), d.get('z',5), d['a'], 'a' in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())))
except Exception as e:
    print("d.get('a'), d.get('z'), d.get('z',5), d['a'], 'a' in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items()", '!!', type(e).__name__, e)
try:
    print("d['z']", '->', repr((d['z'])))
except Exception as e:
    print("d['z']", '!!', type(e).__name__, e)
try:
    print('d.get()', '->', repr((d.get())))
except Exception as e:
    print('d.get()', '!!', type(e).__name__, e)
try:
    print('d.get(1,2,3)', '->', repr((d.get(1,2,3))))
except Exception as e:
    print('d.get(1,2,3)', '!!', type(e).__name__, e)
try:
    print('d.get([])', '->', repr((d.get([]))))
except Exception as e:
    print('d.get([])', '!!', type(e).__name__, e)
try:
    print('d[[]]', '->', repr((d[[]])))
except Exception as e:
    print('d[[]]', '!!', type(e).__name__, e)
try:
    print('[] in d', '->', repr(([] in d)))
except Exception as e:
    print('[] in d', '!!', type(e).__name__, e)
try:
    print("d.pop('z')", '->', repr((d.pop('z'))))
except Exception as e:
    print("d.pop('z')", '!!', type(e).__name__, e)
try:
    print("d.pop('z',9)", '->', repr((d.pop('z',9))))
except Exception as e:
    print("d.pop('z',9)", '!!', type(e).__name__, e)
try:
    print('d.pop()', '->', repr((d.pop())))
except Exception as e:
    print('d.pop()', '!!', type(e).__name__, e)
try:
    print('{}.pop([])', '->', repr(({}.pop([]))))
except Exception as e:
    print('{}.pop([])', '!!', type(e).__name__, e)
try:
    print('{}.popitem()', '->', repr(({}.popitem())))
except Exception as e:
    print('{}.popitem()', '!!', type(e).__name__, e)
try:
    print("d.setdefault('c',3), d.setdefault('c',4), d.setdefault('d'), d", '->', repr((d.setdefault('c',3), d.setdefault('c',4), d.setdefault('d'), d)))
except Exception as e:
    print("d.setdefault('c',3), d.setdefault('c',4), d.setdefault('d'), d", '!!', type(e).__name__, e)
try:
    print('d.setdefault()', '->', repr((d.setdefault())))
except Exception as e:
    print('d.setdefault()', '!!', type(e).__name__, e)
try:
    print('d.setdefault([])', '->', repr((d.setdefault([]))))
except Exception as e:
    print('d.setdefault([])', '!!', type(e).__name__, e)
try:
    print("d.update(e=5), d.update({'f':6}), d.update([('g',7)]), d.update([['h',8]],i=9), d", '->', repr((d.update(e=5), d.update({'f':6}), d.update([('g',7)]), d.update([['h',8]],i=9), d)))
except Exception as e:
    print("d.update(e=5), d.update({'f':6}), d.update([('g',7)]), d.update([['h',8]],i=9), d", '!!', type(e).__name__, e)
try:
    print('d.update(1)', '->', repr((d.update(1))))
except Exception as e:
    print('d.update(1)', '!!', type(e).__name__, e)
try:
    print('d.update([1])', '->', repr((d.update([1]))))
except Exception as e:
    print('d.update([1])', '!!', type(e).__name__, e)
try:
    print('d.update([(1,2,3)])', '->', repr((d.update([(1,2,3)]))))
except Exception as e:
    print('d.update([(1,2,3)])', '!!', type(e).__name__, e)
try:
    print('d.update(1,2)', '->', repr((d.update(1,2))))
except Exception as e:
    print('d.update(1,2)', '!!', type(e).__name__, e)
try:
    print("d.update(['ab'])", '->', repr((d.update(['ab']))))
except Exception as e:
    print("d.update(['ab'])", '!!', type(e).__name__, e)
try:
    print('d.update([[]])', '->', repr((d.update([[]]))))
except Exception as e:
    print('d.update([[]])', '!!', type(e).__name__, e)
try:
    print("d.copy()==d, d.copy() is d, dict(d)==d, dict([(1,2)]), dict(a=1), dict({'a':1},b=2), dict()", '->', repr((d.copy()==d, d.copy() is d, dict(d)==d, dict([(1,2)]), dict(a=1), dict({'a':1},b=2), dict())))
except Exception as e:
    print("d.copy()==d, d.copy() is d, dict(d)==d, dict([(1,2)]), dict(a=1), dict({'a':1},b=2), dict()", '!!', type(e).__name__, e)
try:
    print('dict(1)', '->', repr((dict(1))))
except Exception as e:
    print('dict(1)', '!!', type(e).__name__, e)
try:
    print('dict([1])', '->', repr((dict([1]))))
except Exception as e:
    print('dict([1])', '!!', type(e).__name__, e)
try:
    print('dict(1,2)', '->', repr((dict(1,2))))
except Exception as e:
    print('dict(1,2)', '!!', type(e).__name__, e)
try:
    print("dict(['abc'])", '->', repr((dict(['abc']))))
except Exception as e:
    print("dict(['abc'])", '!!', type(e).__name__, e)
try:
    print("dict.fromkeys('ab'), dict.fromkeys([1,2],0), dict.fromkeys({1,2}), dict.fromkeys({'x':1},5)", '->', repr((dict.fromkeys('ab'), dict.fromkeys([1,2],0), dict.fromkeys({1,2}), dict.fromkeys({'x':1},5))))
except Exception as e:
    print("dict.fromkeys('ab'), dict.fromkeys([1,2],0), dict.fromkeys({1,2}), dict.fromkeys({'x':1},5)", '!!', type(e).__name__, e)
try:
    print('dict.fromkeys()', '->', repr((dict.fromkeys())))
except Exception as e:
    print('dict.fromkeys()', '!!', type(e).__name__, e)
try:
    print('dict.fromkeys(1)', '->', repr((dict.fromkeys(1))))
except Exception as e:
    print('dict.fromkeys(1)', '!!', type(e).__name__, e)
try:
    print('dict.fromkeys([[]])', '->', repr((dict.fromkeys([[]]))))
except Exception as e:
    print('dict.fromkeys([[]])', '!!', type(e).__name__, e)
try:
    print("{'a':1}|{'b':2}", '->', repr(({'a':1}|{'b':2})))
except Exception as e:
    print("{'a':1}|{'b':2}", '!!', type(e).__name__, e)
try:
    print("{'a':1}|[1]", '->', repr(({'a':1}|[1])))
except Exception as e:
    print("{'a':1}|[1]", '!!', type(e).__name__, e)
try:
    print("{'a':1}.__or__({'b':2}), {}.__ior__([(1,2)])", '->', repr(({'a':1}.__or__({'b':2}), {}.__ior__([(1,2)]))))
except Exception as e:
    print("{'a':1}.__or__({'b':2}), {}.__ior__([(1,2)])", '!!', type(e).__name__, e)
try:
    print("{'a':1}=={'a':1.0}, {'a':1}!={'a':2}, {}=={}, {}==[]", '->', repr(({'a':1}=={'a':1.0}, {'a':1}!={'a':2}, {}=={}, {}==[])))
except Exception as e:
    print("{'a':1}=={'a':1.0}, {'a':1}!={'a':2}, {}=={}, {}==[]", '!!', type(e).__name__, e)
try:
    print('{}<{}', '->', repr(({}<{})))
except Exception as e:
    print('{}<{}', '!!', type(e).__name__, e)
try:
    print('{}+{}', '->', repr(({}+{})))
except Exception as e:
    print('{}+{}', '!!', type(e).__name__, e)
try:
    print("{'a':1}.__contains__('a'), {'a':1}.__getitem__('a'), {'a':1}.__len__(), {}.__eq__(1), list({'a':1,'b':2}.__reversed__()), list(reversed({'a':1,'b':2})), list(reversed({'a':1,'b':2}.items())), list(reversed({'a':1,'b':2}.values()))", '->', repr(({'a':1}.__contains__('a'), {'a':1}.__getitem__('a'), {'a':1}.__len__(), {}.__eq__(1), list({'a':1,'b':2}.__reversed__()), list(reversed({'a':1,'b':2})), list(reversed({'a':1,'b':2}.items())), list(reversed({'a':1,'b':2}.values())))))
except Exception as e:
    print("{'a':1}.__contains__('a'), {'a':1}.__getitem__('a'), {'a':1}.__len__(), {}.__eq__(1), list({'a':1,'b':2}.__reversed__()), list(reversed({'a':1,'b':2})), list(reversed({'a':1,'b':2}.items())), list(reversed({'a':1,'b':2}.values()))", '!!', type(e).__name__, e)
try:
    print('d.clear(1)', '->', repr((d.clear(1))))
except Exception as e:
    print('d.clear(1)', '!!', type(e).__name__, e)
try:
    print('d.keys(1)', '->', repr((d.keys(1))))
except Exception as e:
    print('d.keys(1)', '!!', type(e).__name__, e)
try:
    print('{1:2}.keys() & {1}, {1:2}.keys() | [3], {1:2}.keys() - {1}, {1:2}.keys() ^ {3}, {1:2}.items() & {(1,2)}, {1}&{1:2}.keys(), {1:2}.keys()=={1}, {1:2}.keys()<={1,2}, {1:2}.items()=={(1,2)}, {1:2}.keys().isdisjoint([2]), (1,2) in {1:2}.items(), [1,2] in {1:2}.items()', '->', repr(({1:2}.keys() & {1}, {1:2}.keys() | [3], {1:2}.keys() - {1}, {1:2}.keys() ^ {3}, {1:2}.items() & {(1,2)}, {1}&{1:2}.keys(), {1:2}.keys()=={1}, {1:2}.keys()<={1,2}, {1:2}.items()=={(1,2)}, {1:2}.keys().isdisjoint([2]), (1,2) in {1:2}.items(), [1,2] in {1:2}.items())))
except Exception as e:
    print('{1:2}.keys() & {1}, {1:2}.keys() | [3], {1:2}.keys() - {1}, {1:2}.keys() ^ {3}, {1:2}.items() & {(1,2)}, {1}&{1:2}.keys(), {1:2}.keys()=={1}, {1:2}.keys()<={1,2}, {1:2}.items()=={(1,2)}, {1:2}.keys().isdisjoint([2]), (1,2) in {1:2}.items(), [1,2] in {1:2}.items()', '!!', type(e).__name__, e)
try:
    print('{1:2}.keys()&5', '->', repr(({1:2}.keys()&5)))
except Exception as e:
    print('{1:2}.keys()&5', '!!', type(e).__name__, e)
try:
    print('{1:2}.values()&{2}', '->', repr(({1:2}.values()&{2})))
except Exception as e:
    print('{1:2}.values()&{2}', '!!', type(e).__name__, e)
try:
    print('{1:2}.keys()[0]', '->', repr(({1:2}.keys()[0])))
except Exception as e:
    print('{1:2}.keys()[0]', '!!', type(e).__name__, e)
try:
    print('{1:2}.keys().mapping', '->', repr(({1:2}.keys().mapping)))
except Exception as e:
    print('{1:2}.keys().mapping', '!!', type(e).__name__, e)
try:
    print('{1:2}.values()=={1:2}.values()', '->', repr(({1:2}.values()=={1:2}.values())))
except Exception as e:
    print('{1:2}.values()=={1:2}.values()', '!!', type(e).__name__, e)
try:
    print('{1:[]}.items()=={}.items()', '->', repr(({1:[]}.items()=={}.items())))
except Exception as e:
    print('{1:[]}.items()=={}.items()', '!!', type(e).__name__, e)
try:
    print('len({1:2}.keys()), len({1:2}.values()), len({}.items()), 1 in {1:2}.keys(), 2 in {1:2}.values()', '->', repr((len({1:2}.keys()), len({1:2}.values()), len({}.items()), 1 in {1:2}.keys(), 2 in {1:2}.values())))
except Exception as e:
    print('len({1:2}.keys()), len({1:2}.values()), len({}.items()), 1 in {1:2}.keys(), 2 in {1:2}.values()', '!!', type(e).__name__, e)
try:
    print('s.add(4), s.discard(9), s.remove(4), s, s.union([5],[6]), s.intersection([1,9]), s.difference([1]), s.symmetric_difference([1,9]), s.issubset([1,2,3,4]), s.issuperset([1]), s.isdisjoint([9])', '->', repr((s.add(4), s.discard(9), s.remove(4), s, s.union([5],[6]), s.intersection([1,9]), s.difference([1]), s.symmetric_difference([1,9]), s.issubset([1,2,3,4]), s.issuperset([1]), s.isdisjoint([9]))))
except Exception as e:
    print('s.add(4), s.discard(9), s.remove(4), s, s.union([5],[6]), s.intersection([1,9]), s.difference([1]), s.symmetric_difference([1,9]), s.issubset([1,2,3,4]), s.issuperset([1]), s.isdisjoint([9])', '!!', type(e).__name__, e)
try:
    print('s.add()', '->', repr((s.add())))
except Exception as e:
    print('s.add()', '!!', type(e).__name__, e)
try:
    print('s.add([])', '->', repr((s.add([]))))
except Exception as e:
    print('s.add([])', '!!', type(e).__name__, e)
try:
    print('s.remove(99)', '->', repr((s.remove(99))))
except Exception as e:
    print('s.remove(99)', '!!', type(e).__name__, e)
try:
    print('s.remove([])', '->', repr((s.remove([]))))
except Exception as e:
    print('s.remove([])', '!!', type(e).__name__, e)
try:
    print('s.discard({9})', '->', repr((s.discard({9}))))
except Exception as e:
    print('s.discard({9})', '!!', type(e).__name__, e)
try:
    print('set().pop()', '->', repr((set().pop())))
except Exception as e:
    print('set().pop()', '!!', type(e).__name__, e)
try:
    print('s.update(1)', '->', repr((s.update(1))))
except Exception as e:
    print('s.update(1)', '!!', type(e).__name__, e)
try:
    print('s.update([[]])', '->', repr((s.update([[]]))))
except Exception as e:
    print('s.update([[]])', '!!', type(e).__name__, e)
try:
    print('s.union(1)', '->', repr((s.union(1))))
except Exception as e:
    print('s.union(1)', '!!', type(e).__name__, e)
try:
    print('s|[1]', '->', repr((s|[1])))
except Exception as e:
    print('s|[1]', '!!', type(e).__name__, e)
try:
    print('s&[1]', '->', repr((s&[1])))
except Exception as e:
    print('s&[1]', '!!', type(e).__name__, e)
try:
    print('s-[1]', '->', repr((s-[1])))
except Exception as e:
    print('s-[1]', '!!', type(e).__name__, e)
try:
    print('s^1', '->', repr((s^1)))
except Exception as e:
    print('s^1', '!!', type(e).__name__, e)
try:
    print('s<[1]', '->', repr((s<[1])))
except Exception as e:
    print('s<[1]', '!!', type(e).__name__, e)
try:
    print('s+s', '->', repr((s+s)))
except Exception as e:
    print('s+s', '!!', type(e).__name__, e)
try:
    print('s|{9}, s&{1}, s-{1}, s^{1,9}, s<{1,2,3,4}, s<=s, s>{1}, s==frozenset(s), s!=s, frozenset(s)|s, s|frozenset([7])', '->', repr((s|{9}, s&{1}, s-{1}, s^{1,9}, s<{1,2,3,4}, s<=s, s>{1}, s==frozenset(s), s!=s, frozenset(s)|s, s|frozenset([7]))))
except Exception as e:
    print('s|{9}, s&{1}, s-{1}, s^{1,9}, s<{1,2,3,4}, s<=s, s>{1}, s==frozenset(s), s!=s, frozenset(s)|s, s|frozenset([7])', '!!', type(e).__name__, e)
try:
    print('set(1)', '->', repr((set(1))))
except Exception as e:
    print('set(1)', '!!', type(e).__name__, e)
try:
    print('set(1,2)', '->', repr((set(1,2))))
except Exception as e:
    print('set(1,2)', '!!', type(e).__name__, e)
try:
    print('set(a=1)', '->', repr((set(a=1))))
except Exception as e:
    print('set(a=1)', '!!', type(e).__name__, e)
try:
    print('set([[]])', '->', repr((set([[]]))))
except Exception as e:
    print('set([[]])', '!!', type(e).__name__, e)
try:
    print('hash(frozenset([1,2]))==hash(frozenset([2,1])), hash(frozenset()), hash(frozenset([1])), hash(frozenset([1,2,3]))', '->', repr((hash(frozenset([1,2]))==hash(frozenset([2,1])), hash(frozenset()), hash(frozenset([1])), hash(frozenset([1,2,3])))))
except Exception as e:
    print('hash(frozenset([1,2]))==hash(frozenset([2,1])), hash(frozenset()), hash(frozenset([1])), hash(frozenset([1,2,3]))', '!!', type(e).__name__, e)
try:
    print('hash(set())', '->', repr((hash(set()))))
except Exception as e:
    print('hash(set())', '!!', type(e).__name__, e)
try:
    print('frozenset([1]).add', '->', repr((frozenset([1]).add)))
except Exception as e:
    print('frozenset([1]).add', '!!', type(e).__name__, e)
try:
    print('frozenset(1,2)', '->', repr((frozenset(1,2))))
except Exception as e:
    print('frozenset(1,2)', '!!', type(e).__name__, e)
try:
    print("frozenset(), frozenset([1]), frozenset('a'), frozenset([1]).union([2]), frozenset([1]).copy() , set('a'), set()", '->', repr((frozenset(), frozenset([1]), frozenset('a'), frozenset([1]).union([2]), frozenset([1]).copy() , set('a'), set())))
except Exception as e:
    print("frozenset(), frozenset([1]), frozenset('a'), frozenset([1]).union([2]), frozenset([1]).copy() , set('a'), set()", '!!', type(e).__name__, e)
try:
    print('set().__len__(), {1}.__contains__(1), {1}.__or__({2}), {1}.__or__([2]), {1}.__ror__({2}), {1}.__sub__({1}), {1}.__rsub__({1,2}), {1}.__ior__({2}), {1}.__le__({1,2}), {1}.__eq__(1)', '->', repr((set().__len__(), {1}.__contains__(1), {1}.__or__({2}), {1}.__or__([2]), {1}.__ror__({2}), {1}.__sub__({1}), {1}.__rsub__({1,2}), {1}.__ior__({2}), {1}.__le__({1,2}), {1}.__eq__(1))))
except Exception as e:
    print('set().__len__(), {1}.__contains__(1), {1}.__or__({2}), {1}.__or__([2]), {1}.__ror__({2}), {1}.__sub__({1}), {1}.__rsub__({1,2}), {1}.__ior__({2}), {1}.__le__({1,2}), {1}.__eq__(1)', '!!', type(e).__name__, e)
try:
    print('{1} in {frozenset([1])}', '->', repr(({1} in {frozenset([1])})))
except Exception as e:
    print('{1} in {frozenset([1])}', '!!', type(e).__name__, e)
try:
    print('{1,2}.intersection_update([1]), {1}.difference_update([1]), {1}.symmetric_difference_update([2])', '->', repr(({1,2}.intersection_update([1]), {1}.difference_update([1]), {1}.symmetric_difference_update([2]))))
except Exception as e:
    print('{1,2}.intersection_update([1]), {1}.difference_update([1]), {1}.symmetric_difference_update([2])', '!!', type(e).__name__, e)
try:
    print("range(5), range(1,5), range(0,10,3), range(5)[2], range(5)[-1], range(10)[2:5], range(10)[::-1], len(range(0,10,3)), 3 in range(5), 3.0 in range(5), 'a' in range(5), range(5)==range(0,5), range(0)==range(1,1), range(5).index(3), range(5).count(9), list(reversed(range(3))), range(3).start, range(3).stop, range(3).step, hash(range(3))==hash(range(0,3,1)), bool(range(0))", '->', repr((range(5), range(1,5), range(0,10,3), range(5)[2], range(5)[-1], range(10)[2:5], range(10)[::-1], len(range(0,10,3)), 3 in range(5), 3.0 in range(5), 'a' in range(5), range(5)==range(0,5), range(0)==range(1,1), range(5).index(3), range(5).count(9), list(reversed(range(3))), range(3).start, range(3).stop, range(3).step, hash(range(3))==hash(range(0,3,1)), bool(range(0)))))
except Exception as e:
    print("range(5), range(1,5), range(0,10,3), range(5)[2], range(5)[-1], range(10)[2:5], range(10)[::-1], len(range(0,10,3)), 3 in range(5), 3.0 in range(5), 'a' in range(5), range(5)==range(0,5), range(0)==range(1,1), range(5).index(3), range(5).count(9), list(reversed(range(3))), range(3).start, range(3).stop, range(3).step, hash(range(3))==hash(range(0,3,1)), bool(range(0))", '!!', type(e).__name__, e)
try:
    print('range()', '->', repr((range())))
except Exception as e:
    print('range()', '!!', type(e).__name__, e)
try:
    print("range('a')", '->', repr((range('a'))))
except Exception as e:
    print("range('a')", '!!', type(e).__name__, e)
try:
    print('range(1.5)', '->', repr((range(1.5))))
except Exception as e:
    print('range(1.5)', '!!', type(e).__name__, e)
try:
    print('range(1,2,0)', '->', repr((range(1,2,0))))
except Exception as e:
    print('range(1,2,0)', '!!', type(e).__name__, e)
try:
    print('range(1,2,3,4)', '->', repr((range(1,2,3,4))))
except Exception as e:
    print('range(1,2,3,4)', '!!', type(e).__name__, e)
try:
    print('range(5)[9]', '->', repr((range(5)[9])))
except Exception as e:
    print('range(5)[9]', '!!', type(e).__name__, e)
try:
    print("range(5)['a']", '->', repr((range(5)['a'])))
except Exception as e:
    print("range(5)['a']", '!!', type(e).__name__, e)
try:
    print('range(5).index(9)', '->', repr((range(5).index(9))))
except Exception as e:
    print('range(5).index(9)', '!!', type(e).__name__, e)
try:
    print("range(5).index('a')", '->', repr((range(5).index('a'))))
except Exception as e:
    print("range(5).index('a')", '!!', type(e).__name__, e)
try:
    print('range(5)<range(6)', '->', repr((range(5)<range(6))))
except Exception as e:
    print('range(5)<range(6)', '!!', type(e).__name__, e)
try:
    print('range(5)+range(5)', '->', repr((range(5)+range(5))))
except Exception as e:
    print('range(5)+range(5)', '!!', type(e).__name__, e)
try:
    print('range(5).start.foo', '->', repr((range(5).start.foo)))
except Exception as e:
    print('range(5).start.foo', '!!', type(e).__name__, e)
try:
    print('range(stop=5)', '->', repr((range(stop=5))))
except Exception as e:
    print('range(stop=5)', '!!', type(e).__name__, e)
try:
    print('slice(5), slice(1,2), slice(1,2,3), slice(1,2,3).indices(5), slice(None,None,-1).indices(5), slice(1,2)==slice(1,2), slice(1,2).start, slice(1,2).step, slice(1,2)<slice(1,3)', '->', repr((slice(5), slice(1,2), slice(1,2,3), slice(1,2,3).indices(5), slice(None,None,-1).indices(5), slice(1,2)==slice(1,2), slice(1,2).start, slice(1,2).step, slice(1,2)<slice(1,3))))
except Exception as e:
    print('slice(5), slice(1,2), slice(1,2,3), slice(1,2,3).indices(5), slice(None,None,-1).indices(5), slice(1,2)==slice(1,2), slice(1,2).start, slice(1,2).step, slice(1,2)<slice(1,3)', '!!', type(e).__name__, e)
try:
    print('slice()', '->', repr((slice())))
except Exception as e:
    print('slice()', '!!', type(e).__name__, e)
try:
    print('slice(1,2,3,4)', '->', repr((slice(1,2,3,4))))
except Exception as e:
    print('slice(1,2,3,4)', '!!', type(e).__name__, e)
try:
    print('slice(1,2,0).indices(5)', '->', repr((slice(1,2,0).indices(5))))
except Exception as e:
    print('slice(1,2,0).indices(5)', '!!', type(e).__name__, e)
try:
    print('slice(1).indices(-1)', '->', repr((slice(1).indices(-1))))
except Exception as e:
    print('slice(1).indices(-1)', '!!', type(e).__name__, e)
try:
    print("slice('a').indices(5)", '->', repr((slice('a').indices(5))))
except Exception as e:
    print("slice('a').indices(5)", '!!', type(e).__name__, e)
try:
    print('hash(slice(1))==hash(slice(1))', '->', repr((hash(slice(1))==hash(slice(1)))))
except Exception as e:
    print('hash(slice(1))==hash(slice(1))', '!!', type(e).__name__, e)
try:
    print("b'abc'[0], b'abc'[1:], b'abc'+b'd', b'a'*2, b'b' in b'abc', 98 in b'abc', b'abc'.find(b'c'), b'abc'.find(99), b'a,b'.split(b','), b'abc'.upper(), b'a-b'.partition(b'-'), b','.join([b'a',bytearray(b'b')]), b'abc'.replace(b'b',b'x'), b' a '.strip(), b'abc'.startswith(b'a'), b'abc'.hex(), b'abc'.hex(':'), b'abcd'.hex('-',2), b'abcde'.hex('-',-2), b'abc'.center(7,b'*'), b'1'.zfill(3), b'a\\tb'.expandtabs(4), b'abc'.translate(None,b'b'), bytes.maketrans(b'a',b'b')[97], b'a\\nb\\r\\n'.splitlines(), b'Ab'.swapcase(), b'ab cd'.title(), b'ab'.islower(), bytes.fromhex('61 62'), bytes([1,2]), bytes(3), bytes(b'a'), bytes('a','utf-8'), bytes(), b'abc'.count(b''), b'abc'.index(b'c'), b'abc'.rfind(b'a'), b'%d %s %c' % (5,b'x',65), b'%b' % b'a', b'%a' % 'é', b'%5.1f|' % 2.5", '->', repr((b'abc'[0], b'abc'[1:], b'abc'+b'd', b'a'*2, b'b' in b'abc', 98 in b'abc', b'abc'.find(b'c'), b'abc'.find(99), b'a,b'.split(b','), b'abc'.upper(), b'a-b'.partition(b'-'), b','.join([b'a',bytearray(b'b')]), b'abc'.replace(b'b',b'x'), b' a '.strip(), b'abc'.startswith(b'a'), b'abc'.hex(), b'abc'.hex(':'), b'abcd'.hex('-',2), b'abcde'.hex('-',-2), b'abc'.center(7,b'*'), b'1'.zfill(3), b'a\tb'.expandtabs(4), b'abc'.translate(None,b'b'), bytes.maketrans(b'a',b'b')[97], b'a\nb\r\n'.splitlines(), b'Ab'.swapcase(), b'ab cd'.title(), b'ab'.islower(), bytes.fromhex('61 62'), bytes([1,2]), bytes(3), bytes(b'a'), bytes('a','utf-8'), bytes(), b'abc'.count(b''), b'abc'.index(b'c'), b'abc'.rfind(b'a'), b'%d %s %c' % (5,b'x',65), b'%b' % b'a', b'%a' % 'é', b'%5.1f|' % 2.5)))
except Exception as e:
    print("b'abc'[0], b'abc'[1:], b'abc'+b'd', b'a'*2, b'b' in b'abc', 98 in b'abc', b'abc'.find(b'c'), b'abc'.find(99), b'a,b'.split(b','), b'abc'.upper(), b'a-b'.partition(b'-'), b','.join([b'a',bytearray(b'b')]), b'abc'.replace(b'b',b'x'), b' a '.strip(), b'abc'.startswith(b'a'), b'abc'.hex(), b'abc'.hex(':'), b'abcd'.hex('-',2), b'abcde'.hex('-',-2), b'abc'.center(7,b'*'), b'1'.zfill(3), b'a\\tb'.expandtabs(4), b'abc'.translate(None,b'b'), bytes.maketrans(b'a',b'b')[97], b'a\\nb\\r\\n'.splitlines(), b'Ab'.swapcase(), b'ab cd'.title(), b'ab'.islower(), bytes.fromhex('61 62'), bytes([1,2]), bytes(3), bytes(b'a'), bytes('a','utf-8'), bytes(), b'abc'.count(b''), b'abc'.index(b'c'), b'abc'.rfind(b'a'), b'%d %s %c' % (5,b'x',65), b'%b' % b'a', b'%a' % 'é', b'%5.1f|' % 2.5", '!!', type(e).__name__, e)
try:
    print("b'a'+'b'", '->', repr((b'a'+'b')))
except Exception as e:
    print("b'a'+'b'", '!!', type(e).__name__, e)
try:
    print("b'a'*b'b'", '->', repr((b'a'*b'b')))
except Exception as e:
    print("b'a'*b'b'", '!!', type(e).__name__, e)
try:
    print("'a' in b'abc'", '->', repr(('a' in b'abc')))
except Exception as e:
    print("'a' in b'abc'", '!!', type(e).__name__, e)
try:
    print("256 in b'abc'", '->', repr((256 in b'abc')))
except Exception as e:
    print("256 in b'abc'", '!!', type(e).__name__, e)
try:
    print("b'abc'['a']", '->', repr((b'abc'['a'])))
except Exception as e:
    print("b'abc'['a']", '!!', type(e).__name__, e)
try:
    print("b'abc'[9]", '->', repr((b'abc'[9])))
except Exception as e:
    print("b'abc'[9]", '!!', type(e).__name__, e)
try:
    print("b'abc'.find('a')", '->', repr((b'abc'.find('a'))))
except Exception as e:
    print("b'abc'.find('a')", '!!', type(e).__name__, e)
try:
    print("b'abc'.find(256)", '->', repr((b'abc'.find(256))))
except Exception as e:
    print("b'abc'.find(256)", '!!', type(e).__name__, e)
try:
    print("b'abc'.find()", '->', repr((b'abc'.find())))
except Exception as e:
    print("b'abc'.find()", '!!', type(e).__name__, e)
try:
    print("b'abc'.split('a')", '->', repr((b'abc'.split('a'))))
except Exception as e:
    print("b'abc'.split('a')", '!!', type(e).__name__, e)
try:
    print("b'abc'.split(b'')", '->', repr((b'abc'.split(b''))))
except Exception as e:
    print("b'abc'.split(b'')", '!!', type(e).__name__, e)
try:
    print("b'abc'.replace('a',b'b')", '->', repr((b'abc'.replace('a',b'b'))))
except Exception as e:
    print("b'abc'.replace('a',b'b')", '!!', type(e).__name__, e)
try:
    print("b','.join(['a'])", '->', repr((b','.join(['a']))))
except Exception as e:
    print("b','.join(['a'])", '!!', type(e).__name__, e)
try:
    print("b','.join([1])", '->', repr((b','.join([1]))))
except Exception as e:
    print("b','.join([1])", '!!', type(e).__name__, e)
try:
    print("b'abc'.startswith('a')", '->', repr((b'abc'.startswith('a'))))
except Exception as e:
    print("b'abc'.startswith('a')", '!!', type(e).__name__, e)
try:
    print("b'abc'.startswith((b'x','a'))", '->', repr((b'abc'.startswith((b'x','a')))))
except Exception as e:
    print("b'abc'.startswith((b'x','a'))", '!!', type(e).__name__, e)
try:
    print("b'abc'.strip('a')", '->', repr((b'abc'.strip('a'))))
except Exception as e:
    print("b'abc'.strip('a')", '!!', type(e).__name__, e)
try:
    print("b'abc'.center(5,'x')", '->', repr((b'abc'.center(5,'x'))))
except Exception as e:
    print("b'abc'.center(5,'x')", '!!', type(e).__name__, e)
try:
    print("b'abc'.center(5,b'xx')", '->', repr((b'abc'.center(5,b'xx'))))
except Exception as e:
    print("b'abc'.center(5,b'xx')", '!!', type(e).__name__, e)
try:
    print("b'abc'.translate(b'a')", '->', repr((b'abc'.translate(b'a'))))
except Exception as e:
    print("b'abc'.translate(b'a')", '!!', type(e).__name__, e)
try:
    print("b'abc'.index(b'z')", '->', repr((b'abc'.index(b'z'))))
except Exception as e:
    print("b'abc'.index(b'z')", '!!', type(e).__name__, e)
try:
    print("b'abc'.partition(b'')", '->', repr((b'abc'.partition(b''))))
except Exception as e:
    print("b'abc'.partition(b'')", '!!', type(e).__name__, e)
try:
    print("b'abc'.hex('xx')", '->', repr((b'abc'.hex('xx'))))
except Exception as e:
    print("b'abc'.hex('xx')", '!!', type(e).__name__, e)
try:
    print("b'abc'.hex(1)", '->', repr((b'abc'.hex(1))))
except Exception as e:
    print("b'abc'.hex(1)", '!!', type(e).__name__, e)
try:
    print("bytes.fromhex('6')", '->', repr((bytes.fromhex('6'))))
except Exception as e:
    print("bytes.fromhex('6')", '!!', type(e).__name__, e)
try:
    print("bytes.fromhex('zz')", '->', repr((bytes.fromhex('zz'))))
except Exception as e:
    print("bytes.fromhex('zz')", '!!', type(e).__name__, e)
try:
    print("bytes.fromhex('6 1')", '->', repr((bytes.fromhex('6 1'))))
except Exception as e:
    print("bytes.fromhex('6 1')", '!!', type(e).__name__, e)
try:
    print('bytes.fromhex(1)', '->', repr((bytes.fromhex(1))))
except Exception as e:
    print('bytes.fromhex(1)', '!!', type(e).__name__, e)
try:
    print('bytes([256])', '->', repr((bytes([256]))))
except Exception as e:
    print('bytes([256])', '!!', type(e).__name__, e)
try:
    print("bytes(['a'])", '->', repr((bytes(['a']))))
except Exception as e:
    print("bytes(['a'])", '!!', type(e).__name__, e)
try:
    print("bytes('a')", '->', repr((bytes('a'))))
except Exception as e:
    print("bytes('a')", '!!', type(e).__name__, e)
try:
    print('bytes(-1)', '->', repr((bytes(-1))))
except Exception as e:
    print('bytes(-1)', '!!', type(e).__name__, e)
try:
    print('bytes(1.5)', '->', repr((bytes(1.5))))
except Exception as e:
    print('bytes(1.5)', '!!', type(e).__name__, e)
try:
    print('bytes(None)', '->', repr((bytes(None))))
except Exception as e:
    print('bytes(None)', '!!', type(e).__name__, e)
try:
    print("bytes('a','utf-8','strict',1)", '->', repr((bytes('a','utf-8','strict',1))))
except Exception as e:
    print("bytes('a','utf-8','strict',1)", '!!', type(e).__name__, e)
try:
    print("bytes(1,'utf-8')", '->', repr((bytes(1,'utf-8'))))
except Exception as e:
    print("bytes(1,'utf-8')", '!!', type(e).__name__, e)
try:
    print("bytes(encoding='utf-8')", '->', repr((bytes(encoding='utf-8'))))
except Exception as e:
    print("bytes(encoding='utf-8')", '!!', type(e).__name__, e)
try:
    print('bytes(2**70)', '->', repr((bytes(2**70))))
except Exception as e:
    print('bytes(2**70)', '!!', type(e).__name__, e)
try:
    print("b'%d' % 'a'", '->', repr((b'%d' % 'a')))
except Exception as e:
    print("b'%d' % 'a'", '!!', type(e).__name__, e)
try:
    print("b'%s' % 'a'", '->', repr((b'%s' % 'a')))
except Exception as e:
    print("b'%s' % 'a'", '!!', type(e).__name__, e)
try:
    print("b'%c' % 256", '->', repr((b'%c' % 256)))
except Exception as e:
    print("b'%c' % 256", '!!', type(e).__name__, e)
try:
    print("b'%c' % b'ab'", '->', repr((b'%c' % b'ab')))
except Exception as e:
    print("b'%c' % b'ab'", '!!', type(e).__name__, e)
try:
    print("b'%s %s' % b'a'", '->', repr((b'%s %s' % b'a')))
except Exception as e:
    print("b'%s %s' % b'a'", '!!', type(e).__name__, e)
try:
    print("b'%s' % (b'a',b'b')", '->', repr((b'%s' % (b'a',b'b'))))
except Exception as e:
    print("b'%s' % (b'a',b'b')", '!!', type(e).__name__, e)
try:
    print("b'%y' % 1", '->', repr((b'%y' % 1)))
except Exception as e:
    print("b'%y' % 1", '!!', type(e).__name__, e)
try:
    print("b'abc' < 'a'", '->', repr((b'abc' < 'a')))
except Exception as e:
    print("b'abc' < 'a'", '!!', type(e).__name__, e)
try:
    print("b'a' == 'a', b'a' < b'b', b'a' == bytearray(b'a'), hash(b'')", '->', repr((b'a' == 'a', b'a' < b'b', b'a' == bytearray(b'a'), hash(b''))))
except Exception as e:
    print("b'a' == 'a', b'a' < b'b', b'a' == bytearray(b'a'), hash(b'')", '!!', type(e).__name__, e)
try:
    print("bytearray(b'abc'), bytearray(3), bytearray('a','utf-8'), bytearray([1]), bytearray(), bytearray(b'abc')[1:], bytearray(b'abc')[0], bytearray(b'a')+b'b', b'a'+bytearray(b'b'), bytearray(b'a')*2, bytearray(b'abc').upper(), bytearray(b'abc').find(b'c'), bytearray(b'abc')==b'abc', bytearray(b'abc').copy(), bytearray(b'a,b').split(b','), bytearray(b'a%d')%5", '->', repr((bytearray(b'abc'), bytearray(3), bytearray('a','utf-8'), bytearray([1]), bytearray(), bytearray(b'abc')[1:], bytearray(b'abc')[0], bytearray(b'a')+b'b', b'a'+bytearray(b'b'), bytearray(b'a')*2, bytearray(b'abc').upper(), bytearray(b'abc').find(b'c'), bytearray(b'abc')==b'abc', bytearray(b'abc').copy(), bytearray(b'a,b').split(b','), bytearray(b'a%d')%5)))
except Exception as e:
    print("bytearray(b'abc'), bytearray(3), bytearray('a','utf-8'), bytearray([1]), bytearray(), bytearray(b'abc')[1:], bytearray(b'abc')[0], bytearray(b'a')+b'b', b'a'+bytearray(b'b'), bytearray(b'a')*2, bytearray(b'abc').upper(), bytearray(b'abc').find(b'c'), bytearray(b'abc')==b'abc', bytearray(b'abc').copy(), bytearray(b'a,b').split(b','), bytearray(b'a%d')%5", '!!', type(e).__name__, e)
ba=bytearray(b'abc')
try:
    print("ba.append(100), ba.extend(b'ef'), ba.extend([103]), ba.insert(0,65), ba.pop(), ba.pop(0), ba.remove(98), ba.reverse(), ba, ba.clear(), ba", '->', repr((ba.append(100), ba.extend(b'ef'), ba.extend([103]), ba.insert(0,65), ba.pop(), ba.pop(0), ba.remove(98), ba.reverse(), ba, ba.clear(), ba)))
except Exception as e:
    print("ba.append(100), ba.extend(b'ef'), ba.extend([103]), ba.insert(0,65), ba.pop(), ba.pop(0), ba.remove(98), ba.reverse(), ba, ba.clear(), ba", '!!', type(e).__name__, e)
try:
    print("ba.append('a')", '->', repr((ba.append('a'))))
except Exception as e:
    print("ba.append('a')", '!!', type(e).__name__, e)
try:
    print('ba.append(256)', '->', repr((ba.append(256))))
except Exception as e:
    print('ba.append(256)', '!!', type(e).__name__, e)
try:
    print('ba.append()', '->', repr((ba.append())))
except Exception as e:
    print('ba.append()', '!!', type(e).__name__, e)
try:
    print("ba.extend('a')", '->', repr((ba.extend('a'))))
except Exception as e:
    print("ba.extend('a')", '!!', type(e).__name__, e)
try:
    print('ba.extend(1)', '->', repr((ba.extend(1))))
except Exception as e:
    print('ba.extend(1)', '!!', type(e).__name__, e)
try:
    print('ba.extend([256])', '->', repr((ba.extend([256]))))
except Exception as e:
    print('ba.extend([256])', '!!', type(e).__name__, e)
try:
    print("ba.insert(0,'a')", '->', repr((ba.insert(0,'a'))))
except Exception as e:
    print("ba.insert(0,'a')", '!!', type(e).__name__, e)
try:
    print('ba.pop()', '->', repr((ba.pop())))
except Exception as e:
    print('ba.pop()', '!!', type(e).__name__, e)
try:
    print("bytearray(b'a').pop(5)", '->', repr((bytearray(b'a').pop(5))))
except Exception as e:
    print("bytearray(b'a').pop(5)", '!!', type(e).__name__, e)
try:
    print('ba.remove(1)', '->', repr((ba.remove(1))))
except Exception as e:
    print('ba.remove(1)', '!!', type(e).__name__, e)
try:
    print('ba.remove(256)', '->', repr((ba.remove(256))))
except Exception as e:
    print('ba.remove(256)', '!!', type(e).__name__, e)
try:
    print('ba.__setitem__(0,1)', '->', repr((ba.__setitem__(0,1))))
except Exception as e:
    print('ba.__setitem__(0,1)', '!!', type(e).__name__, e)
try:
    print("bytearray(b'a').__setitem__(0,256)", '->', repr((bytearray(b'a').__setitem__(0,256))))
except Exception as e:
    print("bytearray(b'a').__setitem__(0,256)", '!!', type(e).__name__, e)
try:
    print("bytearray(b'a').__setitem__(0,'a')", '->', repr((bytearray(b'a').__setitem__(0,'a'))))
except Exception as e:
    print("bytearray(b'a').__setitem__(0,'a')", '!!', type(e).__name__, e)
try:
    print("bytearray(b'abc').__setitem__(slice(0,2),'ab')", '->', repr((bytearray(b'abc').__setitem__(slice(0,2),'ab'))))
except Exception as e:
    print("bytearray(b'abc').__setitem__(slice(0,2),'ab')", '!!', type(e).__name__, e)
try:
    print("bytearray(b'abc').__setitem__(slice(0,2),5)", '->', repr((bytearray(b'abc').__setitem__(slice(0,2),5))))
except Exception as e:
    print("bytearray(b'abc').__setitem__(slice(0,2),5)", '!!', type(e).__name__, e)
try:
    print("bytearray(b'abc').__setitem__(slice(0,3,2),b'a')", '->', repr((bytearray(b'abc').__setitem__(slice(0,3,2),b'a'))))
except Exception as e:
    print("bytearray(b'abc').__setitem__(slice(0,3,2),b'a')", '!!', type(e).__name__, e)
try:
    print("bytearray(b'a')[5]", '->', repr((bytearray(b'a')[5])))
except Exception as e:
    print("bytearray(b'a')[5]", '!!', type(e).__name__, e)
try:
    print("bytearray(b'a')['a']", '->', repr((bytearray(b'a')['a'])))
except Exception as e:
    print("bytearray(b'a')['a']", '!!', type(e).__name__, e)
try:
    print('hash(bytearray())', '->', repr((hash(bytearray()))))
except Exception as e:
    print('hash(bytearray())', '!!', type(e).__name__, e)
try:
    print("bytearray('a')", '->', repr((bytearray('a'))))
except Exception as e:
    print("bytearray('a')", '!!', type(e).__name__, e)
try:
    print('bytearray([256])', '->', repr((bytearray([256]))))
except Exception as e:
    print('bytearray([256])', '!!', type(e).__name__, e)
try:
    print('bytearray(-1)', '->', repr((bytearray(-1))))
except Exception as e:
    print('bytearray(-1)', '!!', type(e).__name__, e)
try:
    print("bytearray(b'a')+'b'", '->', repr((bytearray(b'a')+'b')))
except Exception as e:
    print("bytearray(b'a')+'b'", '!!', type(e).__name__, e)
try:
    print("er(ba.__iadd__, 'a')", '->', repr((er(ba.__iadd__, 'a'))))
except Exception as e:
    print("er(ba.__iadd__, 'a')", '!!', type(e).__name__, e)
try:
    print("enumerate([1]).__next__(), list(enumerate('ab',5)), list(enumerate('ab',start=2**70)), list(zip('ab',[1,2])), list(zip()), list(map(str,[1,2])), list(map(lambda a,b:a+b,[1,2],[3,4])), list(filter(None,[0,1])), list(reversed([1,2])), list(reversed('ab'))", '->', repr((enumerate([1]).__next__(), list(enumerate('ab',5)), list(enumerate('ab',start=2**70)), list(zip('ab',[1,2])), list(zip()), list(map(str,[1,2])), list(map(lambda a,b:a+b,[1,2],[3,4])), list(filter(None,[0,1])), list(reversed([1,2])), list(reversed('ab')))))
except Exception as e:
    print("enumerate([1]).__next__(), list(enumerate('ab',5)), list(enumerate('ab',start=2**70)), list(zip('ab',[1,2])), list(zip()), list(map(str,[1,2])), list(map(lambda a,b:a+b,[1,2],[3,4])), list(filter(None,[0,1])), list(reversed([1,2])), list(reversed('ab'))", '!!', type(e).__name__, e)
try:
    print('enumerate()', '->', repr((enumerate())))
except Exception as e:
    print('enumerate()', '!!', type(e).__name__, e)
try:
    print('enumerate(1)', '->', repr((enumerate(1))))
except Exception as e:
    print('enumerate(1)', '!!', type(e).__name__, e)
try:
    print("enumerate([],'a')", '->', repr((enumerate([],'a'))))
except Exception as e:
    print("enumerate([],'a')", '!!', type(e).__name__, e)
try:
    print('enumerate([],1,2)', '->', repr((enumerate([],1,2))))
except Exception as e:
    print('enumerate([],1,2)', '!!', type(e).__name__, e)
try:
    print('enumerate(iterable=[1],start=1).__next__()', '->', repr((enumerate(iterable=[1],start=1).__next__())))
except Exception as e:
    print('enumerate(iterable=[1],start=1).__next__()', '!!', type(e).__name__, e)
try:
    print('zip(1)', '->', repr((zip(1))))
except Exception as e:
    print('zip(1)', '!!', type(e).__name__, e)
try:
    print('zip([],foo=1)', '->', repr((zip([],foo=1))))
except Exception as e:
    print('zip([],foo=1)', '!!', type(e).__name__, e)
try:
    print('list(zip([1],[],strict=True))', '->', repr((list(zip([1],[],strict=True)))))
except Exception as e:
    print('list(zip([1],[],strict=True))', '!!', type(e).__name__, e)
try:
    print('list(zip([],[1],strict=True))', '->', repr((list(zip([],[1],strict=True)))))
except Exception as e:
    print('list(zip([],[1],strict=True))', '!!', type(e).__name__, e)
try:
    print('list(zip([1,2],[1,2],[1],strict=True))', '->', repr((list(zip([1,2],[1,2],[1],strict=True)))))
except Exception as e:
    print('list(zip([1,2],[1,2],[1],strict=True))', '!!', type(e).__name__, e)
try:
    print('list(map(str,[1],strict=True))', '->', repr((list(map(str,[1],strict=True)))))
except Exception as e:
    print('list(map(str,[1],strict=True))', '!!', type(e).__name__, e)
try:
    print('map()', '->', repr((map())))
except Exception as e:
    print('map()', '!!', type(e).__name__, e)
try:
    print('map(str)', '->', repr((map(str))))
except Exception as e:
    print('map(str)', '!!', type(e).__name__, e)
try:
    print('map(1,[1]).__next__()', '->', repr((map(1,[1]).__next__())))
except Exception as e:
    print('map(1,[1]).__next__()', '!!', type(e).__name__, e)
try:
    print('filter()', '->', repr((filter())))
except Exception as e:
    print('filter()', '!!', type(e).__name__, e)
try:
    print('filter(None)', '->', repr((filter(None))))
except Exception as e:
    print('filter(None)', '!!', type(e).__name__, e)
try:
    print('filter(1,[1]).__next__()', '->', repr((filter(1,[1]).__next__())))
except Exception as e:
    print('filter(1,[1]).__next__()', '!!', type(e).__name__, e)
try:
    print('reversed()', '->', repr((reversed())))
except Exception as e:
    print('reversed()', '!!', type(e).__name__, e)
try:
    print('reversed(1)', '->', repr((reversed(1))))
except Exception as e:
    print('reversed(1)', '!!', type(e).__name__, e)
try:
    print('reversed({1})', '->', repr((reversed({1}))))
except Exception as e:
    print('reversed({1})', '!!', type(e).__name__, e)
try:
    print('reversed([],[])', '->', repr((reversed([],[]))))
except Exception as e:
    print('reversed([],[])', '!!', type(e).__name__, e)
try:
    print('iter(1)', '->', repr((iter(1))))
except Exception as e:
    print('iter(1)', '!!', type(e).__name__, e)
try:
    print('iter()', '->', repr((iter())))
except Exception as e:
    print('iter()', '!!', type(e).__name__, e)
try:
    print('next(1)', '->', repr((next(1))))
except Exception as e:
    print('next(1)', '!!', type(e).__name__, e)
try:
    print('next(iter([]))', '->', repr((next(iter([])))))
except Exception as e:
    print('next(iter([]))', '!!', type(e).__name__, e)
try:
    print('next(iter([]),5)', '->', repr((next(iter([]),5))))
except Exception as e:
    print('next(iter([]),5)', '!!', type(e).__name__, e)
try:
    print('next()', '->', repr((next())))
except Exception as e:
    print('next()', '!!', type(e).__name__, e)
try:
    print('len(1)', '->', repr((len(1))))
except Exception as e:
    print('len(1)', '!!', type(e).__name__, e)
try:
    print('len()', '->', repr((len())))
except Exception as e:
    print('len()', '!!', type(e).__name__, e)
try:
    print('any([0,1]), all([]), any([]), all([1,0])', '->', repr((any([0,1]), all([]), any([]), all([1,0]))))
except Exception as e:
    print('any([0,1]), all([]), any([]), all([1,0])', '!!', type(e).__name__, e)
try:
    print('any(1)', '->', repr((any(1))))
except Exception as e:
    print('any(1)', '!!', type(e).__name__, e)
try:
    print("abs('a')", '->', repr((abs('a'))))
except Exception as e:
    print("abs('a')", '!!', type(e).__name__, e)
try:
    print('isinstance(1,int), isinstance(1,(str,int)), issubclass(bool,int)', '->', repr((isinstance(1,int), isinstance(1,(str,int)), issubclass(bool,int))))
except Exception as e:
    print('isinstance(1,int), isinstance(1,(str,int)), issubclass(bool,int)', '!!', type(e).__name__, e)
try:
    print('isinstance(1,1)', '->', repr((isinstance(1,1))))
except Exception as e:
    print('isinstance(1,1)', '!!', type(e).__name__, e)
try:
    print('isinstance(1)', '->', repr((isinstance(1))))
except Exception as e:
    print('isinstance(1)', '!!', type(e).__name__, e)
try:
    print('issubclass(1,int)', '->', repr((issubclass(1,int))))
except Exception as e:
    print('issubclass(1,int)', '!!', type(e).__name__, e)
try:
    print('issubclass(int,1)', '->', repr((issubclass(int,1))))
except Exception as e:
    print('issubclass(int,1)', '!!', type(e).__name__, e)
try:
    print('callable(len), callable(1), id(None)==id(None), repr(len), repr(int), repr([].append)[:30]', '->', repr((callable(len), callable(1), id(None)==id(None), repr(len), repr(int), repr([].append)[:30])))
except Exception as e:
    print('callable(len), callable(1), id(None)==id(None), repr(len), repr(int), repr([].append)[:30]', '!!', type(e).__name__, e)
try:
    print("getattr(1,'x',5), hasattr(1,'real'), getattr(1,'real')", '->', repr((getattr(1,'x',5), hasattr(1,'real'), getattr(1,'real'))))
except Exception as e:
    print("getattr(1,'x',5), hasattr(1,'real'), getattr(1,'real')", '!!', type(e).__name__, e)
try:
    print("getattr(1,'x')", '->', repr((getattr(1,'x'))))
except Exception as e:
    print("getattr(1,'x')", '!!', type(e).__name__, e)
try:
    print('getattr(1,2)', '->', repr((getattr(1,2))))
except Exception as e:
    print('getattr(1,2)', '!!', type(e).__name__, e)
try:
    print('hasattr(1,2)', '->', repr((hasattr(1,2))))
except Exception as e:
    print('hasattr(1,2)', '!!', type(e).__name__, e)
try:
    print("setattr(1,'x',1)", '->', repr((setattr(1,'x',1))))
except Exception as e:
    print("setattr(1,'x',1)", '!!', type(e).__name__, e)
try:
    print('setattr(1,2,1)', '->', repr((setattr(1,2,1))))
except Exception as e:
    print('setattr(1,2,1)', '!!', type(e).__name__, e)
try:
    print("delattr(1,'x')", '->', repr((delattr(1,'x'))))
except Exception as e:
    print("delattr(1,'x')", '!!', type(e).__name__, e)
try:
    print('vars(1)', '->', repr((vars(1))))
except Exception as e:
    print('vars(1)', '!!', type(e).__name__, e)
try:
    print('vars(1,2)', '->', repr((vars(1,2))))
except Exception as e:
    print('vars(1,2)', '!!', type(e).__name__, e)
try:
    print("print(1,2,sep='-',end='!\\n')", '->', repr((print(1,2,sep='-',end='!\n'))))
except Exception as e:
    print("print(1,2,sep='-',end='!\\n')", '!!', type(e).__name__, e)
try:
    print('print(1,sep=1)', '->', repr((print(1,sep=1))))
except Exception as e:
    print('print(1,sep=1)', '!!', type(e).__name__, e)
try:
    print('print(1,end=1)', '->', repr((print(1,end=1))))
except Exception as e:
    print('print(1,end=1)', '!!', type(e).__name__, e)
try:
    print('print(1,foo=1)', '->', repr((print(1,foo=1))))
except Exception as e:
    print('print(1,foo=1)', '!!', type(e).__name__, e)
try:
    print('print(1,file=1)', '->', repr((print(1,file=1))))
except Exception as e:
    print('print(1,file=1)', '!!', type(e).__name__, e)
try:
    print('print(1,sep=None,end=None,flush=True)', '->', repr((print(1,sep=None,end=None,flush=True))))
except Exception as e:
    print('print(1,sep=None,end=None,flush=True)', '!!', type(e).__name__, e)
try:
    print('ascii(1,2)', '->', repr((ascii(1,2))))
except Exception as e:
    print('ascii(1,2)', '!!', type(e).__name__, e)
try:
    print('hash(1,2)', '->', repr((hash(1,2))))
except Exception as e:
    print('hash(1,2)', '!!', type(e).__name__, e)
try:
    print('callable()', '->', repr((callable())))
except Exception as e:
    print('callable()', '!!', type(e).__name__, e)
try:
    print('dir(1)==dir(2)', '->', repr((dir(1)==dir(2))))
except Exception as e:
    print('dir(1)==dir(2)', '!!', type(e).__name__, e)
try:
    print('type(1,2)', '->', repr((type(1,2))))
except Exception as e:
    print('type(1,2)', '!!', type(e).__name__, e)
try:
    print('object(1)', '->', repr((object(1))))
except Exception as e:
    print('object(1)', '!!', type(e).__name__, e)
try:
    print('object().foo', '->', repr((object().foo)))
except Exception as e:
    print('object().foo', '!!', type(e).__name__, e)
try:
    print('None.foo', '->', repr((None.foo)))
except Exception as e:
    print('None.foo', '!!', type(e).__name__, e)
try:
    print('None()', '->', repr((None())))
except Exception as e:
    print('None()', '!!', type(e).__name__, e)
try:
    print('type(None)(1)', '->', repr((type(None)(1))))
except Exception as e:
    print('type(None)(1)', '!!', type(e).__name__, e)
try:
    print('type(...)(1)', '->', repr((type(...)(1))))
except Exception as e:
    print('type(...)(1)', '!!', type(e).__name__, e)
try:
    print('NotImplemented()', '->', repr((NotImplemented())))
except Exception as e:
    print('NotImplemented()', '!!', type(e).__name__, e)
try:
    print('None < None', '->', repr((None < None)))
except Exception as e:
    print('None < None', '!!', type(e).__name__, e)
try:
    print('None + 1', '->', repr((None + 1)))
except Exception as e:
    print('None + 1', '!!', type(e).__name__, e)
try:
    print('[[]]*2, [[1],(2,),{3:4},{5},frozenset([6])]', '->', repr(([[]]*2, [[1],(2,),{3:4},{5},frozenset([6])])))
except Exception as e:
    print('[[]]*2, [[1],(2,),{3:4},{5},frozenset([6])]', '!!', type(e).__name__, e)
r=[1]; r.append(r)
try:
    print('r', '->', repr((r)))
except Exception as e:
    print('r', '!!', type(e).__name__, e)
rd={}; rd['x']=rd
try:
    print('rd', '->', repr((rd)))
except Exception as e:
    print('rd', '!!', type(e).__name__, e)
rt=([],); rt[0].append(rt)
try:
    print('rt', '->', repr((rt)))
except Exception as e:
    print('rt', '!!', type(e).__name__, e)
try:
    print("str(r), '%s' % r, f'{r}'", '->', repr((str(r), '%s' % r, f'{r}')))
except Exception as e:
    print("str(r), '%s' % r, f'{r}'", '!!', type(e).__name__, e)
