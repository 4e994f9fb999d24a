"""What the numbers of the report mean, and what they do not, with their sources."""

import htpy as h

DEFINITIONS = {
    "First answer": """
        What a learner answered the first time. Later tries are for learning and count nowhere in this
        report.""",
    "Wholly right": """
        The answer earned everything. A half right answer to a question of several parts is not wholly
        right.""",
    "Facility": """
        The mean score of the first answers, from 0% to 100%: how easy a question was for this class.
        A low one may be a hard question, an unclear one, or something not taught yet.""",
    "Discrimination": """
        Whether those who did well in the other questions did well in this one: the correlation of its
        score with how far a learner lies above or below the class in all others (corrected item-rest
        correlation, from −1 to 1; Henrysson, 1963, Psychometrika 28). Around 0 it tells nobody apart;
        below 0 look at the question, its key first. With fewer than 20 learners it is chance, and is
        not computed.""",
    "Sure and wrong": """
        The learner said “sure”, and the answer was not wholly right. Such errors are worth talking
        about first: nobody looks up what they are sure of, and they are corrected best when they are
        met (Butterfield and Metcalfe, 2001).""",
    "Misconception": """
        The belief that a wrong answer was written for. Somebody may choose it for another reason:
        ask.""",
    "Share": """
        Learners who chose something, of all who answered the question. Where several things can be
        chosen, shares add up to more than 100%.""",
}


def definitions() -> h.Element:
    """The definitions as a list."""
    return h.dl(class_="facts")[
        (h.fragment[h.dt[name], h.dd[" ".join(text.split())]] for name, text in DEFINITIONS.items())
    ]
