"""Facility and discrimination, of a table of scores with gaps.

The table has a row for each learner and a column for each item; a score runs from 0 to 1, and NaN stands
where a learner did not answer. All functions work column by column and take time in proportion to the table.

*Facility* is the mean score of those who answered (Ebel & Frisbie, 1991, "Essentials of Educational
Measurement", ch. 13, call it difficulty for right-or-wrong items; Moodle's "Quiz statistics calculations":
"facility index", the mean over the maximum). High means easy.

*Discrimination* is the corrected item-rest correlation: Pearson's correlation of the score in the item with
what the same learners earned in all other items (Henrysson, 1963, "Correction of item-total correlations in
item analysis", Psychometrika 28; Crocker & Algina, 1986, "Introduction to Classical and Modern Test Theory",
ch. 14; Nunnally & Bernstein, 1994, "Psychometric Theory", ch. 8; Moodle's "discrimination index" is this
times 100). The item itself is left out of the rest, because an item always agrees with a total that it is a
part of, the more so the fewer items there are.

*Not everybody answers everything* in a course that each learner works through at their own pace. Then a sum
says how far somebody came, and even a mean says which lessons they did: whoever answered the easy ones only
would look able. So the rest score is the mean, over the other items that the learner answered, of how far the
score lies above or below the class's mean in that item. This is the person's part of the two-way model
"person + item" by which missing item scores are filled in (Sijtsma & van der Ark, 2003, "Investigation and
treatment of missing item scores in test and questionnaire data", Multivariate Behavioral Research 38).
Where nothing is missing it differs from the sum of the other items by a factor and a constant, and the
correlation is the textbook's. A learner counts for an item with an answer to it and to :data:`LEAST_REST`
others or more: fewer say too little about anybody.

With fewer than :data:`LEAST_LEARNERS` learners no correlation is given: with 20 its standard error is about
0.23 where there is no connection at all, 1 / sqrt(n - 1), so that it says hardly more than chance does.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_LEARNERS = 20
LEAST_REST = 5
CONSTANT = 1e-9  # a spread below this is no spread: sums of floats differ by less


def answered(scores: Floats) -> NDArray[np.int64]:
    """How many learners answered each item; shape (items,)."""
    return np.asarray((~np.isnan(scores)).sum(axis=0, dtype=np.int64))


def facility(scores: Floats) -> Floats:
    """The mean score of each item, 0 to 1; NaN where nobody answered; shape (items,)."""
    n = answered(scores)
    return np.where(n > 0, np.nansum(scores, axis=0) / np.maximum(n, 1), np.nan)


def rest_scores(scores: Floats, least: int = LEAST_REST) -> Floats:
    """How each learner did in the other items, one value for each item left out; shape as the table.

    In units of score above (below) the class's mean. NaN where the learner did not answer the item, or fewer
    than ``least`` others.
    """
    there = ~np.isnan(scores)
    above = np.where(there, scores - facility(scores), 0.0)
    others = there.sum(axis=1, keepdims=True) - there
    rest = (above.sum(axis=1, keepdims=True) - above) / np.maximum(others, 1)
    return np.where(there & (others >= max(least, 1)), rest, np.nan)


def correlations(values: Floats, rest: Floats) -> Floats:
    """Pearson's correlation of each column with the same column of ``rest``, over the rows that have both.

    NaN where there are fewer than :data:`LEAST_LEARNERS` such rows, or one of the two is constant in them.
    """
    both = ~(np.isnan(values) | np.isnan(rest))
    n = both.sum(axis=0, dtype=np.int64)
    x, y = (_centred(one, both, n) for one in (values, rest))
    spread = np.sqrt((x * x).sum(axis=0)) * np.sqrt((y * y).sum(axis=0))
    useful = (n >= LEAST_LEARNERS) & _varies(values, both) & _varies(rest, both)
    found = (x * y).sum(axis=0) / np.where(useful, spread, 1.0)
    return np.where(useful, np.clip(found, -1.0, 1.0), np.nan)


def _centred(values: Floats, both: NDArray[np.bool_], n: NDArray[np.int64]) -> Floats:
    kept = np.where(both, values, 0.0)
    return np.where(both, kept - kept.sum(axis=0) / np.maximum(n, 1), 0.0)


def _varies(values: Floats, both: NDArray[np.bool_]) -> NDArray[np.bool_]:
    most = np.where(both, values, -np.inf).max(axis=0, initial=-np.inf)
    least = np.where(both, values, np.inf).min(axis=0, initial=np.inf)
    return np.asarray(most - least > CONSTANT)
