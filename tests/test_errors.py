"""The errors: sentences, attributes, classes that callers expect, pickling."""

from __future__ import annotations

import copy
import inspect
import pickle
import re

import pytest

import rolepath as rp
from rolepath import errors

FAULTS = (
    rp.Fault("roles.toml", "roles[2]", "id", "stands twice"),
    rp.Fault("", "levels[0]", "", "is missing"),
)

# (error, standard class, attributes, sentence)
CASES: list[tuple[rp.RolepathError, type[Exception], dict[str, object], str]] = [
    (rp.RolepathError("as given"), Exception, {}, "as given"),
    (rp.UnknownNameError("x"), KeyError, {"query": "x", "suggestions": (), "noun": "entry"}, "no entry is called 'x'"),
    (
        rp.UnknownRoleError("analist", ("data-analyst", "bi-analyst")),
        KeyError,
        {"query": "analist", "suggestions": ("data-analyst", "bi-analyst"), "noun": "role"},
        "no role is called 'analist'; did you mean 'data-analyst' or 'bi-analyst'?",
    ),
    (
        rp.UnknownSkillError("pyton", ("python",)),
        KeyError,
        {"query": "pyton", "suggestions": ("python",), "noun": "skill"},
        "no skill is called 'pyton'; did you mean 'python'?",
    ),
    (rp.UnknownLevelError("boss"), KeyError, {"noun": "level"}, "no level is called 'boss'"),
    (rp.UnknownSourceError("a blog"), KeyError, {"noun": "source"}, "no source is called 'a blog'"),
    (rp.UnknownScaleError("stars"), KeyError, {"noun": "scale"}, "no scale is called 'stars'"),
    (rp.UnknownPlaceError("mars"), KeyError, {"noun": "place"}, "no place is called 'mars'"),
    (rp.UnknownQuestionError("x"), KeyError, {"noun": "question"}, "no question is called 'x'"),
    (
        rp.AmbiguousNameError("role", "analyst", ("data-analyst", "bi-analyst")),
        KeyError,
        {"noun": "role", "query": "analyst", "candidates": ("data-analyst", "bi-analyst")},
        "'analyst' fits more than one role: data-analyst and bi-analyst; use one of these ids",
    ),
    (
        rp.InvalidFieldError("Role.label", "", "must not be empty"),
        ValueError,
        {"field": "Role.label", "value": "", "rule": "must not be empty"},
        "Role.label must not be empty, got ''",
    ),
    (
        rp.InvalidTypeError("Role.label", 3, "must be a text"),
        TypeError,
        {"field": "Role.label", "value": 3, "rule": "must be a text"},
        "Role.label must be a text, got 3 (int)",
    ),
    (
        rp.InvalidBandError("SalaryBand.maximum", 1, "must not be below minimum (2)"),
        ValueError,
        {"field": "SalaryBand.maximum", "value": 1},
        "SalaryBand.maximum must not be below minimum (2), got 1",
    ),
    (
        rp.InvalidRatingError("a rating", 9, "must lie in 0 to 7"),
        ValueError,
        {"field": "a rating", "value": 9},
        "a rating must lie in 0 to 7, got 9",
    ),
    (
        rp.CurrencyError("Offer.currency", "usd", "must be an ISO 4217 code; write USD"),
        ValueError,
        {"field": "Offer.currency", "value": "usd"},
        "Offer.currency must be an ISO 4217 code; write USD, got 'usd'",
    ),
    (
        rp.LevelTrackError("senior", "individual-contributor", "vp", "management"),
        ValueError,
        {"left": "senior", "left_track": "individual-contributor", "right": "vp", "right_track": "management"},
        "level 'senior' is on the individual-contributor track and 'vp' on the management track; only levels of one track compare",
    ),
    (
        rp.DuplicateIdError("skill", "python"),
        ValueError,
        {"noun": "skill", "id": "python"},
        "two different skill entries have the id 'python'; rename one of them",
    ),
    (
        rp.CatalogError(FAULTS),
        ValueError,
        {"faults": FAULTS},
        "these entries make no catalog: 2 faults\n  roles.toml: roles[2]: id: stands twice\n  levels[0]: is missing",
    ),
    (
        rp.DataFileError(FAULTS[:1]),
        ValueError,
        {"faults": FAULTS[:1]},
        "the data cannot be read: 1 fault\n  roles.toml: roles[2]: id: stands twice",
    ),
    (
        rp.MissingExtraError("the command line", "cli"),
        ImportError,
        {"feature": "the command line", "extra": "cli"},
        "the command line needs the extra [cli]; install it with: pip install 'rolepath[cli]'",
    ),
]
by_class = pytest.mark.parametrize(("error", "standard", "attributes", "sentence"), CASES, ids=[type(case[0]).__name__ for case in CASES])


