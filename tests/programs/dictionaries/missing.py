# What does a dictionary do about a key that is missing?
import collections


class Counted(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


counted = Counted()
print(counted["a"], counted["b"], counted["a"], counted.get("c"), "c" in counted)
groups = collections.defaultdict(list)
groups["x"].append(1)
print(groups, groups.get("y"), len(groups), groups["y"], len(groups))
table = {"a": 1}
print(table.get("b"), table.get("b", 0), table.setdefault("b", 5), table)
for run in (lambda: table["z"], lambda: table.pop("z"), lambda: {}.popitem(),
            lambda: collections.defaultdict()["k"], lambda: collections.defaultdict(5)):
    try:
        run()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
