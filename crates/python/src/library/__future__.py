"""What later versions of the language brought, and the release of each."""

all_feature_names = []


class _Feature:
    """A change: the release that first allowed it, the one that has it always, and its bit for `compile`."""

    def __init__(self, optional, mandatory, bit):
        self.optional = optional
        self.mandatory = mandatory
        self.compiler_flag = bit

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return f"_Feature({self.optional!r}, {self.mandatory!r}, {self.compiler_flag!r})"


def _feature(name, optional, mandatory, bit):
    all_feature_names.append(name)
    globals()[name] = _Feature(optional, mandatory, bit)


def _final_annotations():
    import sys
    minor = sys.version_info[1]
    if minor > 10:
        return None
    # Each of these releases put it off to the next.
    return (3, max(minor + 1, 10), 0, "alpha", 0)


_feature("nested_scopes", (2, 1, 0, "beta", 1), (2, 2, 0, "alpha", 0), 0x10)
_feature("generators", (2, 2, 0, "alpha", 1), (2, 3, 0, "final", 0), 0)
_feature("division", (2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x20000)
_feature("absolute_import", (2, 5, 0, "alpha", 1), (3, 0, 0, "alpha", 0), 0x40000)
_feature("with_statement", (2, 5, 0, "alpha", 1), (2, 6, 0, "alpha", 0), 0x80000)
_feature("print_function", (2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x100000)
_feature("unicode_literals", (2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x200000)
_feature("barry_as_FLUFL", (3, 1, 0, "alpha", 2), (4, 0, 0, "alpha", 0), 0x400000)
_feature("generator_stop", (3, 5, 0, "beta", 1), (3, 7, 0, "alpha", 0), 0x800000)
_feature("annotations", (3, 7, 0, "beta", 1), _final_annotations(), 0x1000000)

__all__ = ["all_feature_names", *all_feature_names]
