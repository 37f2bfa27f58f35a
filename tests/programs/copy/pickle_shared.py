# Is what was one object one object again, and what held itself holding itself?
import pickle

class Cup:
    pass

row = [[], []]
row.append(row[0])
again = pickle.loads(pickle.dumps(row))
print(again[0] is again[2], again[0] is again[1], again[0] is row[0])

circle = []
circle.append(circle)
for protocol in range(6):
    again = pickle.loads(pickle.dumps(circle, protocol))
    print(protocol, again[0] is again, again is circle)

pair = ([],)
pair[0].append(pair)
again = pickle.loads(pickle.dumps(pair))
print(again[0][0] is again)

cup = Cup()
cup.itself = cup
again = pickle.loads(pickle.dumps(cup))
print(again.itself is again, type(again) is Cup)
empty = ()
print(pickle.loads(pickle.dumps(Cup)) is Cup, pickle.loads(pickle.dumps(empty)) is empty)
