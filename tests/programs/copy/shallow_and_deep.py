# Which objects are new in a shallow copy, and which in a deep one?
import copy

inner = [1]
outer = [inner, inner, (inner,), "text"]
shallow = copy.copy(outer)
deep = copy.deepcopy(outer)
print(shallow == outer, shallow is outer, shallow[0] is inner)
print(deep == outer, deep[0] is inner, deep[0] is deep[1], deep[2][0] is deep[0])
inner.append(2)
print(shallow[0], deep[0])
print(outer[:] == shallow, list(outer)[0] is inner, outer.copy()[0] is inner)
