"""Every operator and method of text, with good and bad arguments: each line is one expression and what came of it."""
try:
    print('\'abc\'.upper(), \'ÀÉ\'.lower(), \'ß\'.upper(), \'ﬁ\'.title(), \'ǆ\'.title(), \'ΑΣ\'.lower(), \'ß\'.casefold(), \'aB\'.swapcase(), \'hELLO wORLD\'.title(), "they\'re".title(), \'hello\'.capitalize(), \'\'.upper()', '->', repr(('abc'.upper(), 'ÀÉ'.lower(), 'ß'.upper(), 'ﬁ'.title(), 'ǆ'.title(), 'ΑΣ'.lower(), 'ß'.casefold(), 'aB'.swapcase(), 'hELLO wORLD'.title(), "they're".title(), 'hello'.capitalize(), ''.upper())))
except Exception as e:
    print('\'abc\'.upper(), \'ÀÉ\'.lower(), \'ß\'.upper(), \'ﬁ\'.title(), \'ǆ\'.title(), \'ΑΣ\'.lower(), \'ß\'.casefold(), \'aB\'.swapcase(), \'hELLO wORLD\'.title(), "they\'re".title(), \'hello\'.capitalize(), \'\'.upper()', '!!', type(e).__name__, e)
try:
    print("'abc'.upper(1)", '->', repr(('abc'.upper(1))))
except Exception as e:
    print("'abc'.upper(1)", '!!', type(e).__name__, e)
try:
    print("'abc'.upper(x=1)", '->', repr(('abc'.upper(x=1))))
except Exception as e:
    print("'abc'.upper(x=1)", '!!', type(e).__name__, e)
try:
    print('str.upper()', '->', repr((str.upper())))
except Exception as e:
    print('str.upper()', '!!', type(e).__name__, e)
try:
    print('str.upper(1)', '->', repr((str.upper(1))))
except Exception as e:
    print('str.upper(1)', '!!', type(e).__name__, e)
try:
    print("str.upper('a','b')", '->', repr((str.upper('a','b'))))
except Exception as e:
    print("str.upper('a','b')", '!!', type(e).__name__, e)
try:
    print("'a,b,c'.split(','), 'a b  c '.split(), 'a,b,c'.split(',',1), ' a b c '.split(None,1), ''.split(), ''.split(','), 'abc'.split('b',maxsplit=0)", '->', repr(('a,b,c'.split(','), 'a b  c '.split(), 'a,b,c'.split(',',1), ' a b c '.split(None,1), ''.split(), ''.split(','), 'abc'.split('b',maxsplit=0))))
except Exception as e:
    print("'a,b,c'.split(','), 'a b  c '.split(), 'a,b,c'.split(',',1), ' a b c '.split(None,1), ''.split(), ''.split(','), 'abc'.split('b',maxsplit=0)", '!!', type(e).__name__, e)
try:
    print("'a,b,c'.rsplit(',',1), ' a b c '.rsplit(None,1), 'a b c'.rsplit(maxsplit=1)", '->', repr(('a,b,c'.rsplit(',',1), ' a b c '.rsplit(None,1), 'a b c'.rsplit(maxsplit=1))))
except Exception as e:
    print("'a,b,c'.rsplit(',',1), ' a b c '.rsplit(None,1), 'a b c'.rsplit(maxsplit=1)", '!!', type(e).__name__, e)
try:
    print("'a'.split('')", '->', repr(('a'.split(''))))
except Exception as e:
    print("'a'.split('')", '!!', type(e).__name__, e)
try:
    print("'a'.split(1)", '->', repr(('a'.split(1))))
except Exception as e:
    print("'a'.split(1)", '!!', type(e).__name__, e)
try:
    print("'a'.split('b','c')", '->', repr(('a'.split('b','c'))))
except Exception as e:
    print("'a'.split('b','c')", '!!', type(e).__name__, e)
try:
    print("'a'.split(1,2,3)", '->', repr(('a'.split(1,2,3))))
except Exception as e:
    print("'a'.split(1,2,3)", '!!', type(e).__name__, e)
try:
    print("'a'.split(foo=1)", '->', repr(('a'.split(foo=1))))
except Exception as e:
    print("'a'.split(foo=1)", '!!', type(e).__name__, e)
try:
    print("'a'.split('b',sep='c')", '->', repr(('a'.split('b',sep='c'))))
except Exception as e:
    print("'a'.split('b',sep='c')", '!!', type(e).__name__, e)
try:
    print("'a\\nb\\r\\nc\\x0bd\\u2028e'.splitlines(), 'a\\nb\\n'.splitlines(True), ''.splitlines(), '\\n'.splitlines()", '->', repr(('a\nb\r\nc\x0bd\u2028e'.splitlines(), 'a\nb\n'.splitlines(True), ''.splitlines(), '\n'.splitlines())))
except Exception as e:
    print("'a\\nb\\r\\nc\\x0bd\\u2028e'.splitlines(), 'a\\nb\\n'.splitlines(True), ''.splitlines(), '\\n'.splitlines()", '!!', type(e).__name__, e)
try:
    print("'abcabc'.find('c'), 'abcabc'.find('c',3), 'abcabc'.find('c',-1,100), 'abc'.find(''), 'abc'.find('',3), 'abc'.find('',4), 'abc'.rfind(''), 'abcabc'.rfind('b'), 'abc'.find('d')", '->', repr(('abcabc'.find('c'), 'abcabc'.find('c',3), 'abcabc'.find('c',-1,100), 'abc'.find(''), 'abc'.find('',3), 'abc'.find('',4), 'abc'.rfind(''), 'abcabc'.rfind('b'), 'abc'.find('d'))))
except Exception as e:
    print("'abcabc'.find('c'), 'abcabc'.find('c',3), 'abcabc'.find('c',-1,100), 'abc'.find(''), 'abc'.find('',3), 'abc'.find('',4), 'abc'.rfind(''), 'abcabc'.rfind('b'), 'abc'.find('d')", '!!', type(e).__name__, e)
try:
    print("'abc'.find()", '->', repr(('abc'.find())))
except Exception as e:
    print("'abc'.find()", '!!', type(e).__name__, e)
try:
    print("'abc'.find(1)", '->', repr(('abc'.find(1))))
except Exception as e:
    print("'abc'.find(1)", '!!', type(e).__name__, e)
try:
    print("'abc'.find('a',None,None)", '->', repr(('abc'.find('a',None,None))))
except Exception as e:
    print("'abc'.find('a',None,None)", '!!', type(e).__name__, e)
try:
    print("'abc'.find('a','b')", '->', repr(('abc'.find('a','b'))))
except Exception as e:
    print("'abc'.find('a','b')", '!!', type(e).__name__, e)
try:
    print("'abc'.find('a',1,2,3)", '->', repr(('abc'.find('a',1,2,3))))
except Exception as e:
    print("'abc'.find('a',1,2,3)", '!!', type(e).__name__, e)
try:
    print("'abc'.find(sub='a')", '->', repr(('abc'.find(sub='a'))))
except Exception as e:
    print("'abc'.find(sub='a')", '!!', type(e).__name__, e)
try:
    print("'abc'.index('d')", '->', repr(('abc'.index('d'))))
except Exception as e:
    print("'abc'.index('d')", '!!', type(e).__name__, e)
try:
    print("'abc'.rindex('d')", '->', repr(('abc'.rindex('d'))))
except Exception as e:
    print("'abc'.rindex('d')", '!!', type(e).__name__, e)
