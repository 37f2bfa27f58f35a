# How are halves rounded when numbers are written?
print([round(n / 2) for n in range(-5, 6)])
print(["%.0f" % (n / 2) for n in range(0, 6)])
print([f"{n / 100:.1f}" for n in (5, 15, 25, 35, 45)])
print(f"{1e6:g} {1e5:g} {123456789:g} {0.0001:g} {0.00001:g}")
print(f"{12345.678:,.1f} {-1:+} {1:+} {1: } {255:#b} {255:#o} {3:03}")
print(f"{1.0} {1.0:.3} {1.0:g} {1e22} {1e21} {123456789012345678}")
print(repr(1e23), repr(5e-324), repr(1.7976931348623157e308), str(1e-7))
