"""Put the clock of a notebook's kernel a year ahead: a copy of this named sitecustomize.py, on PYTHONPATH.

Python imports `sitecustomize` before anything else. Only kernels are moved, so that whoever starts and times
them keeps the real clock. `datetime.datetime` must stay the very class that it is, because pandas reads its
objects in C; so its methods are exchanged in place, which takes the dictionary behind its `__dict__`.
"""

import ctypes
import datetime
import gc
import sys
import time

YEAR = 366 * 24 * 3600
real = {name: getattr(time, name) for name in ("time", "time_ns", "gmtime", "localtime", "strftime")}


def put_ahead() -> None:
    """Move every clock that a program asks for the day; `date.today` asks `time.time` itself."""
    time.time = lambda: real["time"]() + YEAR
    time.time_ns = lambda: real["time_ns"]() + YEAR * 10**9
    time.gmtime = lambda seconds=None: real["gmtime"](time.time() if seconds is None else seconds)
    time.localtime = lambda seconds=None: real["localtime"](time.time() if seconds is None else seconds)
    time.strftime = lambda form, *moment: real["strftime"](form, *(moment or (time.localtime(),)))

    methods = gc.get_referents(datetime.datetime.__dict__)[0]
    methods["now"] = classmethod(lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
    methods["utcnow"] = classmethod(
        lambda cls: cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)
    )
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))


if "ipykernel_launcher" in sys.orig_argv:
    put_ahead()
