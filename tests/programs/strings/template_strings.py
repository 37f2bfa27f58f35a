# What are the parts of a template string?
# since: 3.14
x, width = 3, 5


def show(template):
    print(template.strings, template.values)
    for part in template.interpolations:
        print("   ", part.value, repr(part.expression), part.conversion, repr(part.format_spec))


show(t"a{x}b{ x }c{x + 1  !r}")
show(t"{x = }|{x=!s}|{ x=:>3}")
show(t"{x:{width}}{x:>{width}.{2}f}")
show(t"")
show(t"a" t"b{x}" t"{x}c")
show(t"{{}}{x}}}")
show(rt"\n{x}\t")
show(t"""
{
x
}""")
show(t"{(x, width)}{[x for _ in range(2)]}{(lambda: x)()}")
print(t"a{x}")
print(repr(t""), t"{t"{x}"}")
print((t"a{x}" + t"b{x}").strings, (t"a" + t"b").strings)
print([part if isinstance(part, str) else part.value for part in t"{x}b{width}{x}"])