def test_every_public_error_has_a_case() -> None:
    public = {getattr(errors, name) for name in errors.__all__} - {rp.Fault}
    assert {type(case[0]) for case in CASES} == public


def test_the_public_names_are_sorted_and_complete() -> None:
    defined = {
        name
        for name, member in vars(errors).items()
        if inspect.isclass(member) and member.__module__ == errors.__name__ and not name.startswith("_")
    }
    assert errors.__all__ == sorted(defined)


@by_class
def test_an_error_reads_as_a_sentence(
    error: rp.RolepathError, standard: type[Exception], attributes: dict[str, object], sentence: str
) -> None:
    assert str(error) == sentence


@by_class
def test_an_error_is_also_the_standard_class(
    error: rp.RolepathError, standard: type[Exception], attributes: dict[str, object], sentence: str
) -> None:
    assert isinstance(error, rp.RolepathError)
    assert isinstance(error, standard)


@by_class
def test_an_error_carries_its_data(
    error: rp.RolepathError, standard: type[Exception], attributes: dict[str, object], sentence: str
) -> None:
    assert {name: getattr(error, name) for name in attributes} == attributes


@by_class
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling(
    error: rp.RolepathError, standard: type[Exception], attributes: dict[str, object], sentence: str, protocol: int
) -> None:
    back = pickle.loads(pickle.dumps(error, protocol))
    assert type(back) is type(error)
    assert back.args == error.args
    assert str(back) == sentence
    assert {name: getattr(back, name) for name in attributes} == attributes


@by_class
def test_an_error_survives_copying(
    error: rp.RolepathError, standard: type[Exception], attributes: dict[str, object], sentence: str
) -> None:
    back = copy.deepcopy(error)
    assert type(back) is type(error)
    assert str(back) == sentence
    assert {name: getattr(back, name) for name in attributes} == attributes


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (rp.UnknownRoleError, rp.UnknownNameError),
        (rp.UnknownSkillError, rp.UnknownNameError),
        (rp.UnknownLevelError, rp.UnknownNameError),
        (rp.UnknownSourceError, rp.UnknownNameError),
        (rp.UnknownScaleError, rp.UnknownNameError),
        (rp.UnknownPlaceError, rp.UnknownNameError),
        (rp.UnknownQuestionError, rp.UnknownNameError),
        (rp.InvalidBandError, rp.InvalidFieldError),
        (rp.InvalidRatingError, rp.InvalidFieldError),
        (rp.CurrencyError, rp.InvalidFieldError),
    ],
)
def test_a_narrow_error_is_caught_as_the_wide_one(narrow: type[Exception], wide: type[Exception]) -> None:
    assert issubclass(narrow, wide)


def test_a_wrong_type_is_not_caught_as_a_wrong_value() -> None:
    assert not issubclass(rp.InvalidTypeError, rp.InvalidFieldError)
    assert not issubclass(rp.InvalidTypeError, ValueError)


