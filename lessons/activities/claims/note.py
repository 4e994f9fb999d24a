"""The learner's own note, and a rubric to hold it against once the verdict is open.

Who judges their own work by named criteria learns to see what is missing in it (self-assessment: Andrade,
2010). So the levels are the learner's: they are kept, nobody adds them up, and they are no mark.
"""

import htpy as h

from lessons.activities.claims.state import ClaimsState
from lessons.content import Content
from lessons.content.records import Criterion, Verdict
from lessons.ui.choice import choices
from lessons.ui.own_words import own_words_field

NO_MARK = "How far does your note go? Choose for yourself: it is kept, and it is no mark."
FIRST_WRITE = "Write a few words, and you can hold them against three criteria."


def own_note(content: Content, text: Verdict, state: ClaimsState) -> h.Element:
    """The note, which may still be made better, and the criteria where there is one."""
    reason = state.reason(text.id)
    return h.div(data_key=f"note-{text.id}")[
        h.h4["Your own note"],
        own_words_field(0, text.id, "Why, in your own words; you may still change it", reason),
        h.p[NO_MARK if reason else h.span(".lesson-soft")[FIRST_WRITE]],
        reason and [_levels(text, one, state) for one in content.criteria.values()],
    ]


def _levels(text: Verdict, criterion: Criterion, state: ClaimsState) -> h.Element:
    level = state.level(text.id, criterion.id)
    return h.div(".lesson-levels")[
        choices(
            criterion.title,
            [(str(number), f"{number}: {words}") for number, words in enumerate(criterion.levels)],
            name=f"level-{criterion.id}",
            chosen=() if level is None else (str(level),),
            prefix=text.id,
            sends={"data-move": "rate", "data-with-claim": text.id, "data-with-criterion": criterion.id},
        )
    ]
