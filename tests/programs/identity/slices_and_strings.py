# When is a part of a string an object of its own?
word = "living memory"
print(word[:] is word, word[0:13] is word)
print(word[1:4] is word[1:4], word[1:4] == word[1:4])
print(word[0] is word[0], word[2] is word[4])
print("".join([word]) is word)
print(word.strip() is word, word.replace("x", "y") is word)
print(word.lower() is word, ("%s" % word) is word)
print(word.encode().decode() is word)
