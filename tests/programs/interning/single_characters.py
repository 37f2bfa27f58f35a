# Which strings of one character are shared?
def made(number):
    return "x{}".format(chr(number))[1:]


for number in (10, 65, 97, 127, 233, 255, 256, 955, 8364):
    print(number, made(number) is made(number))
one, two = b"abc", b"xa"
print(one[0:1] is two[1:], one[1:] is one[1:])
one, two = "abc", "xa"
print(one[0] is two[1], list(one)[0] is list(two)[1], one[1:] is one[1:])
