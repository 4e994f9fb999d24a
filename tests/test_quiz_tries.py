"""What goes with an answer: how sure one is, an order of one's own, another try, what an item rests on."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lessons.activities.quiz import Attempt, Basis, Places, Quiz, QuizState, playable
from lessons.activities.quiz.basis import where
from lessons.activities.quiz.shuffled import shuffled
from lessons.activities.quiz.tries import Tries
from lessons.content import Content, load_content
from lessons.content.marking import Markable, prompts_of, right_response
from lessons.content.records.items import ClassifyClaim, Cloze, Matching, Numeric, Ordering
from lessons.ui.activity import Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SMALL = load_content(Path(__file__).parent / "small_course")
WHOLE = load_content()
LEARNERS = [f"learner-{number}" for number in range(40)]


def lake(shuffle: str = "", content: Content = SMALL) -> Quiz:
    """The quiz of the small course: all ten formats, and a parallel of Q5."""
    items = playable(content.quiz("the-lake"))
    parallels = playable([other for item in items for other in content.parallels(item.id)])
    places = Places(replace(content, basemap=WHOLE.basemap))  # the small course has one square of land
    return Quiz("the-lake", "The lake", items, places, Basis(content), parallels, shuffle)


QUIZ = lake()


def move(name: str, **form: str | tuple[str, ...]) -> Event:
    fields = {key: (value,) if isinstance(value, str) else value for key, value in form.items()}
    return Event(name, fields, NOON)


def answer(name: str, *response: str, sureness: str = "") -> Event:
    return move("answer", item=name, choice=response, **({"sureness": sureness} if sureness else {}))


def after(*events: Event, quiz: Quiz = QUIZ) -> QuizState:
    state = quiz.empty()
    for event in events:
        state = quiz.step(state, event).state
    return state


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ")).split())


def feedback(*events: Event, quiz: Quiz = QUIZ) -> str:
    return words(quiz.view(after(*events, quiz=quiz))["feedback"])


# How sure


@pytest.mark.parametrize("asked", QUIZ.items, ids=lambda one: one.format)
def test_each_format_asks_how_sure_one_is_in_words(asked: Markable):
    view = QUIZ.view(after(move("go", item=asked.id)))["question"]
    form = view[view.index("How sure are you?") :]
    labels = re.findall(r"<span>([^<]+)</span>", form)
    assert labels == ["I am guessing", "Fairly sure", "Sure"]
    assert "you may leave this out" in form
    assert not re.search(r" (checked|required)\b", form)
    solved = after(answer(asked.id, *right_response(asked)))
    assert "How sure" not in QUIZ.view(solved)["question"]


@pytest.mark.parametrize(("came", "kept"), [("", None), ("1", 1), ("2", 2), ("3", 3)])
def test_sureness_is_kept_with_the_answer_and_comes_back(came, kept):
    step = QUIZ.step(QUIZ.empty(), answer("Q1", "b", sureness=came))
    assert step.entries[0]["sureness"] is kept
    assert step.state.attempts == (Attempt("Q1", ("b",), 0.0, kept),)
    assert QUIZ.restore(step.entries).attempts == step.state.attempts


def test_sureness_changes_no_score():
    scores = {QUIZ.step(QUIZ.empty(), answer("Q1", "b", sureness=one)).entries[0]["score"] for one in "123"}
    assert scores == {0.0}


def test_an_older_log_and_a_strange_one_have_no_sureness():
    (entry,) = QUIZ.step(QUIZ.empty(), answer("Q1", "b", sureness="3")).entries
    older = {name: value for name, value in entry.items() if name != "sureness"}
    for came in (older, {**entry, "sureness": 7}, {**entry, "sureness": True}, {**entry, "sureness": "3"}):
        assert QUIZ.restore([came]).attempts[0].sureness is None


@pytest.mark.parametrize("came", [("4",), ("sure",), ("1", "2")])
def test_what_is_no_step_is_refused_in_words(came):
    with pytest.raises(ValueError, match=r"one of 1 \(guessing\), 2 \(fairly sure\), 3 \(sure\) is allowed"):
        QUIZ.step(QUIZ.empty(), move("answer", item="Q1", choice="a", sureness=came))


def test_it_is_asked_anew_for_the_next_answer():
    """The page makes new controls where the key of a choice changes, so that nothing stays ticked."""
    keys = [
        re.findall(r'data-key="(\d-\d)"', QUIZ.view(state)["question"])
        for state in (after(), after(answer("Q1", "b", sureness="3")))
    ]
    assert keys == [["1-0", "2-0", "3-0"], ["1-1", "2-1", "3-1"]]


@pytest.mark.parametrize(
    ("response", "sureness", "says"),
    [
        ("b", "3", "You were sure. That makes this one worth a second look."),
        ("b", "2", "You were fairly sure."),
        ("b", "1", "You were guessing. Look it up"),
        ("a", "3", "You were sure. It rests on"),
        ("a", "1", "You were guessing. Look at why it fits, so that you know it next time."),
    ],
)
def test_the_feedback_says_it_back_without_praise_or_blame(response, sureness, says):
    assert says in feedback(answer("Q1", response, sureness=sureness))
    assert "You were" not in feedback(answer("Q1", response))


def test_the_summary_shows_it_and_what_deserves_a_second_look():
    events = (answer("Q1", "b", sureness="3"), answer("Q1", "a", sureness="1"), answer("Q2", "b"))
    summary = QUIZ.view(after(*events, *[move("next")] * 10))["question"]
    rows = [re.findall(r"<td>(.*?)</td>", row)[:3] for row in summary.split("<tr>")[2:]]
    assert rows[:3] == [
        ["not yet", "sure", "solved"],
        ["not yet", "not said", "open"],
        ["not answered", "", "open"],
    ]
    assert "Worth a second look: question 1. You were sure there" in words(summary)
    none = QUIZ.view(after(answer("Q1", "a", sureness="3"), *[move("next")] * 10))["question"]
    assert "second look" not in none


# An order of one's own


def orders(item: Markable) -> list[tuple[str, ...]]:
    return [tuple(one.id for one in shuffled(item, learner).options) for learner in LEARNERS]


def every_item() -> list[Markable]:
    return [*playable(list(WHOLE.items.values())), *QUIZ.items]


@pytest.mark.parametrize("asked", every_item(), ids=lambda one: one.id)
def test_an_order_holds_every_option_once_and_never_tells_the_key(asked: Any):
    printed = tuple(one.id for one in asked.options)
    for order in orders(asked):
        assert sorted(order) == sorted(printed)
        if isinstance(asked, Ordering):
            assert order != asked.key
        if isinstance(asked, Matching | Cloze) and len(prompts_of(asked)) > 1:
            wanted = [asked.key[one] for one in prompts_of(asked)]
            assert wanted != [one for one in order if one in wanted]
    fixed = isinstance(asked, ClassifyClaim | Numeric)
    assert (len(set(orders(asked))) > 1) is not fixed or len(printed) == 2
    assert shuffled(asked, "") is asked


def test_the_order_is_written_down_here_so_that_no_version_changes_it_unseen():
    """Whoever comes back after an update finds the options where they were."""
    item = SMALL.items["Q2"]
    assert isinstance(item, Markable)
    told = {learner: "".join(one.id for one in shuffled(item, learner).options) for learner in LEARNERS[:6]}
    assert told == ORDERS


ORDERS = {
    "learner-0": "cba",
    "learner-1": "cab",
    "learner-2": "abc",
    "learner-3": "bca",
    "learner-4": "bca",
    "learner-5": "acb",
}


def test_the_right_answer_is_equally_often_in_every_place():
    item: Any = SMALL.items["Q1"]
    places = [
        order.index(item.key)
        for order in (tuple(one.id for one in shuffled(item, f"learner-{n}").options) for n in range(3000))
    ]
    assert all(900 < places.count(place) < 1100 for place in range(3))


@pytest.mark.parametrize("asked", QUIZ.items, ids=lambda one: one.format)
def test_two_views_and_a_restored_quiz_show_the_same_and_keep_the_item_s_own_version(asked: Markable):
    one, other = lake("somebody"), lake("somebody")
    at = move("go", item=asked.id)
    assert one.view(after(at, quiz=one)) == other.view(after(at, quiz=other))
    step = one.step(after(at, quiz=one), answer(asked.id, *right_response(asked)))
    assert step.entries[0]["item_version"] == asked.version
    assert other.restore(step.entries).attempts == step.state.attempts
    assert step.entries[0]["score"] == 1


def test_ticked_boxes_are_kept_in_the_order_of_the_data_whatever_the_page_s():
    step = lake("somebody").step(QUIZ.empty(), answer("Q2", "c", "a"))
    assert step.entries[0]["response"] == ["a", "c"]
    assert step.state.attempts[0].response == ("a", "c")


def test_the_still_is_in_the_order_of_the_data_whoever_sits_there():
    assert lake("somebody").still(QuizState()) == QUIZ.still(QuizState())
    assert lake("somebody").edition == QUIZ.edition


def test_the_numbers_on_a_map_are_those_of_the_list():
    learner = next(
        one for one in LEARNERS if [o.id for o in shuffled(QUIZ.items[9], one).options] == ["b", "a"]
    )
    quiz = lake(learner)
    view = quiz.view(after(move("go", item="Q10"), quiz=quiz))["question"]
    assert re.findall(r"<span>(\d\. \w+)</span>", view) == ["1. There", "2. Here"]
    assert sorted(re.findall(r'aria-label="(\d: \w+)"', view)) == ["1: There", "2: Here"]
    picked = quiz.view(after(move("go", item="Q10"), move("pick", item="Q10", choice="a"), quiz=quiz))
    assert re.findall(r'aria-pressed="true" aria-label="([^"]+)"', picked["question"]) == ["2: Here"]


def test_whoever_checks_an_untouched_order_answers_with_what_is_on_the_page():
    for learner in LEARNERS[:5]:
        quiz = lake(learner)
        item = next(one for one in quiz.items if isinstance(one, Ordering))
        shown = [one.id for one in shuffled(item, learner).options]
        assert quiz.step(quiz.empty(), answer(item.id)).entries[0]["response"] == shown


# Another try


def test_a_parallel_is_offered_after_a_wrong_answer_alone():
    assert "parallel" not in QUIZ.view(after(move("go", item="Q5")))["feedback"]
    wrong = QUIZ.view(after(answer("Q5", "b")))["feedback"]
    assert 'data-move="parallel" data-with-item="Q5"' in wrong
    assert "Change your answer above" in wrong
    assert "<button" not in wrong[wrong.index('role="status"') : wrong.index("</div></div>")]
    assert "parallel" not in QUIZ.view(after(answer("Q5", "a")))["feedback"]
    assert "parallel" not in QUIZ.view(after(answer("Q1", "b")))["feedback"], "it has none"


def test_the_way_there_and_back():
    there = QUIZ.step(after(answer("Q5", "b")), move("parallel", item="Q5"))
    assert (there.state.position, there.state.parallel, there.focus) == (4, "P5", "question-title")
    assert there.entries == ()
    view = QUIZ.view(there.state)
    assert "Another try at question 5" in view["question"]
    assert "Whose words are these?" in view["question"]
    assert words(view["way"]) == "Back to question 5 Next question Question 5 of 10"
    back = QUIZ.step(there.state, move("original"))
    assert (back.state, back.focus) == (after(answer("Q5", "b")), "question-title")
    for event, position in ((move("next"), 5), (move("previous"), 3), (move("go", item="Q1"), 0)):
        left = QUIZ.step(there.state, event).state
        assert (left.position, left.parallel) == (position, "")


def test_a_parallel_is_kept_under_its_own_id_and_not_counted():
    there = after(answer("Q5", "b"), move("parallel", item="Q5"))
    wrong = QUIZ.step(there, answer("P5", "a", sureness="2"))
    assert (wrong.state.position, wrong.state.parallel, wrong.focus) == (4, "P5", "")
    right = QUIZ.step(wrong.state, answer("P5", "b"))
    assert (right.state.parallel, right.focus) == ("P5", "original")
    entries = (*wrong.entries, *right.entries)
    assert [(one["item"], one["attempt"], one["score"]) for one in entries] == [
        ("P5", 1, 0.0),
        ("P5", 2, 1.0),
    ]
    assert {one["item_version"] for one in entries} == {SMALL.items["P5"].version}
    assert "1 of 10 answered, 0 right at the first try" in QUIZ.view(right.state)["head"]
    summary = words(QUIZ.view(after(answer("Q5", "b"), answer("P5", "b"), *[move("next")] * 6))["question"])
    assert "0 of 10 right at the first try; 0 of 10 solved by now." in summary
    assert "5, another try. Whose words are these? right not said solved Go" in summary
    assert after(answer("P5", "b"), move("next"), move("go", item="P5")).parallel == "P5"
    restored = QUIZ.restore(entries)
    assert (restored.of("P5"), restored.position) == (right.state.of("P5"), 0)


def test_a_parallel_that_is_not_offered_is_refused():
    for state in (after(), after(answer("Q5", "a")), after(answer("Q1", "b"))):
        with pytest.raises(ValueError, match="Q5 has no other try to offer now"):
            QUIZ.step(state, move("parallel", item="Q5"))


def test_of_several_parallels_the_one_not_tried_comes_first_and_a_solved_one_never():
    original: Any = SMALL.items["Q5"]
    first: Any = SMALL.items["P5"]
    second = first.model_copy(update={"id": "P6"})
    tries = Tries((original,), (first, second))
    missed = QuizState(attempts=(Attempt("Q5", ("b",), 0.0),))

    def offered(state: QuizState) -> str:
        found = tries.next(state)
        return found.id if found else ""

    assert offered(missed) == "P5"
    tried = missed.attempt(Attempt("P5", ("a",), 0.0))
    assert offered(tried) == "P6"
    assert offered(tried.at(0, "P5")) == "P6", "after a wrong answer to a parallel the other one"
    assert offered(tried.attempt(Attempt("P6", ("b",), 1.0))) == "P5"
    assert offered(tried.at(1)) == "", "the summary offers none"


# What an item rests on


def test_the_belief_behind_a_chosen_distractor_is_named_and_put_right():
    said = "A common belief: Boats are armies. But: Boats are boats."
    assert said in feedback(answer("Q1", "b"))
    assert "belief" not in feedback(answer("Q1", "c")), "it has none"
    assert "belief" not in feedback(answer("Q1", "a"))
    assert feedback(answer("Q2", "a", "b")).count(said) == 1
    assert said in feedback(answer("Q6", "L1=b", "L2=c"))
    assert said in feedback(answer("Q8", "1=b", "2=c"))


@pytest.mark.parametrize("asked", playable(list(WHOLE.items.values())), ids=lambda one: one.id)
def test_every_belief_of_every_item_reaches_who_holds_it(asked: Any):
    quiz = Quiz("x", "X", (asked,), basis=Basis(WHOLE))
    right = right_response(asked)
    for option in asked.options:
        if not option.misconception_id or asked.format == "ordering":
            continue
        match asked.format:
            case "true_false_reason":
                event = move("answer", item=asked.id, verdict=right[0], choice=option.id)
            case "matching" | "cloze":
                event = answer(asked.id, f"{right[0].split('=')[0]}={option.id}", *right[1:])
            case "numeric":
                event = answer(asked.id, f"{option.value:g}")
            case _:
                event = answer(asked.id, option.id)
        view = quiz.view(quiz.step(quiz.empty(), event).state)["feedback"]
        belief = WHOLE.misconceptions[option.misconception_id]
        told = words(view).replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
        assert " ".join(f"A common belief: {belief.belief} But: {belief.correction}".split()) in told


def test_the_paragraphs_and_words_it_rests_on_open_in_place_and_only_after_an_answer():
    item = next(one for one in playable(WHOLE.quiz("the-text")) if one.paragraphs)
    quiz = Quiz("x", "X", (item,), basis=Basis(WHOLE))
    assert quiz.view(quiz.empty())["basis"] == ""
    state = quiz.step(quiz.empty(), _wrong(item)).state
    paragraph = WHOLE.paragraphs[item.paragraphs[0]]
    plain, standard = (words(quiz.view(quiz.read_at(state, entries))["basis"]) for entries in LEVELS)
    bare = re.sub(r"['‘’&#39;]", "", plain)
    assert re.sub(r"['‘’&#39;]", "", paragraph.plain)[:60] in bare
    assert re.sub(r"['‘’&#39;]", "", paragraph.standard)[:60] in re.sub(r"['‘’&#39;]", "", standard)
    assert quiz.view(state)["basis"].count("<details") >= 1
    assert "<summary>" in quiz.view(state)["basis"]


def test_what_came_later_is_looked_up_where_it_is_told_and_not_among_the_meetings_of_the_week():
    later = next(one.slug for one in WHOLE.lessons.values() if one.opens_spoilers)
    places = {place for item in WHOLE.quiz(later) for how, place in where(item) if how != "in"}
    assert places == {"the timeline", "“What came”"}
    earlier = {place for item in WHOLE.quiz("the-week") for _, place in where(item)}
    assert "the meetings of the week" in earlier


LEVELS: list[list[dict[str, Any]]] = [
    [],
    [
        {"kind": "level", "paragraph": 3, "level": "plain"},
        {"kind": "level", "paragraph": None, "level": "standard"},
    ],
]


def _wrong(item: Any) -> Event:
    off = next(option for option in item.options if option.id not in item.right)
    return answer(item.id, off.id)


def test_the_terms_of_an_item_are_those_it_names():
    basis = Basis(WHOLE)
    named = {
        item.id: [term.id for term in basis.terms(item)] for item in playable(list(WHOLE.items.values()))
    }
    assert all(len(terms) <= 5 for terms in named.values())
    assert sum(bool(terms) for terms in named.values()) > len(named) / 2
    for name, terms in named.items():
        item: Any = WHOLE.items[name]
        for term in terms:
            forms = (WHOLE.terms[term].headword, *WHOLE.terms[term].aliases)
            told = " ".join(
                [item.stem, *(one.text for one in (*getattr(item, "prompts", ()), *item.options))]
            )
            assert any(form.lower() in told.lower() for form in forms), (name, term)


def test_a_quiz_has_no_timer():
    for asked in QUIZ.items:
        for events in ((move("go", item=asked.id),), (answer(asked.id, *right_response(asked)),)):
            view = "".join(QUIZ.view(after(*events)).values())
            assert "data-tick" not in view
            assert "data-after" not in view
