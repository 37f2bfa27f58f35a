# What do the methods of strings say about wrong arguments?
attempts = [
    lambda: "abc".index("z"), lambda: ",".join([1]), lambda: ",".join(5),
    lambda: "a".split(""), lambda: "abc".replace("a"), lambda: "a".center("x"),
    lambda: "a".center(5, "xx"), lambda: "abc".startswith(5), lambda: "a".strip(5),
    lambda: "a" in 5, lambda: 5 in "a", lambda: "a".encode("nothing"),
    lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a".missing(),
]
for attempt in attempts:
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
