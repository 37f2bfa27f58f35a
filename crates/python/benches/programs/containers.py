# Dicts and lists filled, read and walked.
def count_words(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


words = ["word%d" % (number * 7919 % 1000) for number in range(50_000)]
counts = {}
for _ in range(4):
    counts = count_words(words)
table = [0] * 1000
for number in range(200_000):
    table[number % 1000] += number
squares = [number * number for number in range(100_000)]
squares.sort(reverse=True)
print(len(counts), sum(table), squares[0])
