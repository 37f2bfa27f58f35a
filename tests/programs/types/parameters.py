# What do the type parameters of a function and of a class look like?
# since: 3.12
def first[T: int, *Ts, **P](x: T, *rest: *Ts) -> T:
    return x


T, Ts, P = first.__type_params__
print(first.__type_params__, first(3), first.__qualname__)
print(type(T), type(Ts), type(P), T.__module__)
print(T.__bound__, T.__constraints__, T.__infer_variance__, P.args, P.kwargs)
print(first.__annotations__)


class Box[A, B: (int, str)](list):
    def put[Q](self, q: Q, a: A) -> B:
        return A


print(Box.__type_params__, Box.__parameters__, Box.__orig_bases__)
print(Box.__bases__, [kind.__name__ for kind in Box.__mro__])
print(Box.put.__qualname__, Box.put.__type_params__, Box.put.__annotations__)
print(Box[int, str], Box.__type_params__[1].__constraints__)
print(Box().put(1, 2) is Box.__type_params__[0])
print(list(vars(Box))[:4])
print(print.__class__.__type_params__, int.__type_params__, (lambda: 0).__type_params__)
for kind in (T, P, Ts):
    try:
        class Derived(kind):
            pass
    except TypeError as error:
        print(error)
