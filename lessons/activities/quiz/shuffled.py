"""Each learner meets the options in an order of their own, and always in the same one.

Neighbours in a classroom cannot copy "the second one", and no place is the right one more often. The order
follows from the learner's id, the item and its version alone: after a reload, in a second view, on another
computer it is what it was. Nothing here draws by chance.

Left in the order of the data are numbers, which show no option, and the kinds of statement: learners meet
the same six in every such question, and a list that stays the same is read once (fixed order for options
with an order of their own: one of the rules of Haladyna, Downing and Rodriguez, 2002).
"""

import hashlib
from collections.abc import Sequence
from itertools import count

from lessons.content.marking import Markable, prompts_of
from lessons.content.records.items import ClassifyClaim, Cloze, Matching, Numeric, Option, Ordering


def shuffled(item: Markable, learner: str) -> Markable:
    """The item with its options in this learner's order; without a learner (an empty id) as it is.

    Only for showing: the version of an item hangs on its order, so what is kept is read from the item itself.
    """
    if not learner or isinstance(item, Numeric | ClassifyClaim):
        return item
    options: Sequence[Option] = item.options
    for turn in count():
        order = _in_order(options, f"{learner}/{item.id}/{item.version}/{turn}")
        if not _tells_the_key(item, [option.id for option in order]):
            return item.model_copy(update={"options": order})
    raise AssertionError("there is always another order")


def _in_order(options: Sequence[Option], seed: str) -> tuple[Option, ...]:
    """Sorted by a hash of seed and id: as good as drawn by lot, and the same everywhere."""
    return tuple(sorted(options, key=lambda one: hashlib.sha256(f"{seed}/{one.id}".encode()).digest()))


def _tells_the_key(item: Markable, order: Sequence[str]) -> bool:
    """Whether somebody who goes from top to bottom would have everything right."""
    match item:
        case Ordering():
            return list(order) == list(item.key)
        case Matching() | Cloze():
            wanted = [item.key[prompt] for prompt in prompts_of(item)]
            return len(wanted) > 1 and wanted == [one for one in order if one in wanted]
    return False
