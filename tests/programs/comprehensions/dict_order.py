# Which value stays when a dictionary comprehension meets a key twice?
print({n % 2: n for n in range(5)})
print({k: v for k, v in [("a", 1), ("b", 2), ("a", 3)]})


def say(text):
    print(text, end=" ")
    return text


print({say("key"): say("value") for _ in range(2)})
print({v: k for k, v in {"a": 1, "b": 2}.items()})
print({**{"a": 1}, "b": 2, **{"a": 3}})
try:
    {[]: 1 for _ in range(1)}
except TypeError as error:
    print(type(error).__name__)
