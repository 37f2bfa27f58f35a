# How do the three ways of formatting write numbers and text?
n, x, word = 42, 3.14159, "cup"
print("%d %5d|%-5d|%05d %x %o %+d" % (n, n, n, n, n, n, n))
print("%.2f %8.3f %e %g %s %r" % (x, x, x, x, word, word))
print("{:>6}|{:<6}|{:^6}|{:*^9}".format(word, word, word, word))
print("{0} {1} {0} {name}".format(1, 2, name=3))
print(f"{n:,} {10**7:_} {n:b} {n:#x} {n:08.3f} {x:.3} {x:%}")
print(f"{word!r:>8} {n=} {word + 's'} {{}} {n:{5}d} {x:{6}.{2}f}")
print("{.real} {[1]} {a[b]}".format(n, [1, 2], a={"b": 3}))
print(format(1234.5, ",.2f"), format(True), format(None), format("a", "5") + "|")
