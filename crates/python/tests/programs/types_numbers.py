"""Every operator and method of numbers, with good and bad arguments: each line is one expression and what came of it."""
try:
    print('1/0', '->', repr((1/0)))
except Exception as e:
    print('1/0', '!!', type(e).__name__, e)
try:
    print('1//0', '->', repr((1//0)))
except Exception as e:
    print('1//0', '!!', type(e).__name__, e)
try:
    print('1%0', '->', repr((1%0)))
except Exception as e:
    print('1%0', '!!', type(e).__name__, e)
try:
    print('divmod(1,0)', '->', repr((divmod(1,0))))
except Exception as e:
    print('divmod(1,0)', '!!', type(e).__name__, e)
try:
    print('1.0/0', '->', repr((1.0/0)))
except Exception as e:
    print('1.0/0', '!!', type(e).__name__, e)
try:
    print('1.0//0', '->', repr((1.0//0)))
except Exception as e:
    print('1.0//0', '!!', type(e).__name__, e)
try:
    print('1.0%0', '->', repr((1.0%0)))
except Exception as e:
    print('1.0%0', '!!', type(e).__name__, e)
try:
    print('divmod(1.0,0)', '->', repr((divmod(1.0,0))))
except Exception as e:
    print('divmod(1.0,0)', '!!', type(e).__name__, e)
try:
    print('1/0.0', '->', repr((1/0.0)))
except Exception as e:
    print('1/0.0', '!!', type(e).__name__, e)
try:
    print('True/0', '->', repr((True/0)))
except Exception as e:
    print('True/0', '!!', type(e).__name__, e)
try:
    print('0**-1', '->', repr((0**-1)))
except Exception as e:
    print('0**-1', '!!', type(e).__name__, e)
try:
    print('0.0**-1', '->', repr((0.0**-1)))
except Exception as e:
    print('0.0**-1', '!!', type(e).__name__, e)
try:
    print('0j**-1', '->', repr((0j**-1)))
except Exception as e:
    print('0j**-1', '!!', type(e).__name__, e)
try:
    print('0**-1.0', '->', repr((0**-1.0)))
except Exception as e:
    print('0**-1.0', '!!', type(e).__name__, e)
try:
    print('pow(0,-1)', '->', repr((pow(0,-1))))
except Exception as e:
    print('pow(0,-1)', '!!', type(e).__name__, e)
try:
    print('pow(2,-1,5)', '->', repr((pow(2,-1,5))))
except Exception as e:
    print('pow(2,-1,5)', '!!', type(e).__name__, e)
try:
    print('pow(2,-1,4)', '->', repr((pow(2,-1,4))))
except Exception as e:
    print('pow(2,-1,4)', '!!', type(e).__name__, e)
try:
    print('pow(2,3,0)', '->', repr((pow(2,3,0))))
except Exception as e:
    print('pow(2,3,0)', '!!', type(e).__name__, e)
try:
    print('pow(2,3,-5)', '->', repr((pow(2,3,-5))))
except Exception as e:
    print('pow(2,3,-5)', '!!', type(e).__name__, e)
try:
    print('pow(2,-3,-7)', '->', repr((pow(2,-3,-7))))
except Exception as e:
    print('pow(2,-3,-7)', '!!', type(e).__name__, e)
try:
    print('pow(2.0,3,5)', '->', repr((pow(2.0,3,5))))
except Exception as e:
    print('pow(2.0,3,5)', '!!', type(e).__name__, e)
try:
    print('pow(2,3.0,5)', '->', repr((pow(2,3.0,5))))
except Exception as e:
    print('pow(2,3.0,5)', '!!', type(e).__name__, e)
try:
    print("pow('a',2)", '->', repr((pow('a',2))))
except Exception as e:
    print("pow('a',2)", '!!', type(e).__name__, e)
try:
    print("pow('a',2,3)", '->', repr((pow('a',2,3))))
except Exception as e:
    print("pow('a',2,3)", '!!', type(e).__name__, e)
try:
    print("pow(2,'a',3)", '->', repr((pow(2,'a',3))))
except Exception as e:
    print("pow(2,'a',3)", '!!', type(e).__name__, e)
try:
    print('1j/0', '->', repr((1j/0)))
except Exception as e:
    print('1j/0', '!!', type(e).__name__, e)
try:
    print('1j//1', '->', repr((1j//1)))
except Exception as e:
    print('1j//1', '!!', type(e).__name__, e)
try:
    print('1j%1', '->', repr((1j%1)))
except Exception as e:
    print('1j%1', '!!', type(e).__name__, e)
try:
    print('divmod(1j,1)', '->', repr((divmod(1j,1))))
except Exception as e:
    print('divmod(1j,1)', '!!', type(e).__name__, e)
try:
    print('10.0**400', '->', repr((10.0**400)))
except Exception as e:
    print('10.0**400', '!!', type(e).__name__, e)
try:
    print('(-8)**0.5', '->', repr(((-8)**0.5)))
except Exception as e:
    print('(-8)**0.5', '!!', type(e).__name__, e)
try:
    print('(-8.0)**(1/3)', '->', repr(((-8.0)**(1/3))))
except Exception as e:
    print('(-8.0)**(1/3)', '!!', type(e).__name__, e)
try:
    print('(1+2j)**2', '->', repr(((1+2j)**2)))
except Exception as e:
    print('(1+2j)**2', '!!', type(e).__name__, e)
try:
    print('(1+2j)**-2', '->', repr(((1+2j)**-2)))
except Exception as e:
    print('(1+2j)**-2', '!!', type(e).__name__, e)
try:
    print('(1+2j)**(0.5+1j)', '->', repr(((1+2j)**(0.5+1j))))
except Exception as e:
    print('(1+2j)**(0.5+1j)', '!!', type(e).__name__, e)
try:
    print('2**0.5', '->', repr((2**0.5)))
except Exception as e:
    print('2**0.5', '!!', type(e).__name__, e)
try:
    print('1<<-1', '->', repr((1<<-1)))
except Exception as e:
    print('1<<-1', '!!', type(e).__name__, e)
try:
    print('1>>-1', '->', repr((1>>-1)))
except Exception as e:
    print('1>>-1', '!!', type(e).__name__, e)
try:
    print('1<<(1<<70)', '->', repr((1<<(1<<70))))
except Exception as e:
    print('1<<(1<<70)', '!!', type(e).__name__, e)
try:
    print('0<<(1<<70)', '->', repr((0<<(1<<70))))
except Exception as e:
    print('0<<(1<<70)', '!!', type(e).__name__, e)
try:
    print('1>>(1<<70)', '->', repr((1>>(1<<70))))
except Exception as e:
    print('1>>(1<<70)', '!!', type(e).__name__, e)
try:
    print('-1>>(1<<70)', '->', repr((-1>>(1<<70))))
except Exception as e:
    print('-1>>(1<<70)', '!!', type(e).__name__, e)
try:
    print('abs(-3+4j)', '->', repr((abs(-3+4j))))
except Exception as e:
    print('abs(-3+4j)', '!!', type(e).__name__, e)
try:
    print("abs('a')", '->', repr((abs('a'))))
except Exception as e:
    print("abs('a')", '!!', type(e).__name__, e)
try:
    print("-'a'", '->', repr((-'a')))
except Exception as e:
    print("-'a'", '!!', type(e).__name__, e)
try:
    print('~1.0', '->', repr((~1.0)))
except Exception as e:
    print('~1.0', '!!', type(e).__name__, e)
try:
    print('+[]', '->', repr((+[])))
except Exception as e:
    print('+[]', '!!', type(e).__name__, e)
try:
    print("int('')", '->', repr((int(''))))
except Exception as e:
    print("int('')", '!!', type(e).__name__, e)
try:
    print("int('12a')", '->', repr((int('12a'))))
except Exception as e:
    print("int('12a')", '!!', type(e).__name__, e)
try:
    print("int('0x1f',16)", '->', repr((int('0x1f',16))))
except Exception as e:
    print("int('0x1f',16)", '!!', type(e).__name__, e)
try:
    print("int('1f',16)", '->', repr((int('1f',16))))
except Exception as e:
    print("int('1f',16)", '!!', type(e).__name__, e)
try:
    print("int('0b101',0)", '->', repr((int('0b101',0))))
except Exception as e:
    print("int('0b101',0)", '!!', type(e).__name__, e)
try:
    print("int('0o17',0)", '->', repr((int('0o17',0))))
except Exception as e:
    print("int('0o17',0)", '!!', type(e).__name__, e)
try:
    print("int('017',0)", '->', repr((int('017',0))))
except Exception as e:
    print("int('017',0)", '!!', type(e).__name__, e)
try:
    print("int('1_000')", '->', repr((int('1_000'))))
except Exception as e:
    print("int('1_000')", '!!', type(e).__name__, e)
try:
    print("int('1__0')", '->', repr((int('1__0'))))
except Exception as e:
    print("int('1__0')", '!!', type(e).__name__, e)
try:
    print("int('_1')", '->', repr((int('_1'))))
except Exception as e:
    print("int('_1')", '!!', type(e).__name__, e)
try:
    print("int(' 12 ')", '->', repr((int(' 12 '))))
except Exception as e:
    print("int(' 12 ')", '!!', type(e).__name__, e)
try:
    print("int('z',36)", '->', repr((int('z',36))))
except Exception as e:
    print("int('z',36)", '!!', type(e).__name__, e)
try:
    print("int('1',37)", '->', repr((int('1',37))))
except Exception as e:
    print("int('1',37)", '!!', type(e).__name__, e)
try:
    print("int('1',1)", '->', repr((int('1',1))))
except Exception as e:
    print("int('1',1)", '!!', type(e).__name__, e)
try:
    print("int('1',-2)", '->', repr((int('1',-2))))
except Exception as e:
    print("int('1',-2)", '!!', type(e).__name__, e)
try:
    print('int(5,10)', '->', repr((int(5,10))))
except Exception as e:
    print('int(5,10)', '!!', type(e).__name__, e)
try:
    print("int(x='5')", '->', repr((int(x='5'))))
except Exception as e:
    print("int(x='5')", '!!', type(e).__name__, e)
try:
    print("int('5',base=10)", '->', repr((int('5',base=10))))
except Exception as e:
    print("int('5',base=10)", '!!', type(e).__name__, e)
try:
    print('int(base=10)', '->', repr((int(base=10))))
except Exception as e:
    print('int(base=10)', '!!', type(e).__name__, e)
try:
    print('int(1.9)', '->', repr((int(1.9))))
except Exception as e:
    print('int(1.9)', '!!', type(e).__name__, e)
try:
    print("int(float('nan'))", '->', repr((int(float('nan')))))
except Exception as e:
    print("int(float('nan'))", '!!', type(e).__name__, e)
try:
    print("int(float('inf'))", '->', repr((int(float('inf')))))
except Exception as e:
    print("int(float('inf'))", '!!', type(e).__name__, e)
try:
    print("int(b'12')", '->', repr((int(b'12'))))
except Exception as e:
    print("int(b'12')", '!!', type(e).__name__, e)
try:
    print("int(bytearray(b'12'))", '->', repr((int(bytearray(b'12')))))
except Exception as e:
    print("int(bytearray(b'12'))", '!!', type(e).__name__, e)
try:
    print('int([])', '->', repr((int([]))))
except Exception as e:
    print('int([])', '!!', type(e).__name__, e)
try:
    print('int(None)', '->', repr((int(None))))
except Exception as e:
    print('int(None)', '!!', type(e).__name__, e)
try:
    print('int(1j)', '->', repr((int(1j))))
except Exception as e:
    print('int(1j)', '!!', type(e).__name__, e)
try:
    print("int('12',10,5)", '->', repr((int('12',10,5))))
except Exception as e:
    print("int('12',10,5)", '!!', type(e).__name__, e)
try:
    print("int('١٢')", '->', repr((int('١٢'))))
except Exception as e:
    print("int('١٢')", '!!', type(e).__name__, e)
try:
    print("int('1'*5000)", '->', repr((int('1'*5000))))
except Exception as e:
    print("int('1'*5000)", '!!', type(e).__name__, e)
try:
    print('str(10**5000)', '->', repr((str(10**5000))))
except Exception as e:
    print('str(10**5000)', '!!', type(e).__name__, e)
try:
    print("float('')", '->', repr((float(''))))
except Exception as e:
    print("float('')", '!!', type(e).__name__, e)
try:
    print("float('abc')", '->', repr((float('abc'))))
except Exception as e:
    print("float('abc')", '!!', type(e).__name__, e)
try:
    print("float('1_0.5')", '->', repr((float('1_0.5'))))
except Exception as e:
    print("float('1_0.5')", '!!', type(e).__name__, e)
try:
    print("float('1e400')", '->', repr((float('1e400'))))
except Exception as e:
    print("float('1e400')", '!!', type(e).__name__, e)
try:
    print("float(' inf ')", '->', repr((float(' inf '))))
except Exception as e:
    print("float(' inf ')", '!!', type(e).__name__, e)
try:
    print("float('-nan')", '->', repr((float('-nan'))))
except Exception as e:
    print("float('-nan')", '!!', type(e).__name__, e)
try:
    print("float('infinit')", '->', repr((float('infinit'))))
except Exception as e:
    print("float('infinit')", '!!', type(e).__name__, e)
try:
    print("float(b'1.5')", '->', repr((float(b'1.5'))))
except Exception as e:
    print("float(b'1.5')", '!!', type(e).__name__, e)
try:
    print('float([])', '->', repr((float([]))))
except Exception as e:
    print('float([])', '!!', type(e).__name__, e)
try:
    print('float(10**400)', '->', repr((float(10**400))))
except Exception as e:
    print('float(10**400)', '!!', type(e).__name__, e)
try:
    print('float(None)', '->', repr((float(None))))
except Exception as e:
    print('float(None)', '!!', type(e).__name__, e)
try:
    print('float(1,2)', '->', repr((float(1,2))))
except Exception as e:
    print('float(1,2)', '!!', type(e).__name__, e)
try:
    print('float(x=1)', '->', repr((float(x=1))))
except Exception as e:
    print('float(x=1)', '!!', type(e).__name__, e)
try:
    print("complex('1+2j')", '->', repr((complex('1+2j'))))
except Exception as e:
    print("complex('1+2j')", '!!', type(e).__name__, e)
try:
    print("complex('1+')", '->', repr((complex('1+'))))
except Exception as e:
    print("complex('1+')", '!!', type(e).__name__, e)
try:
    print("complex(' 1 ')", '->', repr((complex(' 1 '))))
except Exception as e:
    print("complex(' 1 ')", '!!', type(e).__name__, e)
try:
    print("complex('(1+2j)')", '->', repr((complex('(1+2j)'))))
except Exception as e:
    print("complex('(1+2j)')", '!!', type(e).__name__, e)
try:
    print("complex('1 + 2j')", '->', repr((complex('1 + 2j'))))
except Exception as e:
    print("complex('1 + 2j')", '!!', type(e).__name__, e)
try:
    print('complex(1,2)', '->', repr((complex(1,2))))
except Exception as e:
    print('complex(1,2)', '!!', type(e).__name__, e)
try:
    print("complex('1',2)", '->', repr((complex('1',2))))
except Exception as e:
    print("complex('1',2)", '!!', type(e).__name__, e)
try:
    print("complex(1,'2')", '->', repr((complex(1,'2'))))
except Exception as e:
    print("complex(1,'2')", '!!', type(e).__name__, e)
try:
    print('complex([])', '->', repr((complex([]))))
except Exception as e:
    print('complex([])', '!!', type(e).__name__, e)
try:
    print('complex(real=1,imag=2)', '->', repr((complex(real=1,imag=2))))
except Exception as e:
    print('complex(real=1,imag=2)', '!!', type(e).__name__, e)
try:
    print('complex(1,2,3)', '->', repr((complex(1,2,3))))
except Exception as e:
    print('complex(1,2,3)', '!!', type(e).__name__, e)
try:
    print("complex('j')", '->', repr((complex('j'))))
except Exception as e:
    print("complex('j')", '!!', type(e).__name__, e)
try:
    print("complex('-j')", '->', repr((complex('-j'))))
except Exception as e:
    print("complex('-j')", '!!', type(e).__name__, e)
try:
    print("complex('nan+infj')", '->', repr((complex('nan+infj'))))
except Exception as e:
    print("complex('nan+infj')", '!!', type(e).__name__, e)
try:
    print('float(1j)', '->', repr((float(1j))))
except Exception as e:
    print('float(1j)', '!!', type(e).__name__, e)
try:
    print('1j<2', '->', repr((1j<2)))
except Exception as e:
    print('1j<2', '!!', type(e).__name__, e)
try:
    print('1j==1', '->', repr((1j==1)))
except Exception as e:
    print('1j==1', '!!', type(e).__name__, e)
try:
    print('-0j', '->', repr((-0j)))
except Exception as e:
    print('-0j', '!!', type(e).__name__, e)
try:
    print('complex(0,-0.0)', '->', repr((complex(0,-0.0))))
except Exception as e:
    print('complex(0,-0.0)', '!!', type(e).__name__, e)
try:
    print('complex(-0.0,1)', '->', repr((complex(-0.0,1))))
except Exception as e:
    print('complex(-0.0,1)', '!!', type(e).__name__, e)
try:
    print("complex(1,float('nan'))", '->', repr((complex(1,float('nan')))))
except Exception as e:
    print("complex(1,float('nan'))", '!!', type(e).__name__, e)
try:
    print('1e22', '->', repr((1e22)))
except Exception as e:
    print('1e22', '!!', type(e).__name__, e)
try:
    print('1e16', '->', repr((1e16)))
except Exception as e:
    print('1e16', '!!', type(e).__name__, e)
try:
    print('1e15', '->', repr((1e15)))
except Exception as e:
    print('1e15', '!!', type(e).__name__, e)
try:
    print('123456789012345680.0', '->', repr((123456789012345680.0)))
except Exception as e:
    print('123456789012345680.0', '!!', type(e).__name__, e)
try:
    print('0.0001', '->', repr((0.0001)))
except Exception as e:
    print('0.0001', '!!', type(e).__name__, e)
try:
    print('0.00001', '->', repr((0.00001)))
except Exception as e:
    print('0.00001', '!!', type(e).__name__, e)
try:
    print('5e-324', '->', repr((5e-324)))
except Exception as e:
    print('5e-324', '!!', type(e).__name__, e)
try:
    print('1.7976931348623157e308', '->', repr((1.7976931348623157e308)))
except Exception as e:
    print('1.7976931348623157e308', '!!', type(e).__name__, e)
try:
    print('-0.0', '->', repr((-0.0)))
except Exception as e:
    print('-0.0', '!!', type(e).__name__, e)
try:
    print('(0.1).hex()', '->', repr(((0.1).hex())))
except Exception as e:
    print('(0.1).hex()', '!!', type(e).__name__, e)
try:
    print('(1.0).hex()', '->', repr(((1.0).hex())))
except Exception as e:
    print('(1.0).hex()', '!!', type(e).__name__, e)
try:
    print("float('nan').hex()", '->', repr((float('nan').hex())))
except Exception as e:
    print("float('nan').hex()", '!!', type(e).__name__, e)
try:
    print('(-0.0).hex()', '->', repr(((-0.0).hex())))
except Exception as e:
    print('(-0.0).hex()', '!!', type(e).__name__, e)
try:
    print('(5e-324).hex()', '->', repr(((5e-324).hex())))
except Exception as e:
    print('(5e-324).hex()', '!!', type(e).__name__, e)
try:
    print('(1e300).hex()', '->', repr(((1e300).hex())))
except Exception as e:
    print('(1e300).hex()', '!!', type(e).__name__, e)
try:
    print("float.fromhex('0x1.8p3')", '->', repr((float.fromhex('0x1.8p3'))))
except Exception as e:
    print("float.fromhex('0x1.8p3')", '!!', type(e).__name__, e)
try:
    print("float.fromhex('0x.1')", '->', repr((float.fromhex('0x.1'))))
except Exception as e:
    print("float.fromhex('0x.1')", '!!', type(e).__name__, e)
try:
    print("float.fromhex('1')", '->', repr((float.fromhex('1'))))
except Exception as e:
    print("float.fromhex('1')", '!!', type(e).__name__, e)
try:
    print("float.fromhex('zz')", '->', repr((float.fromhex('zz'))))
except Exception as e:
    print("float.fromhex('zz')", '!!', type(e).__name__, e)
try:
    print("float.fromhex('0x1p5000')", '->', repr((float.fromhex('0x1p5000'))))
except Exception as e:
    print("float.fromhex('0x1p5000')", '!!', type(e).__name__, e)
try:
    print("float.fromhex('inf')", '->', repr((float.fromhex('inf'))))
except Exception as e:
    print("float.fromhex('inf')", '!!', type(e).__name__, e)
try:
    print('(2.5).as_integer_ratio()', '->', repr(((2.5).as_integer_ratio())))
except Exception as e:
    print('(2.5).as_integer_ratio()', '!!', type(e).__name__, e)
try:
    print("float('inf').as_integer_ratio()", '->', repr((float('inf').as_integer_ratio())))
except Exception as e:
    print("float('inf').as_integer_ratio()", '!!', type(e).__name__, e)
try:
    print("float('nan').as_integer_ratio()", '->', repr((float('nan').as_integer_ratio())))
except Exception as e:
    print("float('nan').as_integer_ratio()", '!!', type(e).__name__, e)
try:
    print('(2.0).is_integer()', '->', repr(((2.0).is_integer())))
except Exception as e:
    print('(2.0).is_integer()', '!!', type(e).__name__, e)
try:
    print('(5).as_integer_ratio()', '->', repr(((5).as_integer_ratio())))
except Exception as e:
    print('(5).as_integer_ratio()', '!!', type(e).__name__, e)
try:
    print('(5).is_integer()', '->', repr(((5).is_integer())))
except Exception as e:
    print('(5).is_integer()', '!!', type(e).__name__, e)
try:
    print('(5).bit_count()', '->', repr(((5).bit_count())))
except Exception as e:
    print('(5).bit_count()', '!!', type(e).__name__, e)
try:
    print('(255).bit_length()', '->', repr(((255).bit_length())))
except Exception as e:
    print('(255).bit_length()', '!!', type(e).__name__, e)
try:
    print("(1000).to_bytes(2,'big')", '->', repr(((1000).to_bytes(2,'big'))))
except Exception as e:
    print("(1000).to_bytes(2,'big')", '!!', type(e).__name__, e)
try:
    print("(1000).to_bytes(1,'big')", '->', repr(((1000).to_bytes(1,'big'))))
except Exception as e:
    print("(1000).to_bytes(1,'big')", '!!', type(e).__name__, e)
try:
    print("(-1).to_bytes(2,'big')", '->', repr(((-1).to_bytes(2,'big'))))
except Exception as e:
    print("(-1).to_bytes(2,'big')", '!!', type(e).__name__, e)
try:
    print("(-1).to_bytes(2,'big',signed=True)", '->', repr(((-1).to_bytes(2,'big',signed=True))))
except Exception as e:
    print("(-1).to_bytes(2,'big',signed=True)", '!!', type(e).__name__, e)
try:
    print('(1000).to_bytes()', '->', repr(((1000).to_bytes())))
except Exception as e:
    print('(1000).to_bytes()', '!!', type(e).__name__, e)
try:
    print('(10).to_bytes()', '->', repr(((10).to_bytes())))
except Exception as e:
    print('(10).to_bytes()', '!!', type(e).__name__, e)
try:
    print("(10).to_bytes(2,'x')", '->', repr(((10).to_bytes(2,'x'))))
except Exception as e:
    print("(10).to_bytes(2,'x')", '!!', type(e).__name__, e)
try:
    print("(10).to_bytes(-1,'big')", '->', repr(((10).to_bytes(-1,'big'))))
except Exception as e:
    print("(10).to_bytes(-1,'big')", '!!', type(e).__name__, e)
try:
    print("int.from_bytes(b'\\x01\\x02','big')", '->', repr((int.from_bytes(b'\x01\x02','big'))))
except Exception as e:
    print("int.from_bytes(b'\\x01\\x02','big')", '!!', type(e).__name__, e)
try:
    print("int.from_bytes(b'\\x01\\x02','little')", '->', repr((int.from_bytes(b'\x01\x02','little'))))
except Exception as e:
    print("int.from_bytes(b'\\x01\\x02','little')", '!!', type(e).__name__, e)
try:
    print("int.from_bytes(b'\\xff','big',signed=True)", '->', repr((int.from_bytes(b'\xff','big',signed=True))))
except Exception as e:
    print("int.from_bytes(b'\\xff','big',signed=True)", '!!', type(e).__name__, e)
try:
    print("int.from_bytes([1,2],'big')", '->', repr((int.from_bytes([1,2],'big'))))
except Exception as e:
    print("int.from_bytes([1,2],'big')", '!!', type(e).__name__, e)
try:
    print("int.from_bytes(b'\\x01')", '->', repr((int.from_bytes(b'\x01'))))
except Exception as e:
    print("int.from_bytes(b'\\x01')", '!!', type(e).__name__, e)
try:
    print("int.from_bytes('a','big')", '->', repr((int.from_bytes('a','big'))))
except Exception as e:
    print("int.from_bytes('a','big')", '!!', type(e).__name__, e)
try:
    print('(5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator', '->', repr(((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)))
except Exception as e:
    print('(5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator', '!!', type(e).__name__, e)
try:
    print('(5.5).conjugate(), (5.5).real, (5.5).imag', '->', repr(((5.5).conjugate(), (5.5).real, (5.5).imag)))
except Exception as e:
    print('(5.5).conjugate(), (5.5).real, (5.5).imag', '!!', type(e).__name__, e)
try:
    print('(1+2j).conjugate(), (1+2j).real, (1+2j).imag', '->', repr(((1+2j).conjugate(), (1+2j).real, (1+2j).imag)))
except Exception as e:
    print('(1+2j).conjugate(), (1+2j).real, (1+2j).imag', '!!', type(e).__name__, e)
try:
    print('(5).__round__(-1), (5).__trunc__(), (5).__floor__(), (5).__ceil__()', '->', repr(((5).__round__(-1), (5).__trunc__(), (5).__floor__(), (5).__ceil__())))
except Exception as e:
    print('(5).__round__(-1), (5).__trunc__(), (5).__floor__(), (5).__ceil__()', '!!', type(e).__name__, e)
try:
    print('(5.5).__round__(), (5.5).__trunc__(), (5.5).__floor__(), (5.5).__ceil__()', '->', repr(((5.5).__round__(), (5.5).__trunc__(), (5.5).__floor__(), (5.5).__ceil__())))
except Exception as e:
    print('(5.5).__round__(), (5.5).__trunc__(), (5.5).__floor__(), (5.5).__ceil__()', '!!', type(e).__name__, e)
try:
    print('round(2.5), round(3.5), round(-2.5)', '->', repr((round(2.5), round(3.5), round(-2.5))))
except Exception as e:
    print('round(2.5), round(3.5), round(-2.5)', '!!', type(e).__name__, e)
try:
    print('round(2.675, 2)', '->', repr((round(2.675, 2))))
except Exception as e:
    print('round(2.675, 2)', '!!', type(e).__name__, e)
try:
    print('round(1234, -2), round(1250,-2), round(1350,-2), round(-1250,-2)', '->', repr((round(1234, -2), round(1250,-2), round(1350,-2), round(-1250,-2))))
except Exception as e:
    print('round(1234, -2), round(1250,-2), round(1350,-2), round(-1250,-2)', '!!', type(e).__name__, e)
try:
    print('round(5, 3)', '->', repr((round(5, 3))))
except Exception as e:
    print('round(5, 3)', '!!', type(e).__name__, e)
try:
    print('round(1.5, None)', '->', repr((round(1.5, None))))
except Exception as e:
    print('round(1.5, None)', '!!', type(e).__name__, e)
try:
    print('round(1e300, 5)', '->', repr((round(1e300, 5))))
except Exception as e:
    print('round(1e300, 5)', '!!', type(e).__name__, e)
try:
    print('round(1.0, 400)', '->', repr((round(1.0, 400))))
except Exception as e:
    print('round(1.0, 400)', '!!', type(e).__name__, e)
try:
    print('round(123.456, -2), round(123.456,-5)', '->', repr((round(123.456, -2), round(123.456,-5))))
except Exception as e:
    print('round(123.456, -2), round(123.456,-5)', '!!', type(e).__name__, e)
try:
    print("round('a')", '->', repr((round('a'))))
except Exception as e:
    print("round('a')", '!!', type(e).__name__, e)
try:
    print("round(1.5, 'a')", '->', repr((round(1.5, 'a'))))
except Exception as e:
    print("round(1.5, 'a')", '!!', type(e).__name__, e)
try:
    print('round(1.5, 1.0)', '->', repr((round(1.5, 1.0))))
except Exception as e:
    print('round(1.5, 1.0)', '!!', type(e).__name__, e)
try:
    print("round(float('nan'))", '->', repr((round(float('nan')))))
except Exception as e:
    print("round(float('nan'))", '!!', type(e).__name__, e)
try:
    print("round(float('inf'))", '->', repr((round(float('inf')))))
except Exception as e:
    print("round(float('inf'))", '!!', type(e).__name__, e)
try:
    print("round(float('nan'), 2)", '->', repr((round(float('nan'), 2))))
except Exception as e:
    print("round(float('nan'), 2)", '!!', type(e).__name__, e)
try:
    print('round(number=1.5)', '->', repr((round(number=1.5))))
except Exception as e:
    print('round(number=1.5)', '!!', type(e).__name__, e)
try:
    print('round()', '->', repr((round())))
except Exception as e:
    print('round()', '!!', type(e).__name__, e)
try:
    print('bool(), bool([]), bool(x=1)', '->', repr((bool(), bool([]), bool(x=1))))
except Exception as e:
    print('bool(), bool([]), bool(x=1)', '!!', type(e).__name__, e)
try:
    print('bool(1,2)', '->', repr((bool(1,2))))
except Exception as e:
    print('bool(1,2)', '!!', type(e).__name__, e)
try:
    print('~True', '->', repr((~True)))
except Exception as e:
    print('~True', '!!', type(e).__name__, e)
try:
    print('True & False, True | 1, True ^ True', '->', repr((True & False, True | 1, True ^ True)))
except Exception as e:
    print('True & False, True | 1, True ^ True', '!!', type(e).__name__, e)
try:
    print('True + True', '->', repr((True + True)))
except Exception as e:
    print('True + True', '!!', type(e).__name__, e)
try:
    print('int.__add__(1, 2.0)', '->', repr((int.__add__(1, 2.0))))
except Exception as e:
    print('int.__add__(1, 2.0)', '!!', type(e).__name__, e)
try:
    print('int.__add__(1)', '->', repr((int.__add__(1))))
except Exception as e:
    print('int.__add__(1)', '!!', type(e).__name__, e)
try:
    print("int.__add__('a', 1)", '->', repr((int.__add__('a', 1))))
except Exception as e:
    print("int.__add__('a', 1)", '!!', type(e).__name__, e)
try:
    print("(1).__add__('a')", '->', repr(((1).__add__('a'))))
except Exception as e:
    print("(1).__add__('a')", '!!', type(e).__name__, e)
try:
    print('(1).__eq__(1.0), (1.0).__eq__(1)', '->', repr(((1).__eq__(1.0), (1.0).__eq__(1))))
except Exception as e:
    print('(1).__eq__(1.0), (1.0).__eq__(1)', '!!', type(e).__name__, e)
try:
    print("1 .__lt__('a')", '->', repr((1 .__lt__('a'))))
except Exception as e:
    print("1 .__lt__('a')", '!!', type(e).__name__, e)
try:
    print('(5).__pow__(2), (5).__rpow__(2), (5).__pow__(2,3)', '->', repr(((5).__pow__(2), (5).__rpow__(2), (5).__pow__(2,3))))
except Exception as e:
    print('(5).__pow__(2), (5).__rpow__(2), (5).__pow__(2,3)', '!!', type(e).__name__, e)
try:
    print('(7).__divmod__(2), (7).__rdivmod__(2)', '->', repr(((7).__divmod__(2), (7).__rdivmod__(2))))
except Exception as e:
    print('(7).__divmod__(2), (7).__rdivmod__(2)', '!!', type(e).__name__, e)
try:
    print('(5).__index__(), (5).__bool__(), (5).__float__(), (5.5).__int__()', '->', repr(((5).__index__(), (5).__bool__(), (5).__float__(), (5.5).__int__())))
except Exception as e:
    print('(5).__index__(), (5).__bool__(), (5).__float__(), (5.5).__int__()', '!!', type(e).__name__, e)
try:
    print("(5).__format__('d'), (5).__format__('')", '->', repr(((5).__format__('d'), (5).__format__(''))))
except Exception as e:
    print("(5).__format__('d'), (5).__format__('')", '!!', type(e).__name__, e)
try:
    print("(1.5).__format__('.3f')", '->', repr(((1.5).__format__('.3f'))))
except Exception as e:
    print("(1.5).__format__('.3f')", '!!', type(e).__name__, e)
try:
    print("hash(1.0), hash(0.5), hash(float('inf')), hash(1j), hash(-1), hash(2**61-1), hash(2**61)", '->', repr((hash(1.0), hash(0.5), hash(float('inf')), hash(1j), hash(-1), hash(2**61-1), hash(2**61))))
except Exception as e:
    print("hash(1.0), hash(0.5), hash(float('inf')), hash(1j), hash(-1), hash(2**61-1), hash(2**61)", '!!', type(e).__name__, e)
try:
    print('int.__new__(int, 5)', '->', repr((int.__new__(int, 5))))
except Exception as e:
    print('int.__new__(int, 5)', '!!', type(e).__name__, e)
try:
    print('int.__new__(5)', '->', repr((int.__new__(5))))
except Exception as e:
    print('int.__new__(5)', '!!', type(e).__name__, e)
try:
    print('int.__new__()', '->', repr((int.__new__())))
except Exception as e:
    print('int.__new__()', '!!', type(e).__name__, e)
try:
    print('int.__new__(str)', '->', repr((int.__new__(str))))
except Exception as e:
    print('int.__new__(str)', '!!', type(e).__name__, e)
try:
    print('divmod(-7,2), divmod(7,-2), divmod(-7.5,2)', '->', repr((divmod(-7,2), divmod(7,-2), divmod(-7.5,2))))
except Exception as e:
    print('divmod(-7,2), divmod(7,-2), divmod(-7.5,2)', '!!', type(e).__name__, e)
try:
    print("divmod('a',1)", '->', repr((divmod('a',1))))
except Exception as e:
    print("divmod('a',1)", '!!', type(e).__name__, e)
try:
    print('-7//2, -7%2, 7//-2, 7%-2, -7.5//2, -7.5%2, 7.5%-2', '->', repr((-7//2, -7%2, 7//-2, 7%-2, -7.5//2, -7.5%2, 7.5%-2)))
except Exception as e:
    print('-7//2, -7%2, 7//-2, 7%-2, -7.5//2, -7.5%2, 7.5%-2', '!!', type(e).__name__, e)
try:
    print("1e308*10, float('inf')-float('inf')", '->', repr((1e308*10, float('inf')-float('inf'))))
except Exception as e:
    print("1e308*10, float('inf')-float('inf')", '!!', type(e).__name__, e)
try:
    print("float('inf')//1, float('inf')%1, 1%float('inf'), -1%float('inf')", '->', repr((float('inf')//1, float('inf')%1, 1%float('inf'), -1%float('inf'))))
except Exception as e:
    print("float('inf')//1, float('inf')%1, 1%float('inf'), -1%float('inf')", '!!', type(e).__name__, e)
try:
    print('10**20//3, -10**20//3, 10**20%7, -10**20%7', '->', repr((10**20//3, -10**20//3, 10**20%7, -10**20%7)))
except Exception as e:
    print('10**20//3, -10**20//3, 10**20%7, -10**20%7', '!!', type(e).__name__, e)
try:
    print('10**400 + 1.0', '->', repr((10**400 + 1.0)))
except Exception as e:
    print('10**400 + 1.0', '!!', type(e).__name__, e)
try:
    print('10**400 < 1e300', '->', repr((10**400 < 1e300)))
except Exception as e:
    print('10**400 < 1e300', '!!', type(e).__name__, e)
try:
    print('2**1000 == float(2**1000)', '->', repr((2**1000 == float(2**1000))))
except Exception as e:
    print('2**1000 == float(2**1000)', '!!', type(e).__name__, e)
try:
    print('float(2**53+1)', '->', repr((float(2**53+1))))
except Exception as e:
    print('float(2**53+1)', '!!', type(e).__name__, e)
try:
    print('int(1e20)', '->', repr((int(1e20))))
except Exception as e:
    print('int(1e20)', '!!', type(e).__name__, e)
try:
    print('3 .__sizeof__()', '->', repr((3 .__sizeof__())))
except Exception as e:
    print('3 .__sizeof__()', '!!', type(e).__name__, e)
try:
    print('(2**100).__sizeof__()', '->', repr(((2**100).__sizeof__())))
except Exception as e:
    print('(2**100).__sizeof__()', '!!', type(e).__name__, e)
try:
    print('1.5.__sizeof__()', '->', repr((1.5.__sizeof__())))
except Exception as e:
    print('1.5.__sizeof__()', '!!', type(e).__name__, e)
try:
    print("float.__getformat__('double')", '->', repr((float.__getformat__('double'))))
except Exception as e:
    print("float.__getformat__('double')", '!!', type(e).__name__, e)
try:
    print('1 if 0.0 else 2', '->', repr((1 if 0.0 else 2)))
except Exception as e:
    print('1 if 0.0 else 2', '!!', type(e).__name__, e)
try:
    print('sum([0.1]*10), sum([1,2.5,3j]), sum([],5), sum([1e16,1,-1e16])', '->', repr((sum([0.1]*10), sum([1,2.5,3j]), sum([],5), sum([1e16,1,-1e16]))))
except Exception as e:
    print('sum([0.1]*10), sum([1,2.5,3j]), sum([],5), sum([1e16,1,-1e16])', '!!', type(e).__name__, e)
try:
    print("sum(['a'])", '->', repr((sum(['a']))))
except Exception as e:
    print("sum(['a'])", '!!', type(e).__name__, e)
try:
    print("sum(['a'],'')", '->', repr((sum(['a'],''))))
except Exception as e:
    print("sum(['a'],'')", '!!', type(e).__name__, e)
try:
    print("sum([b'a'],b'')", '->', repr((sum([b'a'],b''))))
except Exception as e:
    print("sum([b'a'],b'')", '!!', type(e).__name__, e)
try:
    print('sum([bytearray()],bytearray())', '->', repr((sum([bytearray()],bytearray()))))
except Exception as e:
    print('sum([bytearray()],bytearray())', '!!', type(e).__name__, e)
try:
    print('sum([[1],[2]],[])', '->', repr((sum([[1],[2]],[]))))
except Exception as e:
    print('sum([[1],[2]],[])', '!!', type(e).__name__, e)
try:
    print('sum(1)', '->', repr((sum(1))))
except Exception as e:
    print('sum(1)', '!!', type(e).__name__, e)
try:
    print('sum()', '->', repr((sum())))
except Exception as e:
    print('sum()', '!!', type(e).__name__, e)
try:
    print('sum([1],start=5)', '->', repr((sum([1],start=5))))
except Exception as e:
    print('sum([1],start=5)', '!!', type(e).__name__, e)
try:
    print('sum([1],5,6)', '->', repr((sum([1],5,6))))
except Exception as e:
    print('sum([1],5,6)', '!!', type(e).__name__, e)
try:
    print("max(1,2), max([3,1]), min('b','a'), max([],default=7), max([1,-5],key=abs)", '->', repr((max(1,2), max([3,1]), min('b','a'), max([],default=7), max([1,-5],key=abs))))
except Exception as e:
    print("max(1,2), max([3,1]), min('b','a'), max([],default=7), max([1,-5],key=abs)", '!!', type(e).__name__, e)
try:
    print('max()', '->', repr((max())))
except Exception as e:
    print('max()', '!!', type(e).__name__, e)
try:
    print('max([])', '->', repr((max([]))))
except Exception as e:
    print('max([])', '!!', type(e).__name__, e)
try:
    print('max(1,2,default=3)', '->', repr((max(1,2,default=3))))
except Exception as e:
    print('max(1,2,default=3)', '!!', type(e).__name__, e)
try:
    print('max(1,2,foo=3)', '->', repr((max(1,2,foo=3))))
except Exception as e:
    print('max(1,2,foo=3)', '!!', type(e).__name__, e)
try:
    print('max(1)', '->', repr((max(1))))
except Exception as e:
    print('max(1)', '!!', type(e).__name__, e)
try:
    print("min([1,'a'])", '->', repr((min([1,'a']))))
except Exception as e:
    print("min([1,'a'])", '!!', type(e).__name__, e)
try:
    print('abs(), abs(1,2)', '->', repr((abs(), abs(1,2))))
except Exception as e:
    print('abs(), abs(1,2)', '!!', type(e).__name__, e)
try:
    print('hex(255), oct(8), bin(-5), hex(-255)', '->', repr((hex(255), oct(8), bin(-5), hex(-255))))
except Exception as e:
    print('hex(255), oct(8), bin(-5), hex(-255)', '!!', type(e).__name__, e)
try:
    print('hex(1.5)', '->', repr((hex(1.5))))
except Exception as e:
    print('hex(1.5)', '!!', type(e).__name__, e)
try:
    print("bin('a')", '->', repr((bin('a'))))
except Exception as e:
    print("bin('a')", '!!', type(e).__name__, e)
try:
    print('chr(97), chr(0x10ffff)', '->', repr((chr(97), chr(0x10ffff))))
except Exception as e:
    print('chr(97), chr(0x10ffff)', '!!', type(e).__name__, e)
try:
    print('chr(-1)', '->', repr((chr(-1))))
except Exception as e:
    print('chr(-1)', '!!', type(e).__name__, e)
try:
    print('chr(0x110000)', '->', repr((chr(0x110000))))
except Exception as e:
    print('chr(0x110000)', '!!', type(e).__name__, e)
try:
    print("chr('a')", '->', repr((chr('a'))))
except Exception as e:
    print("chr('a')", '!!', type(e).__name__, e)
try:
    print('chr(2**70)', '->', repr((chr(2**70))))
except Exception as e:
    print('chr(2**70)', '!!', type(e).__name__, e)
try:
    print("ord('a'), ord(b'a'), ord(bytearray(b'z'))", '->', repr((ord('a'), ord(b'a'), ord(bytearray(b'z')))))
except Exception as e:
    print("ord('a'), ord(b'a'), ord(bytearray(b'z'))", '!!', type(e).__name__, e)
try:
    print("ord('ab')", '->', repr((ord('ab'))))
except Exception as e:
    print("ord('ab')", '!!', type(e).__name__, e)
try:
    print("ord('')", '->', repr((ord(''))))
except Exception as e:
    print("ord('')", '!!', type(e).__name__, e)
try:
    print("ord(b'ab')", '->', repr((ord(b'ab'))))
except Exception as e:
    print("ord(b'ab')", '!!', type(e).__name__, e)
try:
    print('ord(5)', '->', repr((ord(5))))
except Exception as e:
    print('ord(5)', '!!', type(e).__name__, e)
try:
    print('ord()', '->', repr((ord())))
except Exception as e:
    print('ord()', '!!', type(e).__name__, e)