try:
    print("'abab'.count('ab'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.count('',1), 'abc'.count('',5), 'abc'.count('b',2)", '->', repr(('abab'.count('ab'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.count('',1), 'abc'.count('',5), 'abc'.count('b',2))))
except Exception as e:
    print("'abab'.count('ab'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.count('',1), 'abc'.count('',5), 'abc'.count('b',2)", '!!', type(e).__name__, e)
try:
    print("'abc'.startswith('a'), 'abc'.startswith(('x','a')), 'abc'.startswith('b',1), 'abc'.startswith('',4), 'abc'.startswith('',3), 'abc'.endswith('bc'), 'abc'.endswith(()), 'abc'.endswith('b',0,2)", '->', repr(('abc'.startswith('a'), 'abc'.startswith(('x','a')), 'abc'.startswith('b',1), 'abc'.startswith('',4), 'abc'.startswith('',3), 'abc'.endswith('bc'), 'abc'.endswith(()), 'abc'.endswith('b',0,2))))
except Exception as e:
    print("'abc'.startswith('a'), 'abc'.startswith(('x','a')), 'abc'.startswith('b',1), 'abc'.startswith('',4), 'abc'.startswith('',3), 'abc'.endswith('bc'), 'abc'.endswith(()), 'abc'.endswith('b',0,2)", '!!', type(e).__name__, e)
try:
    print("'abc'.startswith(1)", '->', repr(('abc'.startswith(1))))
except Exception as e:
    print("'abc'.startswith(1)", '!!', type(e).__name__, e)
try:
    print("'abc'.startswith(('a',1))", '->', repr(('abc'.startswith(('a',1)))))
except Exception as e:
    print("'abc'.startswith(('a',1))", '!!', type(e).__name__, e)
try:
    print("'abc'.endswith([])", '->', repr(('abc'.endswith([]))))
except Exception as e:
    print("'abc'.endswith([])", '!!', type(e).__name__, e)
try:
    print("'abc'.startswith()", '->', repr(('abc'.startswith())))
except Exception as e:
    print("'abc'.startswith()", '!!', type(e).__name__, e)
try:
    print("'abc'.replace('b','x'), 'aaa'.replace('a','b',2), 'abc'.replace('','-'), 'abc'.replace('','-',2), 'aaa'.replace('a','b',-1), 'aaa'.replace('a','b',0)", '->', repr(('abc'.replace('b','x'), 'aaa'.replace('a','b',2), 'abc'.replace('','-'), 'abc'.replace('','-',2), 'aaa'.replace('a','b',-1), 'aaa'.replace('a','b',0))))
except Exception as e:
    print("'abc'.replace('b','x'), 'aaa'.replace('a','b',2), 'abc'.replace('','-'), 'abc'.replace('','-',2), 'aaa'.replace('a','b',-1), 'aaa'.replace('a','b',0)", '!!', type(e).__name__, e)
try:
    print("'abc'.replace('b')", '->', repr(('abc'.replace('b'))))
except Exception as e:
    print("'abc'.replace('b')", '!!', type(e).__name__, e)
try:
    print("'abc'.replace(1,'b')", '->', repr(('abc'.replace(1,'b'))))
except Exception as e:
    print("'abc'.replace(1,'b')", '!!', type(e).__name__, e)
try:
    print("'abc'.replace('a',1)", '->', repr(('abc'.replace('a',1))))
except Exception as e:
    print("'abc'.replace('a',1)", '!!', type(e).__name__, e)
try:
    print("'abc'.replace('a','b','c')", '->', repr(('abc'.replace('a','b','c'))))
except Exception as e:
    print("'abc'.replace('a','b','c')", '!!', type(e).__name__, e)
try:
    print("'  a '.strip(), 'xxaxx'.strip('x'), 'xxaxx'.lstrip('x'), 'xxaxx'.rstrip('x'), '\\x1c a\\u3000'.strip(), 'abcba'.strip('ab')", '->', repr(('  a '.strip(), 'xxaxx'.strip('x'), 'xxaxx'.lstrip('x'), 'xxaxx'.rstrip('x'), '\x1c a\u3000'.strip(), 'abcba'.strip('ab'))))
except Exception as e:
    print("'  a '.strip(), 'xxaxx'.strip('x'), 'xxaxx'.lstrip('x'), 'xxaxx'.rstrip('x'), '\\x1c a\\u3000'.strip(), 'abcba'.strip('ab')", '!!', type(e).__name__, e)
try:
    print("'a'.strip(1)", '->', repr(('a'.strip(1))))
except Exception as e:
    print("'a'.strip(1)", '!!', type(e).__name__, e)
try:
    print("'a'.strip('a','b')", '->', repr(('a'.strip('a','b'))))
except Exception as e:
    print("'a'.strip('a','b')", '!!', type(e).__name__, e)
try:
    print("'a'.center(5), 'ab'.center(5), 'a'.center(4), 'ab'.center(5,'*'), 'a'.ljust(3)+'|', 'a'.rjust(3,'.'), 'abc'.center(2), 'a'.ljust(-5)", '->', repr(('a'.center(5), 'ab'.center(5), 'a'.center(4), 'ab'.center(5,'*'), 'a'.ljust(3)+'|', 'a'.rjust(3,'.'), 'abc'.center(2), 'a'.ljust(-5))))
except Exception as e:
    print("'a'.center(5), 'ab'.center(5), 'a'.center(4), 'ab'.center(5,'*'), 'a'.ljust(3)+'|', 'a'.rjust(3,'.'), 'abc'.center(2), 'a'.ljust(-5)", '!!', type(e).__name__, e)
try:
    print("'a'.center()", '->', repr(('a'.center())))
except Exception as e:
    print("'a'.center()", '!!', type(e).__name__, e)
try:
    print("'a'.center('x')", '->', repr(('a'.center('x'))))
except Exception as e:
    print("'a'.center('x')", '!!', type(e).__name__, e)
try:
    print("'a'.center(5,'xx')", '->', repr(('a'.center(5,'xx'))))
except Exception as e:
    print("'a'.center(5,'xx')", '!!', type(e).__name__, e)
try:
    print("'a'.center(5,1)", '->', repr(('a'.center(5,1))))
except Exception as e:
    print("'a'.center(5,1)", '!!', type(e).__name__, e)
try:
    print("'a'.ljust(2**70)", '->', repr(('a'.ljust(2**70))))
except Exception as e:
    print("'a'.ljust(2**70)", '!!', type(e).__name__, e)
try:
    print("'5'.zfill(3), '-5'.zfill(4), '+5'.zfill(4), 'abc'.zfill(2), ''.zfill(2)", '->', repr(('5'.zfill(3), '-5'.zfill(4), '+5'.zfill(4), 'abc'.zfill(2), ''.zfill(2))))
except Exception as e:
    print("'5'.zfill(3), '-5'.zfill(4), '+5'.zfill(4), 'abc'.zfill(2), ''.zfill(2)", '!!', type(e).__name__, e)
try:
    print("'a\\tb'.expandtabs(), 'a\\tb\\t'.expandtabs(4), '\\t'.expandtabs(0), 'ab\\ncd\\te'.expandtabs(4), 'a\\tb'.expandtabs(tabsize=2)", '->', repr(('a\tb'.expandtabs(), 'a\tb\t'.expandtabs(4), '\t'.expandtabs(0), 'ab\ncd\te'.expandtabs(4), 'a\tb'.expandtabs(tabsize=2))))
except Exception as e:
    print("'a\\tb'.expandtabs(), 'a\\tb\\t'.expandtabs(4), '\\t'.expandtabs(0), 'ab\\ncd\\te'.expandtabs(4), 'a\\tb'.expandtabs(tabsize=2)", '!!', type(e).__name__, e)
try:
    print("'a'.expandtabs('x')", '->', repr(('a'.expandtabs('x'))))
except Exception as e:
    print("'a'.expandtabs('x')", '!!', type(e).__name__, e)
try:
    print("'a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-')", '->', repr(('a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-'))))
