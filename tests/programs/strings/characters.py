# What each character is: the tables of Unicode, which grow with the releases.
import zlib

# All of the first ones, and some of the many that follow.
POINTS = [*range(0x3000), *range(0x3000, 0xD800, 11), *range(0xE000, 0x32400, 11), *range(0xE0000, 0xE0200)]
TEXTS = [chr(point) for point in POINTS]


def told(name, texts):
    """How many there are, and a checksum of all."""
    joined = '\n'.join(texts)
    print(name, len(texts), zlib.crc32(joined.encode()))


for name in (
    'isalpha', 'isalnum', 'isdecimal', 'isdigit', 'isnumeric',
    'isspace', 'isprintable', 'isidentifier', 'isupper', 'islower', 'istitle',
):
    test = getattr(str, name)
    told(name, [text for text in TEXTS if test(text)])

for name in ('upper', 'lower', 'title', 'casefold', 'swapcase'):
    change = getattr(str, name)
    told(name, [text + change(text) for text in TEXTS if change(text) != text])

told('may follow in a name', [text for text in TEXTS if ('a' + text).isidentifier()])
told('splits lines', [text for text in TEXTS if len(('a' + text + 'b').splitlines()) > 1])
told('splits words', [text for text in TEXTS if len(('a' + text + 'b').split()) > 1])
told('int', [text + str(int(text)) for text in TEXTS if text.isdecimal()])
