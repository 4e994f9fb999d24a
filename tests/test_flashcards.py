"""Flashcards: the deck, what is due, a session, and a schedule that is fsrs's own."""

import html
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.activities.flashcards import Flashcards, FlashcardsState
from lessons.activities.flashcards.activity import AT_MOST
from lessons.activities.flashcards.cards import item_card, term_cards
from lessons.activities.flashcards.parts import due_text, in_words
from lessons.activities.flashcards.schedule import RATINGS, Memory, Review, counted, replay
from lessons.activities.flashcards.state import Due
from lessons.content import load_content
from lessons.content.records.items import Guess
from lessons.course import Course
from lessons.progress import open_log
from lessons.ui.activity import NOT_RUNNING, Event
from lessons.ui.panel import Panel

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHOLE = load_content()
CONTENT = WHOLE.for_lesson("the-text")
CARDS = Flashcards(CONTENT, "the-text")
EMPTY = CARDS.empty()


def event(move: str, at: datetime = NOON, **form: str) -> Event:
    return Event(move, {name: (value,) for name, value in form.items()}, at)


def review(card: str, rating: str = "well", at: datetime = NOON) -> dict[str, Any]:
    return {"kind": "review", "card": card, "rating": rating, "version": "00000000", "at": at}


def attempt(item: str, score: float, *, version: str = "") -> dict[str, Any]:
    asked = version or WHOLE.items[item].version
    return {"kind": "attempt", "item": item, "item_version": asked, "score": score, "at": NOON}


def after(*moves: Event, state: FlashcardsState = EMPTY) -> FlashcardsState:
    for one in moves:
        state = CARDS.step(state, one).state
    return state


def asked(state: FlashcardsState, at: datetime = NOON) -> Due:
    due = after(event("ask", at), state=state).asked
    assert due is not None
    return due


def started(state: FlashcardsState, at: datetime = NOON) -> tuple[str, ...]:
    session = after(event("start", at), state=state).session
    return session.cards if session else ()


# The deck


def test_a_term_has_a_card_each_way_and_one_for_each_short_form():
    ids = [card.id for card in term_cards(CONTENT.terms["saceur"])]
    assert ids == ["meaning:saceur", "word:saceur", "short:saceur:SACEUR", "short:saceur:SHAPE"]
    osce = {card.kind: card for card in term_cards(CONTENT.terms["osce"]) if card.front != "CSCE"}
    assert osce["short"].front == "OSCE"
    assert osce["short"].answer == ("Organization for Security and Co-operation in Europe",)
    assert osce["meaning"].answer == (CONTENT.terms["osce"].plain,)
    assert osce["word"].front == osce["meaning"].answer[0]


def test_every_card_asks_something_and_answers_it():
    assert len(CARDS.words) == sum(2 + len(term.abbreviations) for term in CONTENT.terms.values())
    for card in CARDS.words.values():
        assert card.front.strip()
        assert all(line.strip() for line in card.answer)
        assert card.answer


def test_no_meaning_names_its_own_word():
    for card in CARDS.words.values():
        if card.kind == "word":
            word = CONTENT.terms[card.about].headword
            assert not re.search(rf"\b{re.escape(word)}", card.front, 0 if word.isupper() else re.I), card


@pytest.mark.parametrize(
    "item", [one for one in WHOLE.items.values() if not isinstance(one, Guess)], ids=lambda one: one.id
)
def test_every_question_of_the_course_makes_a_card(item):
    card = item_card(item)
    assert card.front == item.stem
    rights = {option.id: option for option in item.options if option.id in item.right}
    for option in rights.values():
        assert any(option.text in line for line in card.answer)
        assert option.rationale in card.more