except Exception as e:
    print("'a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-')", '!!', type(e).__name__, e)
try:
    print("'a'.partition('')", '->', repr(('a'.partition(''))))
except Exception as e:
    print("'a'.partition('')", '!!', type(e).__name__, e)
try:
    print("'a'.partition(1)", '->', repr(('a'.partition(1))))
except Exception as e:
    print("'a'.partition(1)", '!!', type(e).__name__, e)
try:
    print("','.join(['a','b']), ''.join([]), ','.join('abc'), ','.join(x for x in 'ab'), ''.join({'a':1})", '->', repr((','.join(['a','b']), ''.join([]), ','.join('abc'), ','.join(x for x in 'ab'), ''.join({'a':1}))))
except Exception as e:
    print("','.join(['a','b']), ''.join([]), ','.join('abc'), ','.join(x for x in 'ab'), ''.join({'a':1})", '!!', type(e).__name__, e)
try:
    print("','.join([1])", '->', repr((','.join([1]))))
except Exception as e:
    print("','.join([1])", '!!', type(e).__name__, e)
try:
    print("','.join(['a',None])", '->', repr((','.join(['a',None]))))
except Exception as e:
    print("','.join(['a',None])", '!!', type(e).__name__, e)
try:
    print("','.join(1)", '->', repr((','.join(1))))
except Exception as e:
    print("','.join(1)", '!!', type(e).__name__, e)
try:
    print("','.join()", '->', repr((','.join())))
except Exception as e:
    print("','.join()", '!!', type(e).__name__, e)
try:
    print("','.join(['a'],['b'])", '->', repr((','.join(['a'],['b']))))
except Exception as e:
    print("','.join(['a'],['b'])", '!!', type(e).__name__, e)
try:
    print("'abc'.isalpha(), ''.isalpha(), 'a1'.isalnum(), '١'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '½'.isdigit(), ' \\x1f'.isspace(), 'A'.isupper(), 'a1'.islower(), 'Ab Cd'.istitle(), 'ab'.istitle(), 'a\\n'.isprintable(), ''.isprintable(), 'é'.isascii(), ''.isascii(), 'a1'.isidentifier(), '1a'.isidentifier(), 'class'.isidentifier(), 'ǅ'.istitle(), '一'.isnumeric(), '一'.isalpha(), 'ª'.islower(), '\\u200b'.isprintable(), '\\xa0'.isprintable()", '->', repr(('abc'.isalpha(), ''.isalpha(), 'a1'.isalnum(), '١'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '½'.isdigit(), ' \x1f'.isspace(), 'A'.isupper(), 'a1'.islower(), 'Ab Cd'.istitle(), 'ab'.istitle(), 'a\n'.isprintable(), ''.isprintable(), 'é'.isascii(), ''.isascii(), 'a1'.isidentifier(), '1a'.isidentifier(), 'class'.isidentifier(), 'ǅ'.istitle(), '一'.isnumeric(), '一'.isalpha(), 'ª'.islower(), '\u200b'.isprintable(), '\xa0'.isprintable())))
except Exception as e:
    print("'abc'.isalpha(), ''.isalpha(), 'a1'.isalnum(), '١'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '½'.isdigit(), ' \\x1f'.isspace(), 'A'.isupper(), 'a1'.islower(), 'Ab Cd'.istitle(), 'ab'.istitle(), 'a\\n'.isprintable(), ''.isprintable(), 'é'.isascii(), ''.isascii(), 'a1'.isidentifier(), '1a'.isidentifier(), 'class'.isidentifier(), 'ǅ'.istitle(), '一'.isnumeric(), '一'.isalpha(), 'ª'.islower(), '\\u200b'.isprintable(), '\\xa0'.isprintable()", '!!', type(e).__name__, e)
try:
    print("'abc'.removeprefix('a'), 'abc'.removeprefix('b'), 'abc'.removesuffix('bc'), 'abc'.removesuffix('')", '->', repr(('abc'.removeprefix('a'), 'abc'.removeprefix('b'), 'abc'.removesuffix('bc'), 'abc'.removesuffix(''))))
except Exception as e:
    print("'abc'.removeprefix('a'), 'abc'.removeprefix('b'), 'abc'.removesuffix('bc'), 'abc'.removesuffix('')", '!!', type(e).__name__, e)
try:
    print("'abc'.removeprefix(1)", '->', repr(('abc'.removeprefix(1))))
except Exception as e:
    print("'abc'.removeprefix(1)", '!!', type(e).__name__, e)
try:
    print("'abc'.encode(), 'é'.encode('latin-1'), 'é'.encode('ascii','replace'), 'é€😀'.encode('ascii','backslashreplace'), 'é'.encode('ascii','xmlcharrefreplace'), 'aé'.encode('ascii','ignore'), 'a'.encode('utf-16'), 'é'.encode('utf-8')", '->', repr(('abc'.encode(), 'é'.encode('latin-1'), 'é'.encode('ascii','replace'), 'é€😀'.encode('ascii','backslashreplace'), 'é'.encode('ascii','xmlcharrefreplace'), 'aé'.encode('ascii','ignore'), 'a'.encode('utf-16'), 'é'.encode('utf-8'))))
except Exception as e:
    print("'abc'.encode(), 'é'.encode('latin-1'), 'é'.encode('ascii','replace'), 'é€😀'.encode('ascii','backslashreplace'), 'é'.encode('ascii','xmlcharrefreplace'), 'aé'.encode('ascii','ignore'), 'a'.encode('utf-16'), 'é'.encode('utf-8')", '!!', type(e).__name__, e)
try:
    print("'é'.encode('ascii')", '->', repr(('é'.encode('ascii'))))
except Exception as e:
    print("'é'.encode('ascii')", '!!', type(e).__name__, e)
try:
    print("'aéèb'.encode('ascii')", '->', repr(('aéèb'.encode('ascii'))))
except Exception as e:
    print("'aéèb'.encode('ascii')", '!!', type(e).__name__, e)
try:
    print("'€'.encode('latin-1')", '->', repr(('€'.encode('latin-1'))))
except Exception as e:
    print("'€'.encode('latin-1')", '!!', type(e).__name__, e)
try:
    print("'a'.encode('nothing')", '->', repr(('a'.encode('nothing'))))
except Exception as e:
    print("'a'.encode('nothing')", '!!', type(e).__name__, e)
try:
    print("'a'.encode(1)", '->', repr(('a'.encode(1))))
except Exception as e:
    print("'a'.encode(1)", '!!', type(e).__name__, e)
try:
    print("'é'.encode('ascii','foo')", '->', repr(('é'.encode('ascii','foo'))))
except Exception as e:
    print("'é'.encode('ascii','foo')", '!!', type(e).__name__, e)
try:
    print("b'abc'.decode(), b'\\xe9'.decode('latin-1'), b'\\xff'.decode('utf-8','replace'), b'a\\xffb'.decode('ascii','ignore'), b'\\xff'.decode('utf-8','backslashreplace')", '->', repr((b'abc'.decode(), b'\xe9'.decode('latin-1'), b'\xff'.decode('utf-8','replace'), b'a\xffb'.decode('ascii','ignore'), b'\xff'.decode('utf-8','backslashreplace'))))
except Exception as e:
    print("b'abc'.decode(), b'\\xe9'.decode('latin-1'), b'\\xff'.decode('utf-8','replace'), b'a\\xffb'.decode('ascii','ignore'), b'\\xff'.decode('utf-8','backslashreplace')", '!!', type(e).__name__, e)
try:
    print("b'\\xff'.decode()", '->', repr((b'\xff'.decode())))
except Exception as e:
    print("b'\\xff'.decode()", '!!', type(e).__name__, e)
