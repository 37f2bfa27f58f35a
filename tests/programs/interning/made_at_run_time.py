# Are strings that a program computes shared?
def same(a, b):
    return a is b


parts = ["na", "me"]
joined = "".join(parts)
print(joined == "name", same(joined, "name"))
half = "na"
print(same(half + "me", "name"), same("na" + "me", "name"))
print(same(str(12), str(12)), same(chr(955), chr(955)), same(chr(97), chr(97)))
print(same("name"[0:2], half), same("ab" * 2, "abab"))
print(same(half * 1, half), same(half + "", half), same("%s" % half, half))
