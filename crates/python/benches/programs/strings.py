# Texts put together, taken apart and formatted.
parts = []
for number in range(60_000):
    parts.append(f"{number}:{number % 7:>3}")
text = ",".join(parts)
total = 0
for part in text.split(","):
    left, right = part.split(":")
    total += int(left) + len(right)
line = ""
for number in range(20_000):
    line += "x"
print(len(text), total, len(line), text.upper() == text)
