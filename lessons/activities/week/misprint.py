"""A garbled place name: find it, look at clues, decide which place is meant, and say how sure you are.

Three steps, and each opens the next: what is asked later stands nowhere on the page before. What is
documented comes last, with its doubt: that a place can be told for certain and the way it broke cannot, is
what there is to learn.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import htpy as h
from markupsafe import Markup

from lessons.activities.week import told
from lessons.content import Content
from lessons.content.records import Clue, Misprint
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import choices
from lessons.ui.own_words import LONGEST, kept_text
from lessons.ui.projection import project
from lessons.ui.sources import sources_fold
from lessons.ui.spots import Spot, Spots, country_names, spots
from lessons.ui.sureness import answered_back, asked, chosen_in, kept
from lessons.ui.week import city_of

MOVES = ("find", "clue", "decide")
PICTURE = "Map of the places to choose from"


@dataclass(frozen=True)
class GarbledState:
    """What was ticked as odd, which clues were looked at, the decision with its sureness and its reason."""

    found: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    chosen: str = ""
    sureness: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Garbled:
    """One misprint of this content."""

    content: Content = field(repr=False)
    misprint: Misprint
    name: str = "misprint"
    parts: tuple[str, ...] = ("head", "find", "clues", "decide", "said")
    ground: str = ""

    @property
    def key(self) -> str:
        return self.misprint.id

    @property
    def finding(self) -> str:
        """The id of the first step, as the log has it."""
        return f"{self.misprint.id}-find"

    @property
    def edition(self) -> str:
        """Eight hex digits that change with the task or its answer."""
        return hashlib.sha256(self.misprint.model_dump_json().encode()).hexdigest()[:8]

    def empty(self) -> GarbledState:
        return GarbledState()

    def restore(self, entries: Sequence[Entry]) -> GarbledState:
        """Both answers come back with the reason; a clue can be opened again."""
        state = self.empty()
        for entry in entries:
            if entry["kind"] == "wrote" and entry.get("ask") == self.misprint.id and state.chosen:
                state = replace(state, reason=str(entry["text"]))
            if entry["kind"] != "attempt" or entry.get("item_version") != self.edition:
                continue
            if entry["item"] == self.finding:
                state = replace(state, found=tuple(entry["response"]))
            elif entry["item"] == self.misprint.id:
                state = replace(state, chosen=str(entry["response"][0]), sureness=kept(entry["sureness"]))
        return state

    def step(self, state: GarbledState, event: Event) -> Step[GarbledState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "find":
                return self._find(state, event)
            case "clue":
                clue = _known(event.one("clue"), [one.id for one in self.misprint.clues])
                others = tuple(one for one in state.clues if one != clue)
                opened = others if clue in state.clues else (*others, clue)
                return Step(replace(state, clues=opened))
            case "decide":
                return self._decide(state, event)
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def _find(self, state: GarbledState, event: Event) -> Step[GarbledState]:
        printed = self.misprint.printed
        came = [_known(one, [word.id for word in printed]) for one in event.all("printed")]
        if state.found:
            return Step(state, focus="clues-title")
        if not came:
            raise ValueError("Tick one or more: at least one of these names no place.")
        found = tuple(one.id for one in printed if one.id in came)
        fit = sum((one.id in found) == one.odd for one in printed)
        entry = self._attempt(self.finding, found, None, round(fit / len(printed), 4))
        return Step(replace(state, found=found), (entry,), focus="found-title")

    def _decide(self, state: GarbledState, event: Event) -> Step[GarbledState]:
        allowed = {one.id: one.text for one in self.misprint.options}
        chosen, sureness = event.all("option"), chosen_in(event)
        if len(chosen) != 1 or chosen[0] not in allowed:
            raise ValueError(f"Choose one: {'; '.join(allowed.values())}.")
        if not state.found:
            raise ValueError("First tick the words that name no place.")
        if state.chosen:
            return Step(state, focus="said-title")
        entries = [self._attempt(self.misprint.id, chosen, sureness, float(chosen[0] == self.misprint.key))]
        reason = kept_text("".join(event.all("reason"))).strip()
        if reason:
            entries.append({"kind": "wrote", "ask": self.misprint.id, "text": reason})
        after = replace(state, chosen=chosen[0], sureness=sureness, reason=reason)
        return Step(after, tuple(entries), focus="said-title")

    def _attempt(self, item: str, response: Sequence[str], sureness: int | None, score: float) -> Entry:
        entry: dict[str, Any] = {
            "kind": "attempt",
            "item": item,
            "item_version": self.edition,
            "response": list(response),
            "sureness": sureness,
            "attempt": 1,
            "score": score,
        }
        return entry

    def view(self, state: GarbledState) -> dict[str, str]:
        found = bool(state.found)
        return {
            "head": str(h.strong[self.misprint.title]),
            "find": str(self._found(state) if found else self._to_find()),
            "clues": str(self._clues(state)) if found else "",
            "decide": str(self._to_decide()) if found and not state.chosen else "",
            "said": str(self._said(state)),
        }

    def still(self, state: GarbledState) -> Still:
        """The words among which some are odd; nothing of what comes after."""
        title = f"{self.misprint.title} (edition {self.edition})"
        printed = [self._printed(one.paragraph, one.words) for one in self.misprint.printed]
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can look for it here."],
            h.p[h.strong[title]],
            h.p[self.misprint.find],
            h.ul[(h.li[one] for one in printed)],
        ]
        return Still(str(html), "\n".join([NOT_RUNNING, title, self.misprint.find, *printed]))

    def _printed(self, paragraph: int, words: str) -> str:
        return f"“{words}” (paragraph {paragraph})"

    def _to_find(self) -> h.Element:
        printed = [(one.id, self._printed(one.paragraph, one.words)) for one in self.misprint.printed]
        return h.form({"data-move": "find", "data-key": "find"})[
            choices(self.misprint.find, printed, name="printed", many=True, prefix="find"),
            h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check"]],
        ]

    def _found(self, state: GarbledState) -> h.Element:
        """Each of the words at once, with what it is."""

        def line(number: int) -> h.Element:
            one = self.misprint.printed[number]
            ticked = one.id in state.found
            sign = "✓" if ticked == one.odd else "✗"
            said = "you ticked it" if ticked else "you left it"
            return h.li[f"{sign} ", h.q[one.words], f" (paragraph {one.paragraph}; {said}). {one.said}"]

        printed = self.misprint.printed
        fit = sum((one.id in state.found) == one.odd for one in printed)
        return h.div(data_key="found")[
            h.h3(id="found-title", tabindex="-1")[f"{fit} of {len(printed)} as we see it"],
            h.ul(".lesson-why")[(line(number) for number in range(len(printed)))],
        ]

    def _clues(self, state: GarbledState) -> h.Element:
        return h.div[
            h.h3(id="clues-title", tabindex="-1")["Clues"],
            h.p[f"Look at two or more. {len(state.clues)} of {len(self.misprint.clues)} are open."],
            (self._clue(state, one) for one in self.misprint.clues),
        ]

    def _clue(self, state: GarbledState, clue: Clue) -> h.Element:
        is_open = clue.id in state.clues
        return h.div(data_key=f"clue-{clue.id}")[
            h.div(".lesson-row")[
                h.button(
                    {"data-move": "clue", "data-with-clue": clue.id},
                    type="button",
                    id=f"clue-{clue.id}",
                    aria_expanded="true" if is_open else "false",
                )[clue.title]
            ],
            is_open and h.div(".lesson-box.lesson-note")[self.shown(clue)],
        ]

    def shown(self, clue: Clue) -> h.Fragment:
        """A clue with the day and the place of its meeting, and its sources."""
        return h.fragment[
            h.p[clue.text],
            clue.meeting_id and h.p[self.meeting_text(clue)],
            sources_fold(self.content, clue.source_ids, about=clue.title),
        ]

    def meeting_text(self, clue: Clue) -> str:
        """The meeting that a clue shows: its day, its form and its place; empty where it shows none."""
        if not clue.meeting_id:
            return ""
        meeting = self.content.meetings[clue.meeting_id]
        venue = self.content.venues[meeting.venue_id]
        return f"{told.day_name(meeting)}: {meeting.format}, {venue.name}, {city_of(venue)}."

    @cached_property
    def picture(self) -> Spots:
        """The places to choose from, with their numbers."""
        places = [
            Spot(one.id, number, one.text, *project(one.lon, one.lat))
            for number, one in enumerate(self.misprint.options, 1)
        ]
        names = country_names(self.content.basemap, self.content.course.map.labels)
        return spots(self.misprint.id, places, self.content.basemap, names)

    def _to_decide(self) -> h.Element:
        misprint = self.misprint
        listed = [(one.id, f"{number}. {one.text}") for number, one in enumerate(misprint.options, 1)]
        svg = self.picture.svg(title=PICTURE, says=f"{'; '.join(text for _, text in listed)}.", live=False)
        return h.form({"data-move": "decide", "data-key": "decide"})[
            choices(
                misprint.question,
                listed,
                name="option",
                prefix="decide",
                between=h.div(".lesson-picture")[
                    Markup(svg),  # noqa: S704  made and escaped in ui/spots.py
                    h.p(".lesson-soft")["The numbers are those of the list."],
                ],
            ),
            asked("decide", 0),
            h.p(".lesson-field")[
                h.label(for_="reason")["Which clue decided it? A few words, if you like."],
                h.textarea(id="reason", name="reason", rows="2", maxlength=str(LONGEST)),
            ],
            h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Keep my decision and read on"]],
        ]

    def _said(self, state: GarbledState) -> h.Element:
        if not state.chosen:
            return h.div(role="status")
        misprint = self.misprint
        options = {one.id: one for one in misprint.options}
        chosen, fits = options[state.chosen], state.chosen == misprint.key
        return h.div(role="status")[
            h.div(f".lesson-box.{'lesson-good' if fits else 'lesson-bad'}", data_key="said")[
                h.h3(id="said-title", tabindex="-1")[
                    f"{'✓' if fits else '✗'} Documented: {options[misprint.key].text}"
                ],
                h.p[f"You decided: {chosen.text}. {chosen.rationale}"],
                state.sureness and h.p[answered_back(state.sureness, right=fits)],
                state.reason and h.p["You wrote: ", h.q[state.reason]],
                self.documented(),
            ]
        ]

    def documented(self) -> h.Fragment:
        """What is known, what is not, and what was found about each place where it stands."""
        return h.fragment[self.answer(), sources_fold(self.content, self.source_ids)]

    def answer(self) -> h.Fragment:
        """The same without its sources, which a plain page shows in another way."""
        found = [self.content.discrepancies[one] for one in self.misprint.discrepancy_ids]
        return h.fragment[
            h.p[self.misprint.answer],
            h.ul[
                (
                    h.li[
                        h.q[one.printed],
                        f" (paragraph {one.paragraph}): {one.problem} {one.evidence} ",
                        h.em[f"How sure we are: {one.confidence}."],
                    ]
                    for one in found
                )
            ],
            h.p[h.strong["Doubt: "], self.misprint.doubt],
        ]

    @property
    def source_ids(self) -> list[str]:
        """The sources of the answer and of what was found; one may stand there twice."""
        found = (self.content.discrepancies[one] for one in self.misprint.discrepancy_ids)
        return [*self.misprint.source_ids, *(one.source_id for one in found)]


def _known(came: str, allowed: Sequence[str]) -> str:
    if came not in allowed:
        raise ValueError(f"{came!r} is none of these: {', '.join(allowed)}")
    return came
