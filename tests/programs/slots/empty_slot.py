# What is said about a slot that nothing was put in?
class Point:
    __slots__ = ("x",)


point = Point()
for use in (lambda: point.x, lambda: delattr(point, "x")):
    try:
        use()
    except AttributeError as error:
        print(error)
point.x = 1
del point.x
print(hasattr(point, "x"))
point.x = 2
print(point.x)