try:
    print("b'ab\\xe2\\x82'.decode()", '->', repr((b'ab\xe2\x82'.decode())))
except Exception as e:
    print("b'ab\\xe2\\x82'.decode()", '!!', type(e).__name__, e)
try:
    print("b'ab\\xe2('.decode()", '->', repr((b'ab\xe2('.decode())))
except Exception as e:
    print("b'ab\\xe2('.decode()", '!!', type(e).__name__, e)
try:
    print("b'\\xc0\\x80'.decode()", '->', repr((b'\xc0\x80'.decode())))
except Exception as e:
    print("b'\\xc0\\x80'.decode()", '!!', type(e).__name__, e)
try:
    print("b'\\xed\\xa0\\x80'.decode()", '->', repr((b'\xed\xa0\x80'.decode())))
except Exception as e:
    print("b'\\xed\\xa0\\x80'.decode()", '!!', type(e).__name__, e)
try:
    print("b'\\xe9'.decode('ascii')", '->', repr((b'\xe9'.decode('ascii'))))
except Exception as e:
    print("b'\\xe9'.decode('ascii')", '!!', type(e).__name__, e)
try:
    print("str.maketrans('ab','xy'), str.maketrans('ab','xy','z'), str.maketrans({'a':'b', 98:None})", '->', repr((str.maketrans('ab','xy'), str.maketrans('ab','xy','z'), str.maketrans({'a':'b', 98:None}))))
except Exception as e:
    print("str.maketrans('ab','xy'), str.maketrans('ab','xy','z'), str.maketrans({'a':'b', 98:None})", '!!', type(e).__name__, e)
try:
    print("'abcz'.translate({97:'X',98:None,99:120}), 'abc'.translate(str.maketrans('ab','xy','c'))", '->', repr(('abcz'.translate({97:'X',98:None,99:120}), 'abc'.translate(str.maketrans('ab','xy','c')))))
except Exception as e:
    print("'abcz'.translate({97:'X',98:None,99:120}), 'abc'.translate(str.maketrans('ab','xy','c'))", '!!', type(e).__name__, e)
try:
    print("str.maketrans('a')", '->', repr((str.maketrans('a'))))
except Exception as e:
    print("str.maketrans('a')", '!!', type(e).__name__, e)
try:
    print("str.maketrans('a','bc')", '->', repr((str.maketrans('a','bc'))))
except Exception as e:
    print("str.maketrans('a','bc')", '!!', type(e).__name__, e)
try:
    print("str.maketrans({'ab':1})", '->', repr((str.maketrans({'ab':1}))))
except Exception as e:
    print("str.maketrans({'ab':1})", '!!', type(e).__name__, e)
try:
    print('str.maketrans({1.5:1})', '->', repr((str.maketrans({1.5:1}))))
except Exception as e:
    print('str.maketrans({1.5:1})', '!!', type(e).__name__, e)
try:
    print("'abc'.translate({97:1.5})", '->', repr(('abc'.translate({97:1.5}))))
except Exception as e:
    print("'abc'.translate({97:1.5})", '!!', type(e).__name__, e)
try:
    print("'abc'.translate({97:-1})", '->', repr(('abc'.translate({97:-1}))))
except Exception as e:
    print("'abc'.translate({97:-1})", '!!', type(e).__name__, e)
try:
    print("'{} {}'.format(1,'a'), '{1} {0}'.format(1,2), '{a}'.format(a=1), '{0.real}'.format(5), '{0[1]}'.format([1,2]), '{0[a]}'.format({'a':1}), '{:>5}'.format('a'), '{!r:>5}'.format('a'), '{:{}}'.format('a',5), '{{}}'.format(), '{0[a][0]}'.format({'a':[9]})", '->', repr(('{} {}'.format(1,'a'), '{1} {0}'.format(1,2), '{a}'.format(a=1), '{0.real}'.format(5), '{0[1]}'.format([1,2]), '{0[a]}'.format({'a':1}), '{:>5}'.format('a'), '{!r:>5}'.format('a'), '{:{}}'.format('a',5), '{{}}'.format(), '{0[a][0]}'.format({'a':[9]}))))
except Exception as e:
    print("'{} {}'.format(1,'a'), '{1} {0}'.format(1,2), '{a}'.format(a=1), '{0.real}'.format(5), '{0[1]}'.format([1,2]), '{0[a]}'.format({'a':1}), '{:>5}'.format('a'), '{!r:>5}'.format('a'), '{:{}}'.format('a',5), '{{}}'.format(), '{0[a][0]}'.format({'a':[9]})", '!!', type(e).__name__, e)
try:
    print("'{}'.format()", '->', repr(('{}'.format())))
except Exception as e:
    print("'{}'.format()", '!!', type(e).__name__, e)
try:
    print("'{a}'.format()", '->', repr(('{a}'.format())))
except Exception as e:
    print("'{a}'.format()", '!!', type(e).__name__, e)
try:
    print("'{0} {}'.format(1,2)", '->', repr(('{0} {}'.format(1,2))))
except Exception as e:
    print("'{0} {}'.format(1,2)", '!!', type(e).__name__, e)
try:
    print("'{} {0}'.format(1,2)", '->', repr(('{} {0}'.format(1,2))))
except Exception as e:
    print("'{} {0}'.format(1,2)", '!!', type(e).__name__, e)
try:
    print("'{'.format()", '->', repr(('{'.format())))
except Exception as e:
    print("'{'.format()", '!!', type(e).__name__, e)
try:
    print("'}'.format()", '->', repr(('}'.format())))
except Exception as e:
    print("'}'.format()", '!!', type(e).__name__, e)
try:
    print("'{0'.format(1)", '->', repr(('{0'.format(1))))
except Exception as e:
    print("'{0'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0!}'.format(1)", '->', repr(('{0!}'.format(1))))
except Exception as e:
    print("'{0!}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0!x}'.format(1)", '->', repr(('{0!x}'.format(1))))
except Exception as e:
    print("'{0!x}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0!rx}'.format(1)", '->', repr(('{0!rx}'.format(1))))
except Exception as e:
    print("'{0!rx}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0:{'.format(1)", '->', repr(('{0:{'.format(1))))
except Exception as e:
    print("'{0:{'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0.}'.format(1)", '->', repr(('{0.}'.format(1))))
except Exception as e:
    print("'{0.}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0[}'.format(1)", '->', repr(('{0[}'.format(1))))
except Exception as e:
    print("'{0[}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0[]}'.format(1)", '->', repr(('{0[]}'.format(1))))
except Exception as e:
    print("'{0[]}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0[a]b}'.format({'a':1})", '->', repr(('{0[a]b}'.format({'a':1}))))
except Exception as e:
    print("'{0[a]b}'.format({'a':1})", '!!', type(e).__name__, e)
try:
    print("'{a{b}}'.format(1)", '->', repr(('{a{b}}'.format(1))))
except Exception as e:
    print("'{a{b}}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{99999999999999999999}'.format(1)", '->', repr(('{99999999999999999999}'.format(1))))
except Exception as e:
    print("'{99999999999999999999}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{:{:{}}}'.format(1,2,3)", '->', repr(('{:{:{}}}'.format(1,2,3))))
except Exception as e:
    print("'{:{:{}}}'.format(1,2,3)", '!!', type(e).__name__, e)
try:
    print("'{0.foo}'.format(1)", '->', repr(('{0.foo}'.format(1))))
except Exception as e:
    print("'{0.foo}'.format(1)", '!!', type(e).__name__, e)
try:
    print("'{0[5]}'.format([])", '->', repr(('{0[5]}'.format([]))))
except Exception as e:
    print("'{0[5]}'.format([])", '!!', type(e).__name__, e)