class TestFault:
    """A fault names file, block and field, and is a tuple of them."""

    def test_its_parts(self) -> None:
        fault = rp.Fault("a.toml", "traits[3]", "aspect", "is unknown")
        assert (fault.file, fault.block, fault.field, fault.sentence) == ("a.toml", "traits[3]", "aspect", "is unknown")
        assert fault == ("a.toml", "traits[3]", "aspect", "is unknown")
        assert hash(fault) == hash(("a.toml", "traits[3]", "aspect", "is unknown"))

    @pytest.mark.parametrize(
        ("parts", "text"),
        [
            (("a.toml", "traits[3]", "aspect", "is unknown"), "a.toml: traits[3]: aspect: is unknown"),
            (("a.toml", "", "", "is empty"), "a.toml: is empty"),
            (("", "traits[3]", "", "is empty"), "traits[3]: is empty"),
        ],
    )
    def test_unknown_parts_are_left_out_of_its_text(self, parts: tuple[str, str, str, str], text: str) -> None:
        assert str(rp.Fault(*parts)) == text

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_it_survives_pickling(self, protocol: int) -> None:
        fault = rp.Fault("a.toml", "traits[3]", "aspect", "is unknown")
        back = pickle.loads(pickle.dumps(fault, protocol))
        assert type(back) is rp.Fault
        assert back == fault
        assert back.sentence == "is unknown"


HOSTILE = "a\u202eb\u2066\u061c\u200f\x1b[31m\x9b\x00\nc\U000e0001"


class TestControls:
    """Whatever an error was given, its text can be printed, and its attributes hold what was given."""

    ERRORS: tuple[rp.RolepathError, ...] = (
        rp.RolepathError(HOSTILE),
        rp.UnknownRoleError(HOSTILE, (HOSTILE,)),
        rp.UnknownRoleError(HOSTILE, (), (HOSTILE,)),
        rp.AmbiguousNameError("role", HOSTILE, (HOSTILE, "b")),
        rp.InvalidFieldError(HOSTILE, HOSTILE, HOSTILE),
        rp.InvalidTypeError(HOSTILE, HOSTILE, HOSTILE),
        rp.LevelTrackError(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        rp.DuplicateIdError(HOSTILE, HOSTILE),
        rp.MissingExtraError(HOSTILE, HOSTILE),
    )

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
    def test_are_spelt_out_on_one_line(self, error: rp.RolepathError) -> None:
        told = str(error)
        assert told.isprintable()
        assert "a\\u202eb" in told
        assert HOSTILE in [*error.args, *(entry for given in error.args if isinstance(given, tuple) for entry in given)]

    @pytest.mark.parametrize("kind", [rp.CatalogError, rp.DataFileError])
    def test_faults_have_a_line_each(self, kind: type[rp.CatalogError]) -> None:
        fault = rp.Fault(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
        lines = str(kind((fault, fault))).split("\n")
        assert len(lines) == 3
        assert all(line.isprintable() for line in lines)
        assert str(fault) == lines[1].strip()
        assert fault.field == HOSTILE

    def test_what_lies_beyond_four_digits(self) -> None:
        assert str(rp.RolepathError("a\U000e0001b")) == "a\\U000e0001b"


class TestShown:
    """A value in a message is its repr, cut to 80 characters."""

    @pytest.mark.parametrize("length", [0, 1, 78])
    def test_a_short_value_is_shown_whole(self, length: int) -> None:
        assert errors.shown("x" * length) == f"'{'x' * length}'"

    @pytest.mark.parametrize("length", [79, 80, 10_000])
    def test_a_long_value_is_cut(self, length: int) -> None:
        assert errors.shown("x" * length) == f"'{'x' * 76}..."
        assert len(errors.shown("x" * length)) == 80

    def test_a_long_value_is_kept_whole_on_the_error(self) -> None:
        error = rp.InvalidFieldError("Role.id", "x" * 500, "must be short")
        assert error.value == "x" * 500
        assert re.fullmatch(r"Role\.id must be short, got 'x{76}\.\.\.", str(error))

    def test_a_member_of_an_enumeration_is_shown_as_it_is_written(self) -> None:
        assert errors.shown(rp.Evidence.CLAIMED) == "'claimed'"

    def test_a_huge_integer_still_makes_a_sentence(self) -> None:
        assert str(rp.InvalidFieldError("Citation.line", -(10**5000), "must be 1 or more")).startswith("Citation.line must be 1 or more")
