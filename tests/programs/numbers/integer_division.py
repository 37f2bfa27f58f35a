# How do division and remainder treat negative numbers?
for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2)):
    print(a, b, a // b, a % b, divmod(a, b), a / b)
print(7.5 // 2, -7.5 // 2, -7.5 % 2, 7 % -2.5)
print(int(-3.7), round(-3.5), round(2.5), round(3.5), round(1234, -2))
print(round(2.675, 2), round(5), type(round(5.0)).__name__, round(5.0, 0))
for run in (lambda: 1 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 0 ** -1):
    try:
        run()
    except ZeroDivisionError as error:
        print(error)
