# Does an annotation bind a name?
count: int
total: int = 3


def show():
    local: str
    try:
        return local
    except UnboundLocalError as error:
        return type(error).__name__


print("count" in globals(), "total" in globals())
class Body:
    size: int


print(Body.__annotations__, hasattr(Body, "size"))
print(show())
(total): float = 1.5
print(total)
