# Who holds a constant of a program: its code, its syntax tree, and the stack?
import sys

pair = (94, 95)
number = 123456
text = "two words"
nested = (1.5, (2.5, "k"))
print(sys.getrefcount(pair), sys.getrefcount(number), sys.getrefcount(nested))
print(sys.getrefcount(nested[1]), sys.getrefcount((8766, 8767)))


def local():
    inside = (7.25, 8.25)
    again = inside
    return sys.getrefcount(inside), sys.getrefcount(again)


def same():
    inside = (7.25, 8.25)
    again = inside
    return sys.getrefcount(inside), sys.getrefcount(again)


print(local(), local.__code__.co_consts is same.__code__.co_consts)
exec("own = 7001; print(sys.getrefcount(own))")
exec(compile("own = 7002; print(sys.getrefcount(own))", "x", "exec"))
