# What does a type statement make?
# since: 3.12
type Number = int | None
type Row[T] = list[T] | tuple[T, ...]
type Endless = list[Endless]

print(Number, Number.__value__, Number.__name__, Number.__type_params__, Number.__parameters__, Number.__module__)
print(Row, Row[int], Row[int].__origin__, Row[int].__args__, Row.__value__, Row.__type_params__)
print(Endless.__value__, Endless.__value__ is Endless.__value__)
print(Number | str, int | Row[str], type(Number), type(Row[int]))
try:
    Number[int]
except TypeError as error:
    print(error)
try:
    Number.__value__ = 3
except AttributeError as error:
    print(error)
type Later = missing
try:
    Later.__value__
except NameError as error:
    print(error)
missing = 7
print(Later.__value__)
del missing
print(Later.__value__)


def local():
    bound = "seen"
    type Here = bound
    return Here


print(local().__value__, local().__module__)
