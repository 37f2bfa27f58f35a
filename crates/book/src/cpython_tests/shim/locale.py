"""The locale of a program that runs without an environment: text is UTF-8."""


def getpreferredencoding(do_setlocale=True):
    return "utf-8"


def getencoding():
    return "utf-8"
