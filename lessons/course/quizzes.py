"""The quizzes of the lessons, as a learner meets them, and the questions that the progress page knows."""

from collections.abc import Iterator

from lessons.activities.overview import Asked
from lessons.activities.quiz import Basis, Places, Quiz, playable
from lessons.content import Content


def quiz_of(content: Content, slug: str, learner: str) -> Quiz:
    """The quiz of a lesson; each learner (an id) has an order of their own."""
    items = content.quiz(slug)
    parallels = [other for item in items for other in content.parallels(item.id)]
    return Quiz(
        slug,
        content.lesson(slug).title,
        playable(items),
        Places(content),
        Basis(content),
        playable(parallels),
        shuffle=learner,
    )


def with_quiz(content: Content) -> list[str]:
    """The lessons that are there and have a quiz."""
    return [slug for slug, lesson in content.lessons.items() if lesson.item_ids and lesson.ready]


def all_asked(content: Content) -> Iterator[Asked]:
    """The questions of all lessons that are there, and those that ask for the same in another way."""
    for slug, lesson in content.lessons.items():
        for number, item in enumerate(playable(content.quiz(slug)) if lesson.ready else (), 1):
            for one in (item, *content.parallels(item.id)):
                told = one.id, one.version, slug, one.objective_id, one.stem, number
                yield Asked(*told, parallel_of=one.parallel_of or "")