try:
    print("'{a}'.format_map({'a':1}), '{a[0]}'.format_map({'a':'xy'})", '->', repr(('{a}'.format_map({'a':1}), '{a[0]}'.format_map({'a':'xy'}))))
except Exception as e:
    print("'{a}'.format_map({'a':1}), '{a[0]}'.format_map({'a':'xy'})", '!!', type(e).__name__, e)
try:
    print("'{a}'.format_map({})", '->', repr(('{a}'.format_map({}))))
except Exception as e:
    print("'{a}'.format_map({})", '!!', type(e).__name__, e)
try:
    print("'{}'.format_map({'a':1})", '->', repr(('{}'.format_map({'a':1}))))
except Exception as e:
    print("'{}'.format_map({'a':1})", '!!', type(e).__name__, e)
try:
    print("'%s %d %r %x %o %e %f %g %c %%' % ('a', 5, 'b', 255, 8, 1.5, 1.5, 1.5, 'z')", '->', repr(('%s %d %r %x %o %e %f %g %c %%' % ('a', 5, 'b', 255, 8, 1.5, 1.5, 1.5, 'z'))))
except Exception as e:
    print("'%s %d %r %x %o %e %f %g %c %%' % ('a', 5, 'b', 255, 8, 1.5, 1.5, 1.5, 'z')", '!!', type(e).__name__, e)
try:
    print("'%5s|%-5s|%05d|%+d|% d|%#x|%#o|%.2f|%.3s|%5.1f|%-8.3e|' % ('a','b',42,5,5,255,8,3.14159,'abcdef',2.55,12345.678)", '->', repr(('%5s|%-5s|%05d|%+d|% d|%#x|%#o|%.2f|%.3s|%5.1f|%-8.3e|' % ('a','b',42,5,5,255,8,3.14159,'abcdef',2.55,12345.678))))
except Exception as e:
    print("'%5s|%-5s|%05d|%+d|% d|%#x|%#o|%.2f|%.3s|%5.1f|%-8.3e|' % ('a','b',42,5,5,255,8,3.14159,'abcdef',2.55,12345.678)", '!!', type(e).__name__, e)
try:
    print("'%(a)s %(b)d' % {'a':1,'b':2}", '->', repr(('%(a)s %(b)d' % {'a':1,'b':2})))
except Exception as e:
    print("'%(a)s %(b)d' % {'a':1,'b':2}", '!!', type(e).__name__, e)
try:
    print("'%*d %.*f' % (5, 42, 2, 3.14159)", '->', repr(('%*d %.*f' % (5, 42, 2, 3.14159))))
except Exception as e:
    print("'%*d %.*f' % (5, 42, 2, 3.14159)", '!!', type(e).__name__, e)
try:
    print("'%c%c' % (97,'b'), '%a' % 'é', '%i %u' % (1,2), '%X %E %G' % (255,1.5,1e10), '%d' % 3.99, '%s' % None, '%s' % (1,), '%.0f' % 0.5, '%.3d' % 5, '%#.3x' % 5, '%5%' % (), '%ld' % 5", '->', repr(('%c%c' % (97,'b'), '%a' % 'é', '%i %u' % (1,2), '%X %E %G' % (255,1.5,1e10), '%d' % 3.99, '%s' % None, '%s' % (1,), '%.0f' % 0.5, '%.3d' % 5, '%#.3x' % 5, '%5%' % (), '%ld' % 5)))
except Exception as e:
    print("'%c%c' % (97,'b'), '%a' % 'é', '%i %u' % (1,2), '%X %E %G' % (255,1.5,1e10), '%d' % 3.99, '%s' % None, '%s' % (1,), '%.0f' % 0.5, '%.3d' % 5, '%#.3x' % 5, '%5%' % (), '%ld' % 5", '!!', type(e).__name__, e)
try:
    print("'%d' % 'a'", '->', repr(('%d' % 'a')))
except Exception as e:
    print("'%d' % 'a'", '!!', type(e).__name__, e)
try:
    print("'%d' % None", '->', repr(('%d' % None)))
except Exception as e:
    print("'%d' % None", '!!', type(e).__name__, e)
try:
    print("'%x' % 1.5", '->', repr(('%x' % 1.5)))
except Exception as e:
    print("'%x' % 1.5", '!!', type(e).__name__, e)
try:
    print("'%f' % 'a'", '->', repr(('%f' % 'a')))
except Exception as e:
    print("'%f' % 'a'", '!!', type(e).__name__, e)
try:
    print("'%c' % 'ab'", '->', repr(('%c' % 'ab')))
except Exception as e:
    print("'%c' % 'ab'", '!!', type(e).__name__, e)
try:
    print("'%c' % 1.5", '->', repr(('%c' % 1.5)))
except Exception as e:
    print("'%c' % 1.5", '!!', type(e).__name__, e)
try:
    print("'%c' % -1", '->', repr(('%c' % -1)))
except Exception as e:
    print("'%c' % -1", '!!', type(e).__name__, e)
try:
    print("'%s %s' % 'a'", '->', repr(('%s %s' % 'a')))
except Exception as e:
    print("'%s %s' % 'a'", '!!', type(e).__name__, e)
try:
    print("'%s' % (1,2)", '->', repr(('%s' % (1,2))))
except Exception as e:
    print("'%s' % (1,2)", '!!', type(e).__name__, e)
try:
    print("'%s' % ()", '->', repr(('%s' % ())))
except Exception as e:
    print("'%s' % ()", '!!', type(e).__name__, e)
try:
    print("'abc' % 1", '->', repr(('abc' % 1)))
except Exception as e:
    print("'abc' % 1", '!!', type(e).__name__, e)
try:
    print("'abc' % []", '->', repr(('abc' % [])))
except Exception as e:
    print("'abc' % []", '!!', type(e).__name__, e)
try:
    print("'abc' % {}", '->', repr(('abc' % {})))
except Exception as e:
    print("'abc' % {}", '!!', type(e).__name__, e)
try:
    print("'%(a)s' % 1", '->', repr(('%(a)s' % 1)))
except Exception as e:
    print("'%(a)s' % 1", '!!', type(e).__name__, e)
try:
    print("'%(a)s' % {}", '->', repr(('%(a)s' % {})))
except Exception as e:
    print("'%(a)s' % {}", '!!', type(e).__name__, e)
try:
    print("'%(a' % {}", '->', repr(('%(a' % {})))
except Exception as e:
    print("'%(a' % {}", '!!', type(e).__name__, e)
try:
    print("'%' % 1", '->', repr(('%' % 1)))
except Exception as e:
    print("'%' % 1", '!!', type(e).__name__, e)
try:
    print("'%y' % 1", '->', repr(('%y' % 1)))
except Exception as e:
    print("'%y' % 1", '!!', type(e).__name__, e)
try:
    print("'%*d' % ('a',1)", '->', repr(('%*d' % ('a',1))))
except Exception as e:
    print("'%*d' % ('a',1)", '!!', type(e).__name__, e)
try:
    print("'%é' % 1", '->', repr(('%é' % 1)))
except Exception as e:
    print("'%é' % 1", '!!', type(e).__name__, e)
try:
    print("format(5,'5'), format(5,'<5'), format(5,'^5'), format(5,'05'), format(-5,'05'), format(5,'+'), format(5,' '), format(5,'b'), format(5,'#b'), format(255,'x'), format(255,'#X'), format(65,'c'), format(1234567,','), format(1234567,'_'), format(255,'_b'), format(1234,'08,'), format(5,'n'), format(5,'e'), format(5,'.2f'), format(5,'%'), format(5,'*>8'), format(5,'=+8'), format(5,'c').__repr__(), format(65,'5c'), format(-1234,'010,')", '->', repr((format(5,'5'), format(5,'<5'), format(5,'^5'), format(5,'05'), format(-5,'05'), format(5,'+'), format(5,' '), format(5,'b'), format(5,'#b'), format(255,'x'), format(255,'#X'), format(65,'c'), format(1234567,','), format(1234567,'_'), format(255,'_b'), format(1234,'08,'), format(5,'n'), format(5,'e'), format(5,'.2f'), format(5,'%'), format(5,'*>8'), format(5,'=+8'), format(5,'c').__repr__(), format(65,'5c'), format(-1234,'010,'))))
