# When does the `else` of a loop run?
def search(items, wanted):
    for item in items:
        if item == wanted:
            print("found")
            break
    else:
        print("not found")


search([1, 2], 2)
search([1, 2], 3)
search([], 3)
left = 2
while left:
    left -= 1
else:
    print("counted down")
while True:
    break
else:
    print("never")
