# Where do bytes differ from text, and bytearrays from bytes?
data = b"abc"
print(data[0], data[:1], list(data), data + b"d", data * 2, b"b" in data, 98 in data)
changed = bytearray(data)
changed[0] = 65
changed.append(66)
changed += b"!"
print(changed, bytes(changed), changed == b"Abc" + b"B!")
for run in (lambda: data + "d", lambda: data.__setitem__(0, 1), lambda: bytes([256]),
            lambda: changed.append(300), lambda: bytes("a"), lambda: b"a" + 1,
            lambda: bytes(-1)):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
print(bytes(3), bytes.fromhex("00ff"), b"\x01\x02".hex(), int.from_bytes(b"\x01\x00", "big"))
