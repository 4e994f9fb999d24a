"""A course of notebooks: read one article, look things up, find them on the map, check what you know.

    from lessons import open_course

    course = open_course()

This file hands out names and does nothing else. A name is looked up when it is first used, so `import
lessons` needs the standard library alone and costs next to nothing. The file parses on very old Pythons too:
`__main__` can then say in one line which Python the course needs.
"""

__version__ = "0.4.0"

__all__ = ["__version__", "open_course"]

TYPE_CHECKING = (
    False  # type checkers take this name for true; importing it from `typing` would cost start-up time
)
if TYPE_CHECKING:
    from lessons.course import open_course

_HOME_OF = {"open_course": "lessons.course"}


def __getattr__(name):  # type: (str) -> object
    """Import the module that holds `name`, the first time somebody asks for it."""
    if name not in _HOME_OF:
        raise AttributeError("lessons has no name {!r}; it has: {}".format(name, ", ".join(__all__)))
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
    return value


def __dir__():  # type: () -> list[str]
    return sorted(__all__)