def test_answers_of_each_format_are_written_out():
    shown = {
        item.format: item_card(item).answer for item in WHOLE.items.values() if not isinstance(item, Guess)
    }
    assert {"true_false_reason", "matching", "ordering", "cloze"} <= set(shown)
    assert re.match("(True|False)[.] ", shown["true_false_reason"][0])
    assert [line[:3] for line in shown["ordering"][:2]] == ["1. ", "2. "]
    assert shown["cloze"][0].startswith("[1] ")
    matching = next(one for one in WHOLE.items.values() if one.format == "matching")
    assert [line.partition(": ")[0] for line in item_card(matching).answer] == [
        p.text for p in matching.prompts
    ]


def test_a_guess_is_no_card():
    with pytest.raises(ValueError, match="a guess has no right answer"):
        item_card(WHOLE.guesses("start")[0])


def test_the_version_changes_with_the_wording():
    term = CONTENT.terms["nato"]
    before, other = next(term_cards(term)), next(term_cards(term.model_copy(update={"plain": "Else."})))
    assert before.id == other.id
    assert re.fullmatch("[0-9a-f]{8}", before.version)
    assert before.version != other.version


# What is due


def test_nothing_is_due_before_anything_was_reviewed():
    due = asked(EMPTY)
    assert (due.cards, due.following, due.ahead) == ((), None, 0)
    assert set(due.new) == set(CARDS.words)
    assert due_text(due) == f"Nothing is due; {len(CARDS.words)} cards are new to you."


def test_new_cards_come_in_this_order():
    state = CARDS.restore([attempt("Q01", 0), {"kind": "opened_term", "term": "swift", "at": NOON}])
    new = asked(state).new
    assert new[:4] == ("missed:Q01", "meaning:swift", "word:swift", "short:swift:SWIFT")
    assert new[4] == "meaning:nato"  # the first word of this lesson
    lesson = [one for one in new[4:] if one.split(":")[1] == "satellite_image"]
    later = [one for one in new[4:] if one.split(":")[1] == "garrison"]
    assert new.index(lesson[0]) < new.index(later[0])


def test_the_word_looked_up_last_comes_first():
    entries = [{"kind": "opened_term", "term": term, "at": NOON} for term in ("swift", "osce", "swift")]
    cards = started(CARDS.restore(entries))
    assert cards[:2] == ("meaning:swift", "meaning:osce")


def test_a_session_has_ten_cards_at_most_and_no_siblings():
    cards = started(EMPTY)
    assert len(cards) == AT_MOST == 10
    abouts = [CARDS.words[card].about for card in cards]
    assert len(set(abouts)) == len(abouts)


def test_what_is_due_comes_before_what_is_new_and_the_longest_due_first():
    state = CARDS.restore(
        [
            review("word:swift", at=NOON - timedelta(days=40)),
            review("meaning:osce", at=NOON - timedelta(days=50)),
            review("meaning:swift", at=NOON - timedelta(days=30)),
        ]
    )
    due = asked(state)
    assert due.cards == ("meaning:osce", "word:swift", "meaning:swift")
    # "meaning:swift" would tell the answer of its sibling, and waits.
    assert started(state)[:2] == ("meaning:osce", "word:swift")
    assert "meaning:swift" not in started(state)


def test_a_card_that_is_not_due_yet_stays_away():
    state = CARDS.restore([review("meaning:osce", "at once")])
    due = asked(state, NOON + timedelta(days=1))
    assert due.cards == ()
    assert due.following is not None
    assert "meaning:osce" not in due.new
    assert "The next card comes back in " in due_text(due)
    assert asked(state, due.following).cards == ("meaning:osce",)
    assert asked(state, due.following - timedelta(seconds=1)).cards == ()


def test_a_card_of_a_term_that_is_gone_is_passed_over():
    state = CARDS.restore([review("meaning:gone", at=NOON - timedelta(days=9)), review("missed:Q99")])
    assert asked(state).cards == ()


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(0), "in 1 minute"),
        (timedelta(minutes=10), "in 10 minutes"),
        (timedelta(minutes=59, seconds=40), "in 1 hour"),
        (timedelta(hours=23), "in 23 hours"),
        (timedelta(days=1), "in 1 day"),
        (timedelta(days=3, hours=2), "in 3 days"),
    ],
)
def test_a_wait_is_told_in_words(wait, words):
    assert in_words(wait) == words


