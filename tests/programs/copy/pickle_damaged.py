# What is said of bytes that are no pickle?
import pickle

for data in b"", b"N", b".", b"K", b"(.", b"0.", b"t.", b"e.", b"h\x00.", b"z.", b"\x80\x09N.", b"cbuiltins\nnothing\n.", b"K\x01K\x02R.", b"]K\x01b.", b"}(NNNu.", b"Pid\n.", b"\x82\x01.":
    try:
        print(data, pickle.loads(data))
    except Exception as error:
        print(data, type(error).__name__, error)
