# Can a list nested a hundred thousand deep die?
class Last:
    def __del__(self):
        print("the innermost is gone")


row = [Last()]
for _ in range(100000):
    row = [row]
print("made")
row = None
print("end")
pair = (Last(),)
for _ in range(100000):
    pair = (pair,)
pair = None
print("end")