# Missed questions


def test_a_question_whose_first_answer_was_not_right_becomes_a_card():
    state = CARDS.restore([attempt("Q01", 0.5), attempt("Q01", 1), attempt("Q02", 1), attempt("Q02", 0)])
    assert state.missed == ("Q01",)
    assert "missed:Q01" in CARDS.deck(state)
    assert "missed:Q02" not in CARDS.deck(state)
    # One after the other gives the same: the first answer stays the first.
    one_by_one = EMPTY
    for entry in (attempt("Q01", 0.5), attempt("Q01", 1), attempt("Q02", 1), attempt("Q02", 0)):
        one_by_one = CARDS.learn(one_by_one, [entry])
    assert one_by_one == state


def test_an_answer_to_an_earlier_wording_or_an_unknown_item_makes_no_card():
    entries = [attempt("Q01", 0, version="00000000"), {**attempt("Q01", 0), "item": "Q999"}]
    assert CARDS.restore(entries) == EMPTY


def test_a_question_about_what_came_later_is_no_card_before_the_last_lesson():
    later = next(one.id for one in WHOLE.items.values() if one.spoiler)
    assert CARDS.restore([attempt(later, 0)]) == EMPTY
    last = Flashcards(WHOLE.for_lesson("what-happened-next"), "what-happened-next")
    assert last.restore([attempt(later, 0)]).missed == (later,)


def test_the_card_of_a_question_shows_its_answer_and_why():
    state = after(event("start"), event("show"), state=CARDS.restore([attempt("Q01", 0)]))
    shown = CARDS.view(state)["cards"]
    item = WHOLE.items["Q01"]
    for option in item.options:
        assert (option.rationale in text(shown)) is (option.id in item.right)
    assert item.stem in text(shown)


