# Which lists of slots does a class refuse?
attempts = {
    "two bases": lambda: type("C", (type("A", (), {"__slots__": ("a",)}),
                                    type("B", (), {"__slots__": ("b",)})), {}),
    "not a name": lambda: type("C", (), {"__slots__": ("1a",)}),
    "not text": lambda: type("C", (), {"__slots__": (5,)}),
    "class variable": lambda: type("C", (), {"__slots__": ("a",), "a": 1}),
    "dict twice": lambda: type("C", (type("A", (), {}),), {"__slots__": ("__dict__",)}),
    "int": lambda: type("C", (int,), {"__slots__": ("a",)}),
    "bytes": lambda: type("C", (bytes,), {"__slots__": ("a",)}),
    "empty on int": lambda: type("C", (int,), {"__slots__": ()}),
}
for name, attempt in attempts.items():
    try:
        print(name, attempt().__name__)
    except TypeError as error:
        print(name, error)
    except ValueError as error:
        print(name, error)
