# Is the dict made of an instance's values tracked?
import gc


class Plain:
    def __init__(self, value):
        self.value = value


number, held = Plain(1), Plain([])
print(gc.is_tracked(number.__dict__), gc.is_tracked(held.__dict__))
number.value = []
print(gc.is_tracked(number.__dict__))
