"""Where the data and the notebooks are: a named folder, the checkout, or inside an installed wheel."""

import os
from pathlib import Path

VARIABLE = "LESSONS_DATA"


def data_folder() -> Path:
    """LESSONS_DATA if it is set, else data/ of the checkout, else the copy in the wheel."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return Path(named)
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent / "data"
    return checkout if (checkout / "course.toml").is_file() else package / "_content" / "data"


def notebooks_folder() -> Path:
    """The notebooks of the checkout, else the copies inside an installed package."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent / "notebooks"
    return checkout if checkout.is_dir() else package / "_content" / "notebooks"
