# What is said when a format doesn't fit its value?
attempts = [
    lambda: "%d" % "a", lambda: "%d %d" % (1,), lambda: "%d" % (1, 2),
    lambda: "%(a)s" % {}, lambda: "%z" % 1, lambda: "%s" % (),
    lambda: "{}{}".format(1), lambda: "{a}".format(1), lambda: "{0}{}".format(1),
    lambda: "{".format(), lambda: "}".format(), lambda: format(1, "s"),
    lambda: format("a", "d"), lambda: format([], "5"), lambda: format(1.5, "d"),
    lambda: "{.x}".format(1), lambda: format(1, "zz"),
]
for attempt in attempts:
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