except Exception as e:
    print("format(5,'5'), format(5,'<5'), format(5,'^5'), format(5,'05'), format(-5,'05'), format(5,'+'), format(5,' '), format(5,'b'), format(5,'#b'), format(255,'x'), format(255,'#X'), format(65,'c'), format(1234567,','), format(1234567,'_'), format(255,'_b'), format(1234,'08,'), format(5,'n'), format(5,'e'), format(5,'.2f'), format(5,'%'), format(5,'*>8'), format(5,'=+8'), format(5,'c').__repr__(), format(65,'5c'), format(-1234,'010,')", '!!', type(e).__name__, e)
try:
    print("format(1.5,''), format(1.5,'5'), format(1.5,'.1'), format(12.0,'.2'), format(1e20,''), format(1.5,'e'), format(1.5,'g'), format(1e10,'g'), format(100000.0,'g'), format(1000000.0,'g'), format(0.0001,'g'), format(0.00001,'g'), format(0.0,'g'), format(0.0,'#g'), format(1.0,'#.0f'), format(1.5,'%'), format(1234567.891,',.2f'), format(float('nan'),'f'), format(float('inf'),'F'), format(-0.0,'f'), format(1.5,'010'), format(-1.5,'+010.2f'), format(1.5,'n'), format(123456789.0,'.3'), format(1.0,'.0f'), format(2.5,'.0f'), format(1e100,'.3g'), format(float('nan'),'010'), format(12345.678,'010,.1f'), format(0.00001234,'.2e'), format(1e300,'f')[:5]", '->', repr((format(1.5,''), format(1.5,'5'), format(1.5,'.1'), format(12.0,'.2'), format(1e20,''), format(1.5,'e'), format(1.5,'g'), format(1e10,'g'), format(100000.0,'g'), format(1000000.0,'g'), format(0.0001,'g'), format(0.00001,'g'), format(0.0,'g'), format(0.0,'#g'), format(1.0,'#.0f'), format(1.5,'%'), format(1234567.891,',.2f'), format(float('nan'),'f'), format(float('inf'),'F'), format(-0.0,'f'), format(1.5,'010'), format(-1.5,'+010.2f'), format(1.5,'n'), format(123456789.0,'.3'), format(1.0,'.0f'), format(2.5,'.0f'), format(1e100,'.3g'), format(float('nan'),'010'), format(12345.678,'010,.1f'), format(0.00001234,'.2e'), format(1e300,'f')[:5])))
except Exception as e:
    print("format(1.5,''), format(1.5,'5'), format(1.5,'.1'), format(12.0,'.2'), format(1e20,''), format(1.5,'e'), format(1.5,'g'), format(1e10,'g'), format(100000.0,'g'), format(1000000.0,'g'), format(0.0001,'g'), format(0.00001,'g'), format(0.0,'g'), format(0.0,'#g'), format(1.0,'#.0f'), format(1.5,'%'), format(1234567.891,',.2f'), format(float('nan'),'f'), format(float('inf'),'F'), format(-0.0,'f'), format(1.5,'010'), format(-1.5,'+010.2f'), format(1.5,'n'), format(123456789.0,'.3'), format(1.0,'.0f'), format(2.5,'.0f'), format(1e100,'.3g'), format(float('nan'),'010'), format(12345.678,'010,.1f'), format(0.00001234,'.2e'), format(1e300,'f')[:5]", '!!', type(e).__name__, e)
try:
    print("format('a','5'), format('a','>5'), format('a','^5'), format('abc','.2'), format('abc','5.2'), format('a','*<5'), format('a','s')", '->', repr((format('a','5'), format('a','>5'), format('a','^5'), format('abc','.2'), format('abc','5.2'), format('a','*<5'), format('a','s'))))
except Exception as e:
    print("format('a','5'), format('a','>5'), format('a','^5'), format('abc','.2'), format('abc','5.2'), format('a','*<5'), format('a','s')", '!!', type(e).__name__, e)
try:
    print("format('a','d')", '->', repr((format('a','d'))))
except Exception as e:
    print("format('a','d')", '!!', type(e).__name__, e)
try:
    print("format('a','+')", '->', repr((format('a','+'))))
except Exception as e:
    print("format('a','+')", '!!', type(e).__name__, e)
try:
    print("format('a',' ')", '->', repr((format('a',' '))))
except Exception as e:
    print("format('a',' ')", '!!', type(e).__name__, e)
try:
    print("format('a','#')", '->', repr((format('a','#'))))
except Exception as e:
    print("format('a','#')", '!!', type(e).__name__, e)
try:
    print("format('a','=5')", '->', repr((format('a','=5'))))
except Exception as e:
    print("format('a','=5')", '!!', type(e).__name__, e)
try:
    print("format('a','05')", '->', repr((format('a','05'))))
except Exception as e:
    print("format('a','05')", '!!', type(e).__name__, e)
try:
    print("format('a',',')", '->', repr((format('a',','))))
except Exception as e:
    print("format('a',',')", '!!', type(e).__name__, e)
try:
    print("format(5,'s')", '->', repr((format(5,'s'))))
except Exception as e:
    print("format(5,'s')", '!!', type(e).__name__, e)
try:
    print("format(5,'.2')", '->', repr((format(5,'.2'))))
except Exception as e:
    print("format(5,'.2')", '!!', type(e).__name__, e)
try:
    print("format(5,'.2d')", '->', repr((format(5,'.2d'))))
except Exception as e:
    print("format(5,'.2d')", '!!', type(e).__name__, e)
try:
    print("format(5,'q')", '->', repr((format(5,'q'))))
except Exception as e:
    print("format(5,'q')", '!!', type(e).__name__, e)
try:
    print("format(5,'+c')", '->', repr((format(5,'+c'))))
except Exception as e:
    print("format(5,'+c')", '!!', type(e).__name__, e)
try:
    print("format(5,'#c')", '->', repr((format(5,'#c'))))
except Exception as e:
    print("format(5,'#c')", '!!', type(e).__name__, e)
try:
    print("format(-1,'c')", '->', repr((format(-1,'c'))))
except Exception as e:
    print("format(-1,'c')", '!!', type(e).__name__, e)
try:
    print("format(1.5,'d')", '->', repr((format(1.5,'d'))))
except Exception as e:
    print("format(1.5,'d')", '!!', type(e).__name__, e)
try:
    print("format(1.5,'x')", '->', repr((format(1.5,'x'))))
except Exception as e:
    print("format(1.5,'x')", '!!', type(e).__name__, e)
try:
    print("format(5,',x')", '->', repr((format(5,',x'))))
except Exception as e:
    print("format(5,',x')", '!!', type(e).__name__, e)
try:
    print("format(5,',_')", '->', repr((format(5,',_'))))
except Exception as e:
    print("format(5,',_')", '!!', type(e).__name__, e)
try:
    print("format(5,'5.')", '->', repr((format(5,'5.'))))
except Exception as e:
    print("format(5,'5.')", '!!', type(e).__name__, e)
try:
    print("format(5,'abc')", '->', repr((format(5,'abc'))))
except Exception as e:
    print("format(5,'abc')", '!!', type(e).__name__, e)
