# Does an assignment copy the object, or give it a second name?
first = [1, 2]
second = first
second.append(3)
print(first, second)
print(first is second)
second = second + [4]
print(first, second)
print(first is second)
