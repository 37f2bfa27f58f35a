# In which order are the parts of a call evaluated?
def say(name, value=None):
    print(name, end=" ")
    return value


def target(*args, **kwargs):
    print("| called", args, kwargs)


say("function", target)(say("a", 1), *say("star", [2]), say("b", 3), k=say("k", 4))
say("f", target)(x=say("x", 1), **say("rest", {"y": 2}))
table = {}
say("table", table)[say("key", "k")] = say("value", 1)
print("|", table)
print(say("low", 1) < say("middle", 2) < say("high", 3))
print(say("true", 1) or say("never"), say("false", 0) and say("never"))
