# Which integers are made once and shared?
def same(text):
    return int(text) is int(text)


for number in (-6, -5, -1, 0, 1, 255, 256, 257, 1023, 1024, 1025):
    print(number, same(str(number)))
n = 256
print((n + 1) - 1 is n)
