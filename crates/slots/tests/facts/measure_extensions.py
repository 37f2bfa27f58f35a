"""Prints the layout of the extension types that a class may derive from: one line for the file extensions.json.

Run it as `python -I -S measure_extensions.py` on each release, and put the lines into one list.
"""
import json
import sys
from collections import OrderedDict, defaultdict, deque
from functools import partial

types = (partial, deque, defaultdict, OrderedDict)
layouts = {t.__name__: [t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__] for t in types}
print(json.dumps({"version": list(sys.version_info[:3]), "layouts": layouts}))
