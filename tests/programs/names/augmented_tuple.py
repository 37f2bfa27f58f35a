# Does `+=` on a tuple change the tuple, or make another one?
pair = (1, 2)
same = pair
pair += (3,)
print(pair, same)
print(pair is same)
number = 10
other = number
number += 1
print(number, other)
