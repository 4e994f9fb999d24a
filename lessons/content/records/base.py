"""What every record shares: it is frozen, it refuses unknown fields, and it states its own rules.

A rule that needs one record alone stands in that record, as a method `_rules()` that yields what is wrong.
The base class runs it after pydantic has checked the fields, and hands over ALL broken rules at once, each
with the field it belongs to. A rule that needs two records (a reference, an order, a spoiler) is not here
but in `lessons.content.rules`, so a record can be made and tested without a file.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

Step = str | int


class Broken(NamedTuple):
    """One broken rule: the path of the field it belongs to, and what is wrong and what is allowed."""

    path: tuple[Step, ...]
    message: str


class Record(BaseModel):
    """One thing that is taught. Two records with the same fields are equal; none can be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def _rules(self) -> Iterator[Broken]:
        """Yield every rule between the fields of this record that does not hold."""
        yield from ()

    @model_validator(mode="after")
    def _keep_the_rules(self) -> Self:
        broken = tuple(self._rules())
        if broken:
            text = "; ".join(f"{'.'.join(map(str, b.path))}: {b.message}" for b in broken)
            raise PydanticCustomError("rules", "{text}", {"text": text, "broken": broken})
        return self


def _yes_or_no(value: Any) -> Any:
    """CSV cells hold text: only the two words are a yes or a no, so that "1" or "ja" is never guessed at."""
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _split(value: Any) -> Any:
    """Turn the cell `a; b` into ("a", "b"); a TOML list stays as it is."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def _freeze(value: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(value))


Text = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_split)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_split)]
ParagraphNumber = Annotated[int, Field(ge=0)]
ParagraphNumbers = Annotated[tuple[ParagraphNumber, ...], BeforeValidator(_split)]
FrozenMap = Annotated[Mapping[str, str], AfterValidator(_freeze), PlainSerializer(dict)]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Kilometres = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Verified = Literal["read", "from knowledge"]
Confidence = Literal["high", "medium", "low"]


def words(text: str) -> int:
    """How many words a text has: runs without a space that hold a letter or a digit."""
    return sum(any(c.isalnum() for c in part) for part in text.split())
