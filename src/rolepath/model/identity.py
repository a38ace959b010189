"""Ids, and how names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NewType

from rolepath.errors import InvalidFieldError, InvalidTypeError, visible

__all__ = ["LevelId", "PlaceId", "RoleId", "ScaleId", "SkillId", "SourceId", "label_key", "to_id", "visible"]

#: Id of a role, like ``ml-engineer``.
RoleId = NewType("RoleId", str)
#: Id of a skill, like ``model-serving``.
SkillId = NewType("SkillId", str)
#: Id of a level, like ``senior``.
LevelId = NewType("LevelId", str)
#: Id of a source, like ``three-roles``.
SourceId = NewType("SourceId", str)
#: Id of a scale of proficiency or importance.
ScaleId = NewType("ScaleId", str)
#: Id of a place, like ``london``.
PlaceId = NewType("PlaceId", str)

_PUNCTUATION = re.compile(r"(?:[^\w+#&*]|_)+")
# & and * stand for a word of their own; + and # are kept, since C, C++ and C# differ.
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
# A dot is allowed for codes such as the O*NET-SOC code 15-2051.00.


def label_key(text: str) -> str:
    """Reduce a name to what counts when two names are compared.

    Case, punctuation, width and runs of blanks do not count; ``+`` and ``#`` do.

    >>> label_key("ML-Engineer ") == label_key("ml engineer")
    True
    >>> label_key("C++")
    'c++'
    """
    folded = text.casefold()
    if not folded.isascii():  # folding may take apart what was composed, as it does a Greek iota with two marks
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _PUNCTUATION.sub(" ", folded).strip()


def to_id(label: str) -> str:
    """Make a kebab-case id from a label.

    Raises:
        InvalidTypeError: the label is no text.
        InvalidFieldError: the label holds no letter or digit of the Latin alphabet.

    >>> to_id("Retrieval-augmented generation (RAG)")
    'retrieval-augmented-generation-rag'
    """
    if not isinstance(label, str):
        raise InvalidTypeError("label", label, "must be a text")
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain.replace("+", "p").replace("#", "sharp")).strip("-")
    if not made:
        raise InvalidFieldError("label", label, "must hold a Latin letter or a digit to make an id from")
    return made


@lru_cache(maxsize=8192)
@lru_cache(maxsize=2**16)  # a data set names each role and skill many times
def is_id(text: str) -> bool:
    """Tell whether a text is a well-formed id."""
    return _ID.fullmatch(text) is not None
