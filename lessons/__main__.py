"""`python3 -m lessons`: set up what is missing, then open the course in JupyterLab.

This file parses on every Python since 2.7: whoever starts the course with one that it does not run on reads
one line that says so, and not a SyntaxError.
"""

import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def wrong_python(version):  # type: (tuple[int, int]) -> str
    """One line for a Python that the course does not run on, with the way out; "" for one that will do."""
    if OLDEST <= version <= NEWEST:
        return ""
    return (
        "Three Tables runs on Python {0}.{1} to {2}.{3}, and this is Python {4}.{5}. "
        "Install Python {2}.{3} from python.org and start again with: "
        "python{2}.{3} -m lessons (Windows: py -{2}.{3} -m lessons)."
    ).format(OLDEST[0], OLDEST[1], NEWEST[0], NEWEST[1], version[0], version[1])


if __name__ == "__main__":
    if wrong_python(sys.version_info[:2]):
        sys.exit(wrong_python(sys.version_info[:2]))

    from lessons.commands.menu import main

    sys.exit(main(sys.argv[1:]))
