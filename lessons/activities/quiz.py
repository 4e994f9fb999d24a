"""A quiz: one question at a time, explained at once, as often as a learner likes.

Feedback that explains teaches; "right" or "wrong" alone hardly does (Van der Kleij et al., 2015), and
feedback that has to be asked for is hardly read. So the text for the chosen option comes by itself, a wrong
answer may be changed, and there is no timer. The score counts first tries, because only they say what
somebody knew."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import htpy as h

from lessons.content.marking import FALSE, TRUE, Mark, Markable, mark
from lessons.content.records.items import Item, MultipleResponse, TrueFalseReason
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import choices, lettered

VERDICTS = ((TRUE, "True"), (FALSE, "False"))


@dataclass(frozen=True)
class Attempt:
    """One answer to one item: the chosen values and the score from 0 to 1."""

    item: str
    response: tuple[str, ...]
    score: float

    @property
    def right(self) -> bool:
        """Whether it earned everything."""
        return self.score == 1


@dataclass(frozen=True)
class QuizState:
    """Where the learner is (``position`` counts from 0.

    The number of items is the summary) and every attempt so far, in order.
    """

    position: int = 0
    attempts: tuple[Attempt, ...] = ()

    def of(self, item: str) -> tuple[Attempt, ...]:
        """The attempts at one item."""
        return tuple(attempt for attempt in self.attempts if attempt.item == item)

    def solved(self, item: str) -> bool:
        """Whether any attempt was right."""
        return any(attempt.right for attempt in self.of(item))

    def first_right(self, item: str) -> bool:
        """Whether the first attempt was right."""
        return bool(self.of(item)) and self.of(item)[0].right


@dataclass(frozen=True)
class Quiz:
    """A quiz of these items. Only formats that can be answered here belong in it; see :func:`playable`."""

    key: str
    title: str
    items: tuple[Markable, ...]
    name: str = "quiz"
    parts: tuple[str, ...] = ("head", "question", "feedback", "explained", "way")
    ground: str = ""

    @property
    def edition(self) -> str:
        """Eight hex digits that change with any wording, option or key.

        Which edition of the quiz somebody answered.
        """
        return hashlib.sha256("".join(item.version for item in self.items).encode()).hexdigest()[:8]

    def empty(self) -> QuizState:
        return QuizState()

    def restore(self, entries: Sequence[Entry]) -> QuizState:
        versions = {item.id: item.version for item in self.items}
        attempts = tuple(
            Attempt(entry["item"], tuple(entry["response"]), float(entry["score"]))
            for entry in entries
            # An answer to an earlier wording is kept in the log, and is no answer to this one.
            if entry["kind"] == "attempt" and versions.get(entry["item"]) == entry["item_version"]
        )
        state = QuizState(attempts=attempts)
        return replace(state, position=self._first_open(state))

    def _first_open(self, state: QuizState) -> int:
        return next((n for n, item in enumerate(self.items) if not state.of(item.id)), len(self.items))

    def step(self, state: QuizState, event: Event) -> Step[QuizState]:
        last = len(self.items)
        match event.move:
            case "answer":
                return self._answer(state, event)
            case "next":
                return Step(replace(state, position=min(state.position + 1, last)))
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)))
            case "go":
                places = {item.id: n for n, item in enumerate(self.items)}
                wanted = event.one("item")
                if wanted not in places:
                    raise ValueError(f"{wanted} is not a question of this quiz: {', '.join(places)} are.")
                return Step(replace(state, position=places[wanted]), focus="question-title")
        raise ValueError(f"{event.move} is no move of a quiz: answer, next, previous and go are.")

    def _answer(self, state: QuizState, event: Event) -> Step[QuizState]:
        item = next((item for item in self.items if item.id == event.one("item")), None)
        if item is None:
            raise ValueError(f"{event.one('item')} is not a question of this quiz.")
        response = event.all("verdict") + event.all("choice")
        if state.solved(item.id):
            return Step(state, focus="next")
        attempt = Attempt(item.id, response, mark(item, response).score)
        entry = {
            "kind": "attempt",
            "item": item.id,
            "item_version": item.version,
            "response": list(response),
            "sureness": None,
            "attempt": len(state.of(item.id)) + 1,
            "score": attempt.score,
        }
        after = replace(state, attempts=(*state.attempts, attempt), position=self.items.index(item))
        return Step(after, (entry,), focus="next" if attempt.right else "")

    def view(self, state: QuizState) -> dict[str, str]:
        if state.position >= len(self.items):
            shown = {"question": str(_summary(self, state)), "feedback": str(_feedback()), "explained": ""}
        else:
            item = self.items[state.position]
            tried = state.of(item.id)
            shown = {
                "question": str(_question(item, tried, state.position + 1)),
                "feedback": str(_feedback(item, tried)),
                "explained": str(_explained(item, tried[-1])) if tried and tried[-1].right else "",
            }
        return {"head": str(self._head(state)), **shown, "way": str(_way(self, state))}

    def _head(self, state: QuizState) -> h.Element:
        tried = [item for item in self.items if state.of(item.id)]
        first = sum(state.first_right(item.id) for item in tried)
        return h.div(".lesson-row")[
            h.strong[f"Quiz: {self.title}"],
            h.span(".lesson-soft")[
                f"{len(tried)} of {len(self.items)} answered, {first} right at the first try"
            ],
        ]

    def still(self, state: QuizState) -> Still:
        title = f"Quiz: {self.title} ({len(self.items)} questions, edition {self.edition})"
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and the questions can be answered here."],
            h.p[h.strong[title]],
            h.ol[
                (
                    h.li[item.stem, " ", h.small[f"({_how(item)})"], lettered([o.text for o in item.options])]
                    for item in self.items
                )
            ],
        ]
        lines = [NOT_RUNNING, title]
        for number, item in enumerate(self.items, 1):
            lines.append(f"{number}. {item.stem} ({_how(item)})")
            lines += [f"   {option.text}" for option in item.options]
        return Still(str(html), "\n".join(lines))


def playable(items: Sequence[Item]) -> tuple[Markable, ...]:
    """The items that have a view and a marking rule."""
    return tuple(item for item in items if isinstance(item, Markable))


def _how(item: Markable) -> str:
    if isinstance(item, TrueFalseReason):
        return "true or false, and why"
    return "several answers fit" if isinstance(item, MultipleResponse) else "one answer fits"


def _question(item: Markable, tried: Sequence[Attempt], number: int) -> h.Element:
    # One key for all of an item's markup: another question is another form, with nothing ticked.
    head = h.h3(id="question-title", tabindex="-1")[f"Question {number}"]
    if tried and tried[-1].right:
        return h.div(data_key=f"solved-{item.id}")[head, h.p[h.strong[item.stem]]]
    chosen = tried[-1].response if tried else ()
    options = [(option.id, option.text) for option in item.options]
    if isinstance(item, TrueFalseReason):
        groups: h.Node = [
            choices(item.stem, VERDICTS, name="verdict", chosen=chosen, prefix=item.id),
            choices("Because …", options, name="choice", chosen=chosen, prefix=item.id),
        ]
    else:
        many = isinstance(item, MultipleResponse)
        legend = [item.stem, h.small[" Several answers fit."]] if many else item.stem
        groups = choices(legend, options, name="choice", many=many, chosen=chosen, prefix=item.id)
    return h.form({"data-move": "answer", "data-with-item": item.id, "data-key": f"form-{item.id}"})[
        head,
        groups,
        h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check my answer"]],
    ]


def _explained(item: Markable, attempt: Attempt) -> h.Element:
    """Every option with its reason, once the question is solved."""
    verdict = (
        f"The statement is {str(item.key.answer).lower()}. " if isinstance(item, TrueFalseReason) else ""
    )
    return h.ul(".lesson-explained")[
        verdict and h.li[h.strong[verdict]],
        (
            h.li[
                h.strong["Fits: " if option.id in item.right else "Does not fit: "],
                option.text,
                " (your answer)" if option.id in attempt.response else "",
                h.br,
                h.span(".lesson-soft")[option.rationale],
            ]
            for option in item.options
        ),
    ]


def _feedback(item: Markable | None = None, tried: Sequence[Attempt] = ()) -> h.Element:
    """What the last answer earns, in words; the live region is always there, so that its change is spoken."""
    if item is None or not tried:
        return h.div(role="status")
    last = tried[-1]
    result = mark(item, last.response)
    kind = ".lesson-good" if result.right else ".lesson-bad"
    return h.div(role="status")[
        h.div(f".lesson-box{kind}", data_key=f"{item.id}-{len(tried)}")[
            h.strong[_verdict(item, result)],
            (h.p[line] for line in _why(item, last, result)),
            h.p(".lesson-soft")[_where(item)],
        ]
    ]


def _verdict(item: Markable, result: Mark) -> str:
    if result.right:
        return "✓ Yes, that fits."
    if isinstance(item, TrueFalseReason) and result.score:
        return "◐ The verdict fits, the reason does not."
    if isinstance(item, MultipleResponse) and result.missing < len(item.key):
        return "◐ Partly. Have another look."
    return "✗ Not this one. Have another look."


def _why(item: Markable, last: Attempt, result: Mark) -> Iterator[h.Node]:
    options = {option.id: option for option in item.options}
    if isinstance(item, TrueFalseReason) and not result.score:
        yield "The statement itself is judged differently: read it again with the text."
    chosen = [options[value] for value in last.response if value in options]
    for option in chosen:
        yield [h.q[option.text], " ", option.rationale] if len(chosen) > 1 else option.rationale
    if result.missing and isinstance(item, MultipleResponse):
        yield (
            "There is one more that fits."
            if result.missing == 1
            else f"There are {result.missing} more that fit."
        )


def _where(item: Markable) -> str:
    if not item.paragraphs:
        return "Look it up in this lesson's map and tables."
    numbers = ["the headline" if number == 0 else f"paragraph {number}" for number in item.paragraphs]
    return f"Look it up in {' and '.join(numbers)}."


def _way(quiz: Quiz, state: QuizState) -> h.Element:
    last = len(quiz.items)
    to = "See how it went" if state.position == last - 1 else "Next question"
    return h.div(".lesson-row")[
        h.button(
            {"data-move": "previous", "aria-disabled": "true" if state.position == 0 else None},
            id="previous",
            type="button",
        )["Previous question"],
        h.button(
            {"data-move": "next", "aria-disabled": "true" if state.position >= last else None},
            id="next",
            type="button",
        )[to],
        h.span(".lesson-soft")[
            f"Question {state.position + 1} of {last}" if state.position < last else "All questions"
        ],
    ]


def _summary(quiz: Quiz, state: QuizState) -> h.Element:
    first = sum(state.first_right(item.id) for item in quiz.items)
    now = sum(state.solved(item.id) for item in quiz.items)
    return h.div(data_key="summary")[
        h.h3(id="question-title", tabindex="-1")["How it went"],
        h.p[
            f"{first} of {len(quiz.items)} right at the first try; {now} of {len(quiz.items)} solved by now."
        ],
        h.div(".lesson-scroll")[
            h.table[
                h.caption["All questions of this quiz"],
                h.thead[
                    h.tr[(h.th(scope="col")[name] for name in ("Question", "First try", "Now", "Go there"))]
                ],
                h.tbody[(_row(item, state, number) for number, item in enumerate(quiz.items, 1))],
            ]
        ],
    ]


def _row(item: Markable, state: QuizState, number: int) -> h.Element:
    tried = state.of(item.id)
    first = (
        "not answered"
        if not tried
        else "right"
        if tried[0].right
        else "partly"
        if tried[0].score
        else "not yet"
    )
    now = "solved" if state.solved(item.id) else "open"
    return h.tr[
        h.th(scope="row")[f"{number}. {item.stem}"],
        h.td[first],
        h.td[now],
        h.td[
            h.button(
                {"data-move": "go", "data-with-item": item.id},
                type="button",
                aria_label=f"Go to question {number}",
            )["Go"]
        ],
    ]
