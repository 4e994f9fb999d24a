"""The field of a list that is searched as one types."""

import htpy as h


def search_field(name: str, value: str, *, move: str, longest: int | None = None) -> h.Fragment:
    """Label and field; each key sends ``move`` with the text under ``name``. ``longest``: in letters."""
    return h.fragment[
        h.label(for_=name)["Search"],
        h.input(
            {"data-move": move},
            type="search",
            id=name,
            name=name,
            value=value,
            maxlength=str(longest) if longest else None,
            autocomplete="off",
            spellcheck="false",
        ),
    ]
