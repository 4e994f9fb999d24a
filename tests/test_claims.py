"""The article's claims: sources first, one's own verdict, then the documented one, and one's own note."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from types import MappingProxyType

import pytest
from bs4 import BeautifulSoup

from lessons.activities.claims import PLANS, STEPS, VERDICTS, Claims, Plans, when
from lessons.activities.claims.state import ClaimsState
from lessons.content import load_content
from lessons.content.records import PartialDate, Verdict
from lessons.site.parts import activity_piece
from lessons.site.piece import Page
from lessons.ui.activity import NOT_RUNNING, Entry, Event
from lessons.ui.own_words import LONGEST
from lessons.ui.sorting import SortingState

WHOLE = load_content()
CONTENT = WHOLE.for_lesson("check-the-article")
CLAIMS, PLAN = Claims(CONTENT), Plans(CONTENT)
BOTH = pytest.mark.parametrize("activity", [CLAIMS, PLAN], ids=["claims", "plan"])
FIRST = CLAIMS.texts[0]


def do(move: str, **form: str) -> Event:
    sent = {name.replace("_", "-"): (value,) for name, value in form.items()}
    return Event(move, sent, datetime(2026, 1, 1, tzinfo=UTC))


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def given(activity: Claims, text: Verdict, verdict: str = "", reason: str = "") -> ClaimsState:
    """After a verdict, the first of those that can be chosen if none is named."""
    at, kind = ClaimsState(activity.texts.index(text)), verdict or next(iter(activity.kinds))
    state = activity.step(at, do("sort", text=text.id, kind=kind, reason=reason)).state
    assert isinstance(state, ClaimsState)
    return state


def telling(text: Verdict) -> list[str]:
    """What may not be read before a verdict: the reasons, what was found in print, the doubt."""
    found = [CONTENT.discrepancies[one] for one in text.discrepancy_ids]
    told = [text.why, text.doubt, *(one.problem for one in found), *(one.evidence for one in found)]
    return [one for one in told if one]


# What is there


def test_every_exercise_is_a_task_once_and_the_other_row_is_none():
    asked = [text.id for text in (*CLAIMS.texts, *PLAN.texts)]
    assert sorted(asked) == sorted(one.id for one in CONTENT.verdicts.values() if one.exercise)
    assert len(asked) == len(set(asked)) == 24


def test_the_first_four_claims_of_the_lesson_have_four_different_verdicts():
    assert {text.verdict for text in CLAIMS.texts[:4]} == set(VERDICTS)


@BOTH
def test_a_claim_has_its_speaker_kind_and_paragraph_and_its_cards(activity: Claims):
    for place, text in enumerate(activity.texts):
        shown = plain(activity.view(ClaimsState(place))["text"])
        claims = [CONTENT.claims[one] for one in text.claim_ids]
        assert text.claim in shown
        assert f"Paragraph {claims[0].paragraph}" in shown
        for claim in claims:
            assert claim.claimant in shown
            assert claim.kind in shown
        cards = CONTENT.cards_of(text.id)
        assert 1 <= len(cards) <= 3
        for card in cards:
            source = CONTENT.sources[card.source_id]
            for told in (card.speaker, card.summary, card.read_as, source.kind, source.title):
                assert " ".join(told.split()) in shown
        for step in STEPS:
            assert CONTENT.course.wording[step] in shown


def test_state_media_is_named_labelled_and_not_linked():
    cards = list(CONTENT.source_cards.values())
    owned = [one for one in cards if CONTENT.sources[one.source_id].link_policy == "state media"]
    assert owned
    for card in owned:
        place = [text.id for text in CLAIMS.texts].index(card.verdict_id)
        told = BeautifulSoup(CLAIMS.view(ClaimsState(place))["text"], "html.parser")
        (box,) = (li for li in told.select(".lesson-cards > li") if card.summary in li.get_text())
        assert CONTENT.course.wording["state media"] in box.get_text()
        assert box.find("a") is None
    for card in cards:
        source = CONTENT.sources[card.source_id]
        assert source.published_on is None or source.published_on.by(CONTENT.course.week_ends), card.id


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("2022-01-07", "7 January 2022, before the day of the article"),
        ("2022-01-10", "10 January 2022, on the day of the article"),
        ("2022-01-12", "12 January 2022, after the day of the article"),
        (None, "no date"),
    ],
)
def test_a_card_says_whether_readers_of_the_article_could_have_it(out: str | None, told: str):
    source = next(iter(CONTENT.sources.values()))
    dated = source.model_copy(update={"published_on": PartialDate(out) if out else None})
    assert when(dated, date(2022, 1, 10)) == told


# Nothing before the verdict


@BOTH
def test_nothing_of_the_verdict_is_in_the_page_or_the_still_before_one_is_given(activity: Claims):
    still = activity.still(activity.empty())
    for place, text in enumerate(activity.texts):
        view = activity.view(ClaimsState(place))
        for shown in ("".join(view.values()), still.html, still.text):
            assert [one for one in telling(text) if one in unescape(shown)] == [], text.id
        assert view["note"] == "<div></div>"
        assert plain(view["said"]) == ""
        assert "We came to" not in "".join(view.values())
        # Every claim offers the same choices in the same order, and none is chosen.
        soup = BeautifulSoup(view["text"], "html.parser")
        assert [radio["value"] for radio in soup.select("input[type=radio]")] == list(activity.kinds)
        assert not soup.select("[checked]")


def test_a_card_does_not_repeat_the_verdict():
    for card in CONTENT.source_cards.values():
        text = CONTENT.verdicts[card.verdict_id]
        assert not any(one in card.summary or card.summary in one for one in telling(text)), card.id
        assert not re.search(r"\b(imprecise|accurate|incomplete|garbled|misprint)", card.summary), card.id


# The verdict


@BOTH
def test_a_verdict_opens_ours_with_its_reason_its_evidence_and_its_doubt(activity: Claims):
    for text in activity.texts:
        said = plain(activity.view(given(activity, text))["said"])
        for told in telling(text):
            assert " ".join(told.split()) in said, text.id
        assert f"How sure we are: {text.confidence}." in said
        assert CONTENT.sources[text.source_id].title in said
        if text.meeting_id:
            meeting = CONTENT.meetings[text.meeting_id]
            assert meeting.outcome in said
            # What took place is no word of ours either: its sources stand in the same fold.
            for source in (meeting.source_id, *meeting.extra_source_ids):
                assert CONTENT.sources[source].title in said, source


def test_another_verdict_is_called_another_one_and_never_wrong():
    other = CLAIMS.view(given(CLAIMS, FIRST, "accurate"))["said"]
    assert plain(other).startswith("◐ You say: Right. We came to: Imprecise.")
    assert "lesson-bad" not in other
    assert plain(CLAIMS.view(given(CLAIMS, FIRST, FIRST.verdict))["said"]).startswith(
        "✓ We came to the same: Imprecise."
    )


def test_verdict_and_reason_are_kept_and_come_back():
    step = CLAIMS.step(CLAIMS.empty(), do("sort", text=FIRST.id, kind="wrong", reason=" A <b> reason. "))
    assert step.entries == (
        {
            "kind": "decided",
            "item": FIRST.id,
            "item_version": CLAIMS.version(FIRST),
            "response": ["wrong"],
        },
        {"kind": "wrote", "ask": FIRST.id, "text": "A <b> reason."},
    )
    assert step.focus == "verdict-title"
    assert 'id="verdict-title"' in CLAIMS.view(step.state)["said"]
    back = CLAIMS.restore(step.entries)
    assert (back.position, back.of(FIRST.id), back.reason(FIRST.id)) == (1, ("wrong",), "A <b> reason.")
    assert CLAIMS.step(step.state, do("sort", text=FIRST.id, kind="accurate")).entries == ()


def test_a_verdict_on_another_wording_of_the_claim_is_forgotten_with_its_levels():
    entries: list[Entry] = [*CLAIMS.step(CLAIMS.empty(), do("sort", text=FIRST.id, kind="wrong")).entries]
    entries.append({"kind": "rated", "ask": FIRST.id, "criterion": "source", "level": 2})
    assert CLAIMS.restore(entries).level(FIRST.id, "source") == 2
    entries[0] = {**entries[0], "item_version": "00000000"}
    assert CLAIMS.restore(entries) == CLAIMS.empty()


# The note


def test_criteria_come_only_with_a_note_and_levels_are_kept_without_a_sum():
    bare = given(CLAIMS, FIRST)
    assert "Write a few words" in CLAIMS.view(bare)["note"]
    assert "radio" not in CLAIMS.view(bare)["note"]
    wrote = CLAIMS.step(bare, do("write", ask=FIRST.id, text="The blog <says> 58."))
    assert wrote.entries == ({"kind": "wrote", "ask": FIRST.id, "text": "The blog <says> 58."},)
    note = BeautifulSoup(CLAIMS.view(wrote.state)["note"], "html.parser")
    assert "it is no mark" in note.get_text()
    for criterion in CONTENT.criteria.values():
        told = [f"{n}: {words}" for n, words in enumerate(criterion.levels)]
        (group,) = (one.parent for one in note.select("legend") if one.get_text() == criterion.title)
        assert group is not None
        assert [label.get_text() for label in group.select("label")] == told
    rated = CLAIMS.step(wrote.state, do("rate", claim=FIRST.id, criterion="source", level_source="2"))
    assert rated.entries == ({"kind": "rated", "ask": FIRST.id, "criterion": "source", "level": 2},)
    again = CLAIMS.step(rated.state, do("rate", claim=FIRST.id, criterion="source", level_source="1"))
    assert isinstance(again.state, ClaimsState)
    assert again.state.ratings == ((FIRST.id, "source", 1),)
    shown = BeautifulSoup(CLAIMS.view(again.state)["note"], "html.parser")
    assert [one["id"] for one in shown.select("[checked]")] == [f"{FIRST.id}-level-source-1"]
    kept = [
        *CLAIMS.step(CLAIMS.empty(), do("sort", text=FIRST.id, kind="accurate")).entries,
        *wrote.entries,
        *rated.entries,
        *again.entries,
    ]
    assert replace(CLAIMS.restore(kept), position=0) == again.state


BAD: list[tuple[Event, str]] = [
    (do("jump"), "jump is no move here: sort, next, previous, write, rate are."),
    (do("sort", text="s99", kind="wrong"), "s99 is not one of these claims: s03, "),
    (do("sort", text=FIRST.id, kind="false"), "Choose one: Right, Left out, Imprecise, Wrong."),
    (do("write", ask=FIRST.id, text="x"), f"'{FIRST.id}' has no verdict of yours yet; none has"),
    (do("rate", claim=FIRST.id, criterion="source", level_source="1"), "has no verdict of yours yet"),
]


@pytest.mark.parametrize(("event", "says"), BAD)
def test_a_bad_move_says_what_is_allowed(event: Event, says: str):
    with pytest.raises(ValueError, match=re.escape(says)):
        CLAIMS.step(CLAIMS.empty(), event)


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (do("rate", claim=FIRST.id, criterion="style"), "criterion: 'style' came, allowed are source, "),
        (
            do("rate", claim=FIRST.id, criterion="source", level_source="4"),
            "level: '4' came, allowed are 0, 1, 2, 3",
        ),
        (do("write", ask=FIRST.id, text="x" * (LONGEST + 1)), "at most 2000 letters are kept"),
    ],
)
def test_a_bad_level_or_a_note_too_long_says_so(event: Event, says: str):
    with pytest.raises(ValueError, match=re.escape(says)):
        CLAIMS.step(given(CLAIMS, FIRST), event)


# What was planned, and what took place


def test_a_plan_is_asked_as_a_plan_and_who_came_on_the_day_is_the_first():
    assert [(text.id, PLAN.documented(text)) for text in PLAN.texts] == [
        ("s20", "otherwise"),
        ("s22", "as planned"),
        ("s16", "and more"),
    ]
    asked = plain(PLAN.view(PLAN.empty())["text"])
    assert asked.startswith("Plan 1: Paragraph 12")
    assert "What was planned, and what took place?" in asked
    assert "Could the author know how it came?" in asked
    for kind, words in PLANS.items():
        assert f"{words}. {CONTENT.course.wording[kind]}" in asked
    # Each of the three sources says whether it was there on the day of the article.
    days = re.findall(r"When: \d+ January 2022, (before|on|after) the day of the article", asked)
    assert days == ["before", "on", "on"]
    said = plain(PLAN.view(given(PLAN, PLAN.texts[0], "as planned"))["said"])
    assert said.startswith("◐ You say: As planned. We came to: Otherwise than planned.")
    assert "Stefanishyna came" in said


@BOTH
def test_the_head_says_when_enough_are_checked_and_the_end_says_checked(activity: Claims):
    heads: list[str] = []
    state: SortingState = activity.empty()
    for text in activity.texts:
        state = activity.step(state, do("sort", text=text.id, kind=next(iter(activity.kinds)))).state
        heads.append(plain(activity.view(state)["head"]))
    first = next(n for n, head in enumerate(heads, 1) if "enough for one lesson" in head)
    assert first == activity.enough == {"claims": 4, "plan": 1}[activity.key]
    assert "enough" not in heads[-1]
    end = plain(activity.view(replace(state, position=len(activity.texts)))["text"])
    assert end == f"All {activity.noun}s {len(heads)} of {len(heads)} are checked. The table shows them."


@BOTH
def test_a_reason_that_is_not_sent_yet_outlives_a_reload(activity: Claims):
    form = BeautifulSoup(activity.view(activity.empty())["text"], "html.parser").form
    assert form is not None
    assert form["data-draft"] == f"sort-{activity.texts[0].id}"


# Still, plain page


@BOTH
def test_the_still_can_be_read_and_changes_with_a_verdict_that_it_does_not_tell(activity: Claims):
    still = activity.still(activity.empty())
    assert plain(still.html).startswith(NOT_RUNNING)
    assert not re.search(r"<(form|input|button|script|select|textarea)\b| id=", still.html)
    first = activity.texts[0]
    other: Mapping[str, Verdict] = MappingProxyType(
        {**CONTENT.verdicts, first.id: first.model_copy(update={"verdict": "wrong", "came": "not planned"})}
    )
    changed = replace(activity, content=replace(CONTENT, verdicts=other))
    assert changed.still(changed.empty()) != still


@BOTH
def test_the_plain_page_keeps_what_we_came_to_in_folds(activity: Claims):
    page = Page(CONTENT.lesson("check-the-article"), CONTENT)
    soup = BeautifulSoup(str(activity_piece(page, activity, ()).html), "html.parser")
    assert not soup.select("form, input, button")
    folded = " ".join(one.extract().get_text(" ") for one in soup.select("details"))
    for text in activity.texts:
        assert [one for one in telling(text) if one in soup.get_text(" ") or one not in folded] == [], text.id
        for card in CONTENT.cards_of(text.id):
            assert card.summary in soup.get_text(" ")
