# What is said about keys that have no hash?
class Point:
    def __eq__(self, other):
        return True


attempts = [
    lambda: {[]: 1}, lambda: {}[[]], lambda: {{}: 1}, lambda: {set()},
    lambda: [] in {}, lambda: {([],): 1}, lambda: {Point(): 1}, lambda: hash([]),
    lambda: set([[]]), lambda: {}.get([]), lambda: {1}.add([]), lambda: {}.setdefault([], 1),
    lambda: dict([([], 1)]), lambda: [] in {1}, lambda: hash(slice(1)) and None,
]
for attempt in attempts:
    try:
        attempt()
        print("allowed")
    except TypeError as error:
        print(error)
