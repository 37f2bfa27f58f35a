"""Nothing of unittest.mock is here; what is named can be imported, and refuses to be used."""

__unittest = True


import _refusal


class _Refused:
    def __init__(self, name):
        self._name = name

    def _refuse(self):
        _refusal.refuse("unittest.mock." + self._name)

    def __call__(self, *args, **kwargs):
        self._refuse()

    def __getattr__(self, name):
        self._refuse()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Refused(name)


patch = _Refused("patch")
Mock = _Refused("Mock")
MagicMock = _Refused("MagicMock")
ANY = _Refused("ANY")