def text(markup: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", markup))


# A session


def test_show_rate_and_the_next_card():
    state = after(event("start"))
    assert state.session is not None
    one, two = state.session.cards[:2]
    shown = CARDS.step(state, event("show"))
    assert (shown.focus, shown.entries) == ("back", ())
    step = CARDS.step(shown.state, event("rate", card=one, rating="well"))
    assert step.focus == "show"
    assert step.entries == (
        {"kind": "review", "card": one, "rating": "well", "version": CARDS.words[one].version},
    )
    assert step.state.session is not None
    assert (step.state.session.card, step.state.session.shown) == (two, False)
    assert step.state.reviews == {one: (Review(one, "well", NOON),)}
    assert state.reviews == {}


def test_a_session_ends_with_what_comes_back_when():
    state = after(event("start"))
    assert state.session is not None
    at, step = NOON, None
    for number, card in enumerate(state.session.cards):
        at += timedelta(seconds=20)
        step = CARDS.step(
            after(event("show"), state=state), event("rate", at, card=card, rating=RATINGS[number % 4])
        )
        state = step.state
    assert step is not None
    assert step.focus == "cards-title"
    shown = CARDS.view(state)["cards"]
    assert "10 cards done." in shown
    assert shown.count("<tr>") == 11
    assert "in 1 minute" in shown
    assert 'data-move="ask"' in shown
    assert "Card 1 of" not in shown
    again = after(event("ask", at + timedelta(days=60)), state=state)
    assert again.asked is not None
    assert len(again.asked.cards) == 10


def test_what_was_shown_at_the_end_is_what_fsrs_says():
    state = after(event("start"), event("show"))
    assert state.session is not None
    card = state.session.card
    state = after(event("rate", card=card, rating="at once"), event("stop"), state=state)
    memory = by_fsrs([Review(card, "at once", NOON)])
    assert memory is not None
    assert state.session is not None
    assert [one.due for one in state.session.rated] == [memory.due]
    assert in_words(memory.due - NOON) in CARDS.view(state)["cards"]


def test_stopping_without_a_rating_says_that_nothing_changed():
    state = after(event("start"), event("stop"))
    assert "nothing has changed" in CARDS.view(state)["cards"]
    assert state.reviews == {}


def test_a_key_pressed_twice_rates_once():
    state = after(event("start"), event("show"))
    assert state.session is not None
    rated = after(event("rate", card=state.session.card, rating="well"), state=state)
    again = CARDS.step(rated, event("rate", card=state.session.card, rating="well"))
    assert (again.state, again.entries) == (rated, ())


@pytest.mark.parametrize(
    ("moves", "message"),
    [
        ([event("jump")], "move: 'jump' came, allowed are ask, start, show, rate, stop"),
        ([event("show")], "There is no card to show; ask what is due, and start."),
        ([event("stop")], "No session is on; start one first."),
        (
            [event("rate", card="meaning:nato", rating="good")],
            "rating: 'good' came, allowed are not at all, with difficulty, well, at once",
        ),
        (
            [event("start"), event("rate", card="meaning:nato", rating="well")],
            "Show the answer first, then say how well you knew it.",
        ),
    ],
)
def test_a_bad_move_says_what_came_and_what_is_allowed(moves, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        after(*moves)


# The schedule


def by_fsrs(reviews: list[Review]) -> Memory | None:
    """The same by fsrs alone, without a line of the course."""
    scheduler, card = fsrs.Scheduler(enable_fuzzing=False), fsrs.Card(card_id=1)
    ratings = dict(zip(RATINGS, fsrs.Rating, strict=True))
    for one in reviews:
        card, _ = scheduler.review_card(card, ratings[one.rating], one.at)
    if card.stability is None or card.difficulty is None:
        return None
    return Memory(card.due, card.stability, card.difficulty)


waits = st.timedeltas(timedelta(seconds=1), timedelta(days=400))
histories = st.lists(st.tuples(st.sampled_from(RATINGS), waits), min_size=1, max_size=12)


@given(histories)
def test_the_schedule_is_that_of_fsrs_on_the_same_log(history):
    at, reviews = NOON, []
    for rating, wait in history:
        at += wait
        reviews.append(Review("meaning:nato", rating, at))
    assert replay(counted(reviews, at)) == by_fsrs(reviews)


@settings(max_examples=20)
@given(histories)
def test_a_session_by_the_page_leaves_what_a_new_start_reads(history):
    """What is rated one by one and what is restored from its log are the same cards, due at the same time."""
    at, state, log = NOON, EMPTY, []
    for rating, wait in history:
        at += wait
        state = after(event("start", at), event("show", at), state=state)
        assert state.session is not None
        step = CARDS.step(state, event("rate", at, card=state.session.card, rating=rating))
        state = step.state
        log += [{**entry, "at": at} for entry in step.entries]
    restored = CARDS.restore(log)
    assert restored.reviews == state.reviews
    assert asked(restored, at) == asked(state, at)


def test_ratings_are_those_of_fsrs_in_order():
    assert [rating.name for rating in fsrs.Rating] == ["Again", "Hard", "Good", "Easy"]
    due = [replay([Review("x", rating, NOON)]) for rating in RATINGS]
    waits = [memory.due - NOON for memory in due if memory]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)


def test_a_log_in_another_order_gives_the_same_days():
    entries = [
        review("meaning:nato", rating, NOON + timedelta(days=3 * n)) for n, rating in enumerate(RATINGS)
    ]
    assert CARDS.restore(entries[::-1]) == CARDS.restore(entries)


def test_no_clock_is_asked_for_a_card(monkeypatch):
    class Forbidden(datetime):
        @classmethod
        def now(cls, *_: object) -> "Forbidden":
            raise AssertionError("the clock was asked")

    monkeypatch.setattr("fsrs.card.datetime", Forbidden)
    monkeypatch.setattr("fsrs.scheduler.datetime", Forbidden)
    memory = replay([Review("x", "well", NOON)])
    assert memory is not None
    assert memory.due == NOON + timedelta(minutes=10)


# A log from the future


def test_reviews_ahead_of_the_clock_are_said_and_left_out():
    future = NOON + timedelta(days=400)
    state = CARDS.restore(
        [review("meaning:nato", at=future), review("meaning:osce", at=NOON - timedelta(days=90))]
    )
    due = asked(state)
    assert (due.ahead, due.latest) == (1, future)
    assert due.cards == ("meaning:osce",)
    assert "meaning:nato" in due.new
    shown = text(CARDS.view(after(event("ask"), state=state))["cards"])
    assert "1 review carries a date after today's (up to 6 April 2027), so a clock was wrong." in shown
    # When the day has come, it counts again: nothing was thrown away.
    assert asked(state, future + timedelta(days=90)).ahead == 0


def test_a_clock_may_be_off_by_a_day():
    edge = [
        review("meaning:nato", at=NOON + timedelta(days=1)),
        review("meaning:osce", at=NOON + timedelta(days=1, seconds=1)),
    ]
    due = asked(CARDS.restore(edge))
    assert due.ahead == 1
    assert "meaning:nato" not in due.new
    assert "wrong" not in CARDS.view(after(event("ask")))["cards"]


def test_a_review_made_now_counts_although_a_later_one_is_in_the_log():
    state = CARDS.restore([review("meaning:nato", "not at all", NOON + timedelta(days=400))])
    state = after(
        event("start"), event("show"), event("rate", card="meaning:nato", rating="at once"), state=state
    )
    memory = by_fsrs([Review("meaning:nato", "at once", NOON)])
    assert memory is not None
    assert asked(state, NOON + timedelta(hours=1)).following == memory.due


# View and still


def test_the_view_has_the_parts_it_names_and_no_clock():
    for state in (EMPTY, after(event("ask")), after(event("start")), after(event("start"), event("show"))):
        assert tuple(CARDS.view(state)) == CARDS.parts
        assert CARDS.view(state) == CARDS.view(state)


def test_what_is_due_is_shown_on_asking_alone():
    state = CARDS.restore([review("meaning:osce", at=NOON - timedelta(days=50))])
    assert "due" not in text(CARDS.view(state)["said"])
    assert 'data-move="start"' not in CARDS.view(state)["cards"]
    view = CARDS.view(after(event("ask"), state=state))
    count = f"1 card is due; {len(CARDS.words) - 1} cards are new to you."
    assert text(view["said"]) == f"{count}Which cards are dueOSCE What does it mean?"
    assert "Start with 10 cards" in view["cards"]


def test_the_ratings_are_buttons_with_words_and_keys():
    shown = CARDS.view(after(event("start"), event("show")))["cards"]
    keys = re.findall('data-with-rating="([^"]*)" data-shortcut="(.)"', shown)
    assert keys == [("not at all", "1"), ("with difficulty", "2"), ("well", "3"), ("at once", "4")]
    assert 'data-shortcuts="true"' in shown
    assert 'data-move="rate"' not in CARDS.view(after(event("start")))["cards"]


def test_what_is_typed_into_the_data_is_escaped():
    term = CONTENT.terms["nato"].model_copy(update={"headword": "<script>"})
    card = next(term_cards(term))
    cards = Flashcards(CONTENT, "the-text")
    object.__setattr__(cards, "words", {card.id: card})
    shown = cards.view(EMPTY.start((card.id,)))["cards"]
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_the_still_has_nothing_to_press_and_no_learner():
    still = CARDS.still(EMPTY)
    assert still.text.startswith(f"{NOT_RUNNING}\n")
    assert not re.search(r"<(button|input|form|select|script)|\s(id|data-move|aria-\w+)=", still.html)
    assert "Nothing is due." in still.text
    assert "Nothing is due." in still.html
    assert not re.search(r"\b20[2-9]\d\b", still.text.replace("2021", ""))
    for words in ("SACEUR: Supreme Allied Commander Europe", f"The deck has {len(CARDS.words)} cards"):
        assert words in still.text
    busy = after(event("start"), state=CARDS.restore([attempt("Q01", 0), review("meaning:nato")]))
    assert CARDS.still(busy) == still


# In the course


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def open_lesson(slug: str = "the-text") -> Course:
    return Course(WHOLE, WHOLE.lesson(slug), open_log())


def miss(course: Course) -> str:
    """Answer the first question of the quiz wrongly."""
    item = course.quiz().activity.items[0]  # type: ignore[attr-defined]  # a quiz
    wrong = next(option.id for option in item.options if option.id not in item.right)
    course.quiz().act("answer", item=item.id, choice=wrong)
    return str(item.id)


@pytest.mark.usefixtures("home")
def test_a_question_missed_on_the_page_is_a_card_at_once():
    course = open_lesson()
    cards = course.flashcards()
    item = miss(course)
    cards.act("start")
    assert cards.state.session.cards[0] == f"missed:{item}"
    course.glossary().act("term", term="swift")
    assert cards.state.looked_up == ("swift",)
    assert cards.state.session.cards[0] == f"missed:{item}"  # the session goes on


@pytest.mark.usefixtures("home")
def test_the_cards_of_another_page_come_in_when_the_cell_runs_again():
    here, there = open_lesson(), open_lesson("start")
    cards = here.flashcards()
    other = there.flashcards()
    for move in ("start", "show"):
        other.act(move)
    other.act("rate", card=other.state.session.card, rating="well")
    assert cards.state.reviews == {}
    assert here.flashcards() is cards
    assert cards.state.reviews == other.state.reviews


def test_a_review_is_in_the_log_before_it_shows(home: Path):
    course = open_lesson()
    cards = course.flashcards()
    for move in ("start", "show"):
        cards.act(move)
    card = cards.state.session.card
    cards.act("rate", card=card, rating="with difficulty")
    lines = [
        json.loads(line) for file in (home / "log").glob("*.jsonl") for line in file.read_text().splitlines()
    ]
    kept = [line for line in lines if line["entry"]["kind"] == "review"]
    assert [(line["activity"], line["key"], line["learner"]) for line in kept] == [
        ("flashcards", "", course.learner.id)
    ]
    version = CARDS.words[card].version
    assert kept[0]["entry"] == {
        "kind": "review",
        "card": card,
        "rating": "with difficulty",
        "version": version,
    }
    restored = open_lesson().flashcards().state
    assert restored.reviews == cards.state.reviews
    assert restored.session is None


def test_a_review_that_could_not_be_kept_does_not_show_as_kept():
    def full(*_: object) -> None:
        raise OSError(28, "the disk is full")

    panel = Panel(CARDS, save=full, now=lambda: NOON)
    for move in ("start", "show"):
        panel.act(move)
    before = panel.state, panel.part_cards
    with pytest.raises(OSError, match="the disk is full"):
        panel.act("rate", card=panel.state.session.card, rating="well")
    assert (panel.state, panel.part_cards) == before


@pytest.mark.usefixtures("home")
def test_two_learners_do_not_meet_in_a_deck():
    course = open_lesson()
    course.welcome().act("start", nickname="Ibis")
    cards = course.flashcards()
    miss(course)
    cards.act("start")
    course.welcome().act("start", nickname="Heron")
    assert cards.state == EMPTY
    assert "for Heron" in cards.part_foot


def test_opening_the_course_does_not_wait_for_fsrs():
    code = "import sys, lessons; lessons.open_course('the-text').flashcards(); print('fsrs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
