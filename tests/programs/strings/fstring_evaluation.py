# When and in which order does an f-string evaluate its parts?
def say(text):
    print("evaluating", text)
    return text


class Shown:
    def __format__(self, spec):
        return "format(" + spec + ")"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(f"{say('a')} {say('b'):>{say(5)}}")
shown = Shown()
print(f"{shown} {shown:x} {shown!s} {shown!r} {shown!s:>5}")
template = "{}"
print(template.format(shown), "%s" % shown, f"{'nested ' + f'{1 + 1}'}")
value = 1
text = f"{value}"
value = 2
print(text)