try:
    print("format(5,'99999999999999999999')", '->', repr((format(5,'99999999999999999999'))))
except Exception as e:
    print("format(5,'99999999999999999999')", '!!', type(e).__name__, e)
try:
    print("format([],'5')", '->', repr((format([],'5'))))
except Exception as e:
    print("format([],'5')", '!!', type(e).__name__, e)
try:
    print("format(None,'5')", '->', repr((format(None,'5'))))
except Exception as e:
    print("format(None,'5')", '!!', type(e).__name__, e)
try:
    print("format(None,'')", '->', repr((format(None,''))))
except Exception as e:
    print("format(None,'')", '!!', type(e).__name__, e)
try:
    print("format(True,''), format(True,'d'), format(True,'5'), format(False,'f')", '->', repr((format(True,''), format(True,'d'), format(True,'5'), format(False,'f'))))
except Exception as e:
    print("format(True,''), format(True,'d'), format(True,'5'), format(False,'f')", '!!', type(e).__name__, e)
try:
    print("format(True,'s')", '->', repr((format(True,'s'))))
except Exception as e:
    print("format(True,'s')", '!!', type(e).__name__, e)
try:
    print("format(1+2j,''), format(1+2j,'.2f'), format(2j,''), format(1-2j,'g'), format(1+2j,'>12'), format(1.5+0j,'+.1f')", '->', repr((format(1+2j,''), format(1+2j,'.2f'), format(2j,''), format(1-2j,'g'), format(1+2j,'>12'), format(1.5+0j,'+.1f'))))
except Exception as e:
    print("format(1+2j,''), format(1+2j,'.2f'), format(2j,''), format(1-2j,'g'), format(1+2j,'>12'), format(1.5+0j,'+.1f')", '!!', type(e).__name__, e)
try:
    print("format(1+2j,'05')", '->', repr((format(1+2j,'05'))))
except Exception as e:
    print("format(1+2j,'05')", '!!', type(e).__name__, e)
try:
    print("format(1+2j,'d')", '->', repr((format(1+2j,'d'))))
except Exception as e:
    print("format(1+2j,'d')", '!!', type(e).__name__, e)
try:
    print("format(-0.0001,'z.1f'), format(-0.0,'z')", '->', repr((format(-0.0001,'z.1f'), format(-0.0,'z'))))
except Exception as e:
    print("format(-0.0001,'z.1f'), format(-0.0,'z')", '!!', type(e).__name__, e)
try:
    print("format(5,'z')", '->', repr((format(5,'z'))))
except Exception as e:
    print("format(5,'z')", '!!', type(e).__name__, e)
try:
    print("format('a','z')", '->', repr((format('a','z'))))
except Exception as e:
    print("format('a','z')", '!!', type(e).__name__, e)
try:
    print('format(1,2)', '->', repr((format(1,2))))
except Exception as e:
    print('format(1,2)', '!!', type(e).__name__, e)
try:
    print('format()', '->', repr((format())))
except Exception as e:
    print('format()', '!!', type(e).__name__, e)
try:
    print('f\'{1+1=}\', f\'{"a"!r}\', f\'{3.14159:.2f}\', f\'{5:>{3+2}}\', f\'{"x":{"*"}^5}\', f\'{[1,2]}\', f\'{1,2}\', f\'{{}}\', f\'{"a" "b"}\', f\'{5=:>4}\', f\'{"a"=!s}\', f\'{None}\'', '->', repr((f'{1+1=}', f'{"a"!r}', f'{3.14159:.2f}', f'{5:>{3+2}}', f'{"x":{"*"}^5}', f'{[1,2]}', f'{1,2}', f'{{}}', f'{"a" "b"}', f'{5=:>4}', f'{"a"=!s}', f'{None}')))
except Exception as e:
    print('f\'{1+1=}\', f\'{"a"!r}\', f\'{3.14159:.2f}\', f\'{5:>{3+2}}\', f\'{"x":{"*"}^5}\', f\'{[1,2]}\', f\'{1,2}\', f\'{{}}\', f\'{"a" "b"}\', f\'{5=:>4}\', f\'{"a"=!s}\', f\'{None}\'', '!!', type(e).__name__, e)
try:
    print("'abc'[0], 'abc'[-1], 'abc'[1:], 'abc'[::-1], 'abc'[5:], 'abcdef'[::2], 'aé€😀'[2:]", '->', repr(('abc'[0], 'abc'[-1], 'abc'[1:], 'abc'[::-1], 'abc'[5:], 'abcdef'[::2], 'aé€😀'[2:])))
except Exception as e:
    print("'abc'[0], 'abc'[-1], 'abc'[1:], 'abc'[::-1], 'abc'[5:], 'abcdef'[::2], 'aé€😀'[2:]", '!!', type(e).__name__, e)
try:
    print("'abc'[5]", '->', repr(('abc'[5])))
except Exception as e:
    print("'abc'[5]", '!!', type(e).__name__, e)
try:
    print("'abc'['a']", '->', repr(('abc'['a'])))
except Exception as e:
    print("'abc'['a']", '!!', type(e).__name__, e)
try:
    print("'abc'[1.5]", '->', repr(('abc'[1.5])))
except Exception as e:
    print("'abc'[1.5]", '!!', type(e).__name__, e)
try:
    print("'abc'[2**70]", '->', repr(('abc'[2**70])))
except Exception as e:
    print("'abc'[2**70]", '!!', type(e).__name__, e)
try:
    print("'abc'[::0]", '->', repr(('abc'[::0])))
except Exception as e:
    print("'abc'[::0]", '!!', type(e).__name__, e)
try:
    print("'abc'['a':]", '->', repr(('abc'['a':])))
except Exception as e:
    print("'abc'['a':]", '!!', type(e).__name__, e)
try:
    print("'a' + 1", '->', repr(('a' + 1)))
except Exception as e:
    print("'a' + 1", '!!', type(e).__name__, e)
try:
    print("1 + 'a'", '->', repr((1 + 'a')))
except Exception as e:
    print("1 + 'a'", '!!', type(e).__name__, e)
try:
    print("'a' + None", '->', repr(('a' + None)))
except Exception as e:
    print("'a' + None", '!!', type(e).__name__, e)
try:
    print("'a' * 'b'", '->', repr(('a' * 'b')))
except Exception as e:
    print("'a' * 'b'", '!!', type(e).__name__, e)
try:
    print("'a' * 1.5", '->', repr(('a' * 1.5)))
except Exception as e:
    print("'a' * 1.5", '!!', type(e).__name__, e)
try:
    print("'a' * 2**70", '->', repr(('a' * 2**70)))
except Exception as e:
    print("'a' * 2**70", '!!', type(e).__name__, e)
try:
    print("'a' * -1, 3 * 'ab', 'a' * True", '->', repr(('a' * -1, 3 * 'ab', 'a' * True)))
except Exception as e:
    print("'a' * -1, 3 * 'ab', 'a' * True", '!!', type(e).__name__, e)
try:
    print("'a' in 'abc', '' in '', 'd' in 'abc'", '->', repr(('a' in 'abc', '' in '', 'd' in 'abc')))
except Exception as e:
    print("'a' in 'abc', '' in '', 'd' in 'abc'", '!!', type(e).__name__, e)
try:
    print("1 in 'abc'", '->', repr((1 in 'abc')))
except Exception as e:
    print("1 in 'abc'", '!!', type(e).__name__, e)
try:
    print("'a' < 'b', 'a' == 1, 'a' != 1, 'Z' < 'a', 'é' > 'z', '' < 'a'", '->', repr(('a' < 'b', 'a' == 1, 'a' != 1, 'Z' < 'a', 'é' > 'z', '' < 'a')))
