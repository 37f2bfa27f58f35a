# Does `global` bind a name that the module doesn't have yet?
def make():
    global born
    born = "in a function"


def remove():
    global born
    del born


print("born" in globals())
make()
print(born)
remove()
try:
    born
except NameError as error:
    print(error)
