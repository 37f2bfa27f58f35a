# How do templates and their parts behave as objects?
# since: 3.14
import copy
import gc
import sys
from string.templatelib import Interpolation, Template, convert

held = object()
template = t"{held}-{held!r}"
part = template.interpolations[0]
print(sys.getrefcount(held), sys.getsizeof(template), sys.getsizeof(part), gc.is_tracked(template))
print([type(one).__name__ for one in gc.get_referents(template)], [type(one).__name__ for one in gc.get_referents(part)])
print(template.strings is template.strings, template.values is template.values, template == t"{held}-{held!r}")
walk = iter(template)
print(type(walk), next(walk) is part, next(walk), iter(walk) is walk)
print(Template("a", "b", Interpolation(1, "x"), Interpolation(2), "z").strings, Template().strings)
print(Interpolation(1, "x", "r", ">3"), Interpolation.__match_args__)
print([convert(1.5, how) for how in (None, "r", "s", "a")])
match Interpolation(7, "seven"):
    case Interpolation(value, expression):
        print(value, expression)
print(copy.copy(t"{7}a").strings, Template[int], Template)
for wrong in (lambda: t"a" + "b", lambda: "b" + t"a", lambda: Template(1), lambda: Template(a=1),
              lambda: Interpolation(), lambda: Interpolation(1, 2), lambda: Interpolation(1, "", "z"),
              lambda: Interpolation(1, "", 3), lambda: Interpolation(1, "", None, 3), lambda: convert(1, "x"),
              lambda: setattr(template, "strings", ()), lambda: type("Derived", (Template,), {}),
              lambda: len(template), lambda: setattr(template, "x", 1), lambda: Interpolation(1, zz=3),
              lambda: format(template, "x"), lambda: template[0], lambda: template()):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
del template, part, walk
print(sys.getrefcount(held))
