# In which order are the bases of a class asked?
class A:
    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B " + super().who()


class C(A):
    def who(self):
        return "C " + super().who()


class D(B, C):
    def who(self):
        return "D " + super().who()


print(D().who())
print([kind.__name__ for kind in D.__mro__])
print(super(B, D()).who(), super(C, D()).who())
try:
    class E(A, B):
        pass
except TypeError as error:
    print(str(error).splitlines()[0])
