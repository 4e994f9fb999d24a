"""The whole edition in memory: a name and its bytes for every file, the same bytes for the same course.

Nothing is written here. So a build that fails half-way leaves an older edition as it was.
"""

from pathlib import Path

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.site.frame import STYLE, document
from lessons.site.glossary import glossary_body
from lessons.site.index import HEADINGS, index_body
from lessons.site.lesson import lesson_page
from lessons.site.piece import GLOSSARY, INDEX, LATER_SOURCES, SOURCES, Page, SiteError
from lessons.site.running import run
from lessons.site.sources import sources_body

_STYLE_SHEET = Path(__file__).parent / STYLE
SIGNS = Path(__file__).parent / "signs.css"
"""The style of the map's signs, which handouts need as well."""


def edition(content: Content, notebooks: Path) -> dict[str, bytes]:
    """Every file of the edition, by name.

    The pages that belong to no lesson (the first page, the glossary, the sources) show nothing that only the
    lesson that opens the end may show.
    """
    lessons = ready_lessons(content, notebooks)
    closed = content.without_spoilers()
    later = frozenset(content.sources) - frozenset(closed.sources)
    files: dict[str, bytes] = {STYLE: _STYLE_SHEET.read_bytes() + SIGNS.read_bytes()}
    places: dict[int, str] = {}
    questions: dict[str, int] = {}
    for lesson in lessons:
        page = Page(lesson, content.for_lesson(lesson.slug), lessons, later)
        made = lesson_page(page, run(notebooks / lesson.notebook, lesson, content))
        files |= {page.file: made.html, **made.pictures}
        questions[lesson.slug] = made.questions
        for number in made.paragraphs:
            places.setdefault(number, f"{page.file}#paragraph-{number}")
    files[INDEX] = document(
        closed,
        file=INDEX,
        title=closed.course.title,
        lead=closed.course.subtitle,
        body=index_body(closed, lessons, questions),
        headings=HEADINGS,
    )
    files[GLOSSARY] = document(closed, file=GLOSSARY, title="Glossary", body=glossary_body(closed, places))
    body = sources_body(closed, closed.sources.values())
    files[SOURCES] = document(closed, file=SOURCES, title="Sources", body=body)
    if any(lesson.opens_spoilers for lesson in lessons):
        others = [content.sources[one] for one in content.sources if one in later]
        files[LATER_SOURCES] = document(
            content,
            file=LATER_SOURCES,
            title="Sources of the last lesson",
            body=sources_body(content, others),
        )
    return dict(sorted(files.items()))


def ready_lessons(content: Content, notebooks: Path) -> tuple[Lesson, ...]:
    """The lessons that have a page; each must have its notebook."""
    lessons = tuple(lesson for lesson in content.lessons.values() if lesson.ready)
    missing = [lesson.notebook for lesson in lessons if not (notebooks / lesson.notebook).is_file()]
    if missing or not lessons:
        raise SiteError(
            f"{', '.join(missing) or 'every notebook'} is missing in {notebooks}. "
            "Unpack the whole course and start again."
        )
    return lessons


__all__ = ["SiteError", "edition", "ready_lessons"]
