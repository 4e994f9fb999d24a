"""Write the course as plain pages: `python3 -m lessons site --out DIR`.

For a USB stick, for a web server, for whoever cannot run JupyterLab. This file runs inside the course's
environment.
"""

import sys
from pathlib import Path

from lessons.commands.refused import in_words, tell_problems
from lessons.content import ContentError, data_folder, load_content
from lessons.content.folder import notebooks_folder as notebooks_folder
from lessons.site import SiteError, edition
from lessons.site.folder import write, written_before

USAGE = "site takes --out and a folder (site --out pages)"


def main(arguments: list[str]) -> int:
    """Build and write: 0 when the pages are there, 1 when something is in the way, 2 when it was not
    understood.
    """
    folder = out_of(arguments)
    if folder is None:
        print(f"{USAGE}, and got: {' '.join(arguments) or 'nothing'}", file=sys.stderr)
        return 2
    try:
        written_before(folder)  # whoever named a wrong folder should not wait for the answer
        files = edition(load_content(data_folder()), notebooks_folder())
        write(folder, files)
    except ContentError as error:
        tell_problems(error, f"No page was written: {len(error.problems)} problems in what is taught.")
        return 1
    except SiteError as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The pages cannot be written ({in_words(error)}).", file=sys.stderr)
        return 1
    pages = sum(name.endswith(".html") for name in files)
    size = sum(map(len, files.values())) / 1e6
    print(f"{folder}: {pages} pages, {size:.1f} MB. Open {folder / 'index.html'} in a web browser.")
    return 0


def out_of(arguments: list[str]) -> Path | None:
    """The folder that was named; None where the words are others."""
    match arguments:
        case ["--out", name] if name and not name.startswith("-"):
            return Path(name)
        case [word] if word.startswith("--out=") and word != "--out=":
            return Path(word.removeprefix("--out="))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
