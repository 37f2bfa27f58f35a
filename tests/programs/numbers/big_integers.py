# Do integers ever overflow?
n = 2 ** 64
print(n, n - 1, -n, n * n)
print(n.bit_length(), (n - 1).bit_length(), (0).bit_length(), (-5).bit_length())
print(10 ** 25 // 7, 10 ** 25 % 7, (10 ** 25) ** 0.5)
print(1 << 70, (1 << 70) >> 68, -1 >> 5, -5 & 3, ~n)
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2))
print(int("9" * 30), hex(10 ** 20), int("ff", 16), int("0b101", 0), int(" 12 "), int("1_000"))
for run in (lambda: 1 << -1, lambda: float(10 ** 400), lambda: 10 ** 400 / 3):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