except Exception as e:
    print("'a' < 'b', 'a' == 1, 'a' != 1, 'Z' < 'a', 'é' > 'z', '' < 'a'", '!!', type(e).__name__, e)
try:
    print("'a' < 1", '->', repr(('a' < 1)))
except Exception as e:
    print("'a' < 1", '!!', type(e).__name__, e)
try:
    print("'a' - 'b'", '->', repr(('a' - 'b')))
except Exception as e:
    print("'a' - 'b'", '!!', type(e).__name__, e)
try:
    print("-'a'", '->', repr((-'a')))
except Exception as e:
    print("-'a'", '!!', type(e).__name__, e)
try:
    print('repr(\'a\'), repr("it\'s"), repr(\'"\'), repr(\'\\\'"\'), repr(\'\\n\\t\\\\\\x00\\x7f\\x80\\xad\\u0378\\U000e0001é😀\'), ascii(\'é€😀\'), ascii(\'\\n\')', '->', repr((repr('a'), repr("it's"), repr('"'), repr('\'"'), repr('\n\t\\\x00\x7f\x80\xad\u0378\U000e0001é😀'), ascii('é€😀'), ascii('\n'))))
except Exception as e:
    print('repr(\'a\'), repr("it\'s"), repr(\'"\'), repr(\'\\\'"\'), repr(\'\\n\\t\\\\\\x00\\x7f\\x80\\xad\\u0378\\U000e0001é😀\'), ascii(\'é€😀\'), ascii(\'\\n\')', '!!', type(e).__name__, e)
try:
    print("str(), str(5), str('a'), str(b'a', 'utf-8'), str(object=5), str(b'\\xff','utf-8','replace'), str(None)", '->', repr((str(), str(5), str('a'), str(b'a', 'utf-8'), str(object=5), str(b'\xff','utf-8','replace'), str(None))))
except Exception as e:
    print("str(), str(5), str('a'), str(b'a', 'utf-8'), str(object=5), str(b'\\xff','utf-8','replace'), str(None)", '!!', type(e).__name__, e)
try:
    print("str(5,'utf-8')", '->', repr((str(5,'utf-8'))))
except Exception as e:
    print("str(5,'utf-8')", '!!', type(e).__name__, e)
try:
    print("str('a','utf-8')", '->', repr((str('a','utf-8'))))
except Exception as e:
    print("str('a','utf-8')", '!!', type(e).__name__, e)
try:
    print("str(b'a',5)", '->', repr((str(b'a',5))))
except Exception as e:
    print("str(b'a',5)", '!!', type(e).__name__, e)
try:
    print('str(1,2,3,4)', '->', repr((str(1,2,3,4))))
except Exception as e:
    print('str(1,2,3,4)', '!!', type(e).__name__, e)
try:
    print('str(foo=1)', '->', repr((str(foo=1))))
except Exception as e:
    print('str(foo=1)', '!!', type(e).__name__, e)
try:
    print("len('aé😀'), hash('') , len('')", '->', repr((len('aé😀'), hash('') , len(''))))
except Exception as e:
    print("len('aé😀'), hash('') , len('')", '!!', type(e).__name__, e)
try:
    print("'abc'.__len__(), 'abc'.__contains__('b'), 'abc'.__add__('d'), 'abc'.__mul__(2), 'abc'.__rmul__(2), 'abc'.__getitem__(1), 'abc'.__eq__(1), 'a'.__lt__('b'), 'a'.__format__('>3'), '%s'.__mod__(1), 'a'.__rmod__('%s'), 'abc'.__str__(), 'abc'.__getnewargs__(), list('abc'.__iter__())", '->', repr(('abc'.__len__(), 'abc'.__contains__('b'), 'abc'.__add__('d'), 'abc'.__mul__(2), 'abc'.__rmul__(2), 'abc'.__getitem__(1), 'abc'.__eq__(1), 'a'.__lt__('b'), 'a'.__format__('>3'), '%s'.__mod__(1), 'a'.__rmod__('%s'), 'abc'.__str__(), 'abc'.__getnewargs__(), list('abc'.__iter__()))))
except Exception as e:
    print("'abc'.__len__(), 'abc'.__contains__('b'), 'abc'.__add__('d'), 'abc'.__mul__(2), 'abc'.__rmul__(2), 'abc'.__getitem__(1), 'abc'.__eq__(1), 'a'.__lt__('b'), 'a'.__format__('>3'), '%s'.__mod__(1), 'a'.__rmod__('%s'), 'abc'.__str__(), 'abc'.__getnewargs__(), list('abc'.__iter__())", '!!', type(e).__name__, e)
try:
    print("'abc'.__add__(1)", '->', repr(('abc'.__add__(1))))
except Exception as e:
    print("'abc'.__add__(1)", '!!', type(e).__name__, e)
try:
    print("'abc'.__mul__('a')", '->', repr(('abc'.__mul__('a'))))
except Exception as e:
    print("'abc'.__mul__('a')", '!!', type(e).__name__, e)
try:
    print("'a'.__rmod__(5)", '->', repr(('a'.__rmod__(5))))
except Exception as e:
    print("'a'.__rmod__(5)", '!!', type(e).__name__, e)
try:
    print("'abc'.foo", '->', repr(('abc'.foo)))
except Exception as e:
    print("'abc'.foo", '!!', type(e).__name__, e)
try:
    print("'abc'.__len__(1)", '->', repr(('abc'.__len__(1))))
except Exception as e:
    print("'abc'.__len__(1)", '!!', type(e).__name__, e)
try:
    print("type(iter('a')).__name__, type(iter('é')).__name__, type(iter(b'a')).__name__, type(iter(bytearray())).__name__, type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter({}.values())).__name__, type(iter({}.items())).__name__, type(iter(set())).__name__, type(iter(range(3))).__name__, type(reversed([])).__name__, type(reversed(())).__name__, type(reversed({})).__name__, type(reversed({}.values())).__name__, type(reversed({}.items())).__name__, type(reversed(range(3))).__name__", '->', repr((type(iter('a')).__name__, type(iter('é')).__name__, type(iter(b'a')).__name__, type(iter(bytearray())).__name__, type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter({}.values())).__name__, type(iter({}.items())).__name__, type(iter(set())).__name__, type(iter(range(3))).__name__, type(reversed([])).__name__, type(reversed(())).__name__, type(reversed({})).__name__, type(reversed({}.values())).__name__, type(reversed({}.items())).__name__, type(reversed(range(3))).__name__)))
except Exception as e:
    print("type(iter('a')).__name__, type(iter('é')).__name__, type(iter(b'a')).__name__, type(iter(bytearray())).__name__, type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter({}.values())).__name__, type(iter({}.items())).__name__, type(iter(set())).__name__, type(iter(range(3))).__name__, type(reversed([])).__name__, type(reversed(())).__name__, type(reversed({})).__name__, type(reversed({}.values())).__name__, type(reversed({}.items())).__name__, type(reversed(range(3))).__name__", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(str) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(str) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(str) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(bytes) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(bytes) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(bytes) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(bytearray) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(bytearray) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(bytearray) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(list) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(list) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(list) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(tuple) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(tuple) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(tuple) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(dict) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(dict) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(dict) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(set) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(set) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(set) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(frozenset) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(frozenset) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(frozenset) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(int) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(int) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(int) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(float) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(float) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(float) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(complex) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(complex) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(complex) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(range) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(range) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(range) if not x.startswith('_'))", '!!', type(e).__name__, e)
try:
    print("sorted(x for x in dir(slice) if not x.startswith('_'))", '->', repr((sorted(x for x in dir(slice) if not x.startswith('_')))))
except Exception as e:
    print("sorted(x for x in dir(slice) if not x.startswith('_'))", '!!', type(e).__name__, e)
