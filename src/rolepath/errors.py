"""The errors that rolepath raises, all under one root.

Each kind is also the standard class that callers expect, carries its data as attributes, prints as a sentence
with a remedy, and survives pickling.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import Self

__all__ = [
    "AmbiguousNameError",
    "CatalogError",
    "CurrencyError",
    "DataFileError",
    "DuplicateIdError",
    "Fault",
    "InvalidBandError",
    "InvalidFieldError",
    "InvalidRatingError",
    "InvalidTypeError",
    "LevelTrackError",
    "MissingExtraError",
    "RolepathError",
    "UnknownLevelError",
    "UnknownNameError",
    "UnknownPlaceError",
    "UnknownQuestionError",
    "UnknownRoleError",
    "UnknownScaleError",
    "UnknownSkillError",
    "UnknownSourceError",
]


def visible(text: str) -> str:
    """Make characters visible that would change how text around them is shown: controls, and marks of writing direction or of no width."""
    return text if text.isprintable() else "".join(map(_spelt, text))


def _spelt(char: str) -> str:
    if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return char
    return f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"


class RolepathError(Exception):
    """Root of every error that rolepath raises on purpose.

    Its attributes hold what was given as it was given. Its text is one to print: controls and marks of writing direction are spelt out.
    """

    def _sentence(self) -> str:
        return Exception.__str__(self)

    def __str__(self) -> str:
        return visible(self._sentence())


class UnknownNameError(RolepathError, KeyError):
    """Nothing of the asked kind has this id or label. ``known`` lists all ids where they are few."""

    #: What was looked up, as it reads in a sentence.
    noun = "entry"

    def __init__(self, query: str, suggestions: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> None:
        super().__init__(query, suggestions, known)  # args drive pickling
        self.query, self.suggestions, self.known = query, suggestions, known

    def _sentence(self) -> str:
        hint = f"; known are {', '.join(self.known)}" if self.known else ""
        if self.suggestions:
            hint = f"; did you mean {' or '.join(map(repr, self.suggestions))}?"
        return f"no {self.noun} is called {shown(self.query)}{hint}"


class UnknownRoleError(UnknownNameError):
    """No role has this id or label."""

    noun = "role"


class UnknownSkillError(UnknownNameError):
    """No skill has this id or label."""

    noun = "skill"


class UnknownQuestionError(UnknownNameError):
    """No question has this id or text."""

    noun = "question"


class UnknownLevelError(UnknownNameError):
    """No level has this id or label."""

    noun = "level"


class UnknownSourceError(UnknownNameError):
    """No source has this id or title."""

    noun = "source"


class UnknownPlaceError(UnknownNameError):
    """No place has this id or label."""

    noun = "place"


class AmbiguousNameError(RolepathError, KeyError):
    """One label fits several entries; ``candidates`` holds their ids."""

    def __init__(self, noun: str, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(noun, query, candidates)
        self.noun, self.query, self.candidates = noun, query, candidates

    def _sentence(self) -> str:
        return f"{shown(self.query)} fits more than one {self.noun}: {' and '.join(self.candidates)}; use one of these ids"


class UnknownScaleError(UnknownNameError):
    """No scale has this id or label."""

    noun = "scale"


class InvalidFieldError(RolepathError, ValueError):
    """A field of a model object holds a value that it must not hold."""

    def __init__(self, field: str, value: object, rule: str) -> None:
        super().__init__(field, value, rule)
        self.field, self.value, self.rule = field, value, rule

    def _sentence(self) -> str:
        return f"{self.field} {self.rule}, got {shown(self.value)}"


class InvalidTypeError(RolepathError, TypeError):
    """A field or argument holds a value of the wrong type."""

    def __init__(self, field: str, value: object, rule: str) -> None:
        super().__init__(field, value, rule)
        self.field, self.value, self.rule = field, value, rule

    def _sentence(self) -> str:
        return f"{self.field} {self.rule}, got {shown(self.value)} ({type(self.value).__name__})"


class InvalidBandError(InvalidFieldError):
    """A pay band whose figures contradict one another."""


class InvalidRatingError(InvalidFieldError):
    """A rating whose label or value is not on its scale."""


class CurrencyError(InvalidFieldError):
    """A currency that is not an ISO 4217 code, or a pair that no rate was given for."""


class LevelTrackError(RolepathError, ValueError):
    """Two levels of different tracks, which have no common order."""

    def __init__(self, left: str, left_track: str, right: str, right_track: str) -> None:
        super().__init__(left, left_track, right, right_track)
        self.left, self.left_track, self.right, self.right_track = left, left_track, right, right_track

    def _sentence(self) -> str:
        return (
            f"level {self.left!r} is on the {self.left_track} track and {self.right!r} on the {self.right_track} track; "
            "only levels of one track compare"
        )


class DuplicateIdError(RolepathError, ValueError):
    """Two different entries of one kind share an id."""

    def __init__(self, noun: str, id: str) -> None:  # noqa: A002 - the field is called id everywhere
        super().__init__(noun, id)
        self.noun, self.id = noun, id

    def _sentence(self) -> str:
        return f"two different {self.noun} entries have the id {self.id!r}; rename one of them"


class Fault(tuple[str, str, str, str]):
    """One fault of a data file: (file, block, field, sentence)."""

    __slots__ = ()

    def __new__(cls, file: str, block: str, field: str, sentence: str) -> Self:
        """Make a fault; ``block`` is like ``traits[3]``, ``field`` may be empty."""
        return super().__new__(cls, (file, block, field, sentence))

    def __getnewargs__(self) -> tuple[str, str, str, str]:
        """Let pickle call ``__new__`` with four arguments."""
        return (self[0], self[1], self[2], self[3])

    @property
    def file(self) -> str:
        """Name of the file."""
        return self[0]

    @property
    def block(self) -> str:
        """Table and index within the file, counted from 0."""
        return self[1]

    @property
    def field(self) -> str:
        """Key within the block, or ``""`` where the block as a whole is at fault."""
        return self[2]

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return self[3]

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.block, self.field) if part)
        return visible(f"{place}: {self.sentence}")


class _FaultsError(RolepathError, ValueError):
    """Several faults, reported together."""

    opening = "cannot be used"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        return "\n".join([f"{self.opening}: {count}", *(f"  {fault}" for fault in self.faults)])


class CatalogError(_FaultsError):
    """Entries that do not fit together: unknown ids, duplicate ids, ratings off their scale."""

    opening = "these entries make no catalog"


class DataFileError(_FaultsError):
    """Data files that cannot be read; every fault is in ``faults``."""

    opening = "the data cannot be read"


class MissingExtraError(RolepathError, ImportError):
    """A feature needs an optional extra that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.feature, self.extra = feature, extra

    def _sentence(self) -> str:
        return f"{self.feature} needs the extra [{self.extra}]; install it with: pip install 'rolepath[{self.extra}]'"


#: Longest value that an error message repeats.
SHOWN = 80


def shown(value: object) -> str:
    """Show a value in an error message, cut to a readable length; a member of an enumeration as what it is written as."""
    try:
        text = repr(value.value if isinstance(value, Enum) else value)
    except (ValueError, RecursionError):  # a whole number of thousands of digits, or a ring of lists
        return f"a {type(value).__name__} too large to show"
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
