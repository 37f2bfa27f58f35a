# What keeps an abstract class from being made?
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0

    @abstractmethod
    def name(self):
        pass


class Half(Shape):
    def area(self):
        return super().area() + 1


class Whole(Half):
    def name(self):
        return "whole"


for kind in (Shape, Half, Whole):
    try:
        print(kind().area())
    except TypeError as error:
        print(error)
print(sorted(Half.__abstractmethods__))
