# Is the dict tracked that an instance makes when somebody asks for its attributes?
import gc


class Instance:
    def __init__(self, value):
        self.value = value


gc.collect()
print(gc.is_tracked(Instance(1).__dict__))
print(gc.is_tracked(Instance("text").__dict__))
print(gc.is_tracked(Instance([]).__dict__))
