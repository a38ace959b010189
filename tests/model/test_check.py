"""The validators, on a class that uses each of them."""

from __future__ import annotations

import math
from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.model import _check as check


class Colour(check.Choice):
    """An enumeration of our own."""

    RED = "red"
    BLUE = "blue"


@attrs.frozen(kw_only=True)
class Probe:
    """One field for each validator."""

    text: str = attrs.field(default="a", validator=check.text)
    ident: str = attrs.field(default="a", validator=check.ident)
    flag: bool = attrs.field(default=True, validator=check.flag)
    kind: Decimal = attrs.field(default=Decimal(0), validator=check.kind(Decimal))
    whole: int = attrs.field(default=5, validator=check.whole(5))
    money: Decimal = attrs.field(default=Decimal(0), validator=check.money)
    figure: Decimal = attrs.field(default=Decimal(0), validator=check.figure)
    number: float = attrs.field(default=2, validator=check.number(2, 3.5))
    endless: float = attrs.field(default=2, validator=check.number(2))
    maybe: str | None = attrs.field(default=None, validator=check.maybe(check.ident))
    each: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.ident))
    currency: str = attrs.field(default="USD", validator=check.currency_code)
    low: float | None = None
    high: float | None = None
    assumed: tuple[str, ...] = ()


class Text(str):
    """A text of another class."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", " x "),
        ("text", Text("x")),
        ("ident", "ml-engineer"),
        ("ident", "15-2051.00"),
        ("flag", False),
        ("kind", Decimal("NaN")),
        ("whole", 5),
        ("whole", 1_000_000_000),
        ("money", Decimal(0)),
        ("money", Decimal("0.01")),
        ("figure", Decimal(-7)),
        ("number", 2),
        ("number", 3.5),
        ("endless", 1e300),
        ("maybe", None),
        ("maybe", "a"),
        ("each", ()),
        ("each", ("a", "b")),
        ("currency", "INR"),
    ],
)
def test_a_right_value_is_kept_as_given(field: str, value: object) -> None:
    assert getattr(Probe(**{field: value}), field) is value


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", b"x", "must be a text, got b'x' (bytes)"),
        ("text", None, "must be a text, got None (NoneType)"),
        ("ident", 3, "must be an id, got 3 (int)"),
        ("flag", 1, "must be True or False, got 1 (int)"),
        ("flag", None, "must be True or False, got None (NoneType)"),
        ("kind", 1.5, "must be a Decimal, got 1.5 (float)"),
        ("whole", 5.0, "must be a whole number, got 5.0 (float)"),
        ("whole", True, "must be a whole number, got True (bool)"),
        ("whole", "5", "must be a whole number, got '5' (str)"),
        ("money", 5, "must be a Decimal, since floats do not hold money exactly, got 5 (int)"),
        ("money", 5.5, "must be a Decimal, since floats do not hold money exactly, got 5.5 (float)"),
        ("figure", 5.5, "must be a Decimal, got 5.5 (float)"),
        ("number", True, "must be a number, got True (bool)"),
        ("number", "2", "must be a number, got '2' (str)"),
        ("number", Decimal(2), "must be a number, got Decimal('2') (Decimal)"),
        ("maybe", 3, "must be an id, got 3 (int)"),
        ("each", ["a"], "must be a tuple, got ['a'] (list)"),
        ("each", "a", "must be a tuple, got 'a' (str)"),
        ("each", None, "must be a tuple, got None (NoneType)"),
        ("each", ("a", 3), "must be an id, got 3 (int)"),
        ("currency", 840, "must be a currency code of three letters, such as USD, got 840 (int)"),
    ],
)
def test_a_wrong_type_gets_a_sentence(field: str, value: object, sentence: str) -> None:
    with pytest.raises(rp.InvalidTypeError) as caught:
        Probe(**{field: value})
    assert str(caught.value) == f"Probe.{field} {sentence}"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "must not be empty; leave it out where it is unknown, got ''"),
        ("text", "\t ", "must not be empty; leave it out where it is unknown, got '\\t '"),
        ("ident", "ML engineer", "must be lower-case words joined by hyphens, got 'ML engineer'"),
        ("whole", 4, "must be 5 or more, got 4"),
        ("money", Decimal("-0.01"), "must be finite and not negative, got Decimal('-0.01')"),
        ("money", Decimal("NaN"), "must be finite and not negative, got Decimal('NaN')"),
        ("money", Decimal("sNaN"), "must be finite and not negative, got Decimal('sNaN')"),
        ("money", Decimal("Infinity"), "must be finite and not negative, got Decimal('Infinity')"),
        ("figure", Decimal("-Infinity"), "must be finite, got Decimal('-Infinity')"),
        ("figure", Decimal("NaN"), "must be finite, got Decimal('NaN')"),
        ("number", 1.999, "must lie in 2 to 3.5, got 1.999"),
        ("number", 3.501, "must lie in 2 to 3.5, got 3.501"),
        ("number", math.nan, "must lie in 2 to 3.5, got nan"),
        ("number", math.inf, "must lie in 2 to 3.5, got inf"),
        ("endless", 1, "must be finite and 2 or more, got 1"),
        ("endless", math.inf, "must be finite and 2 or more, got inf"),
        ("endless", math.nan, "must be finite and 2 or more, got nan"),
        ("maybe", "", "must be lower-case words joined by hyphens, got ''"),
        ("each", ("a", "B"), "must be lower-case words joined by hyphens, got 'B'"),
        ("currency", "usd", "must be an ISO 4217 code; write USD, got 'usd'"),
    ],
)
def test_a_wrong_value_gets_a_sentence(field: str, value: object, sentence: str) -> None:
    with pytest.raises(rp.InvalidFieldError) as caught:
        Probe(**{field: value})
    assert str(caught.value) == f"Probe.{field} {sentence}"


def test_an_integer_beyond_all_floats_gets_a_sentence() -> None:
    with pytest.raises(rp.InvalidFieldError):
        Probe(endless=10**400)


class TestChoice:
    """An enumeration whose members are texts, and that names them when a value is none of them."""

    def test_by_value(self) -> None:
        assert Colour("red") is Colour.RED
        assert Colour.RED == "red"
        assert f"{Colour.RED}" == "red"

    @pytest.mark.parametrize("value", ["green", "RED", "", None, 3, ["red"]])
    def test_other_values(self, value: object) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            Colour(value)
        assert str(caught.value) == f"Colour must be one of blue, red, got {value!r}"
        assert (caught.value.field, caught.value.value) == ("Colour", value)


class TestOrdered:
    """The upper of two fields is not below the lower where both are known."""

    @pytest.mark.parametrize(("low", "high"), [(None, None), (1, None), (None, 1), (1, 1), (1, 2), (0, 0)])
    def test_in_order(self, low: float | None, high: float | None) -> None:
        check.ordered("low", "high")(Probe(low=low, high=high))

    @pytest.mark.parametrize("error", [rp.InvalidFieldError, rp.InvalidBandError])
    def test_out_of_order(self, error: type[rp.InvalidFieldError]) -> None:
        with pytest.raises(error) as caught:
            check.ordered("low", "high", error)(Probe(low=2, high=0))
        assert type(caught.value) is error
        assert str(caught.value) == "Probe.high must not be below low (2), got 0"

    def test_the_error_where_none_is_named(self) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            check.ordered("low", "high")(Probe(low=2, high=1))
        assert type(caught.value) is rp.InvalidFieldError


@attrs.frozen(kw_only=True)
class Pair:
    """A class with rules between its fields."""

    low: int
    high: int
    name: str = "a"

    def _named(self) -> None:
        if self.name != "a" and self.low:
            raise rp.InvalidFieldError("Pair.name", self.name, "must be 'a' where low is not 0")

    _rules = (check.ordered("low", "high"), _named)
    __attrs_post_init__ = check.keep_rules


class TestRules:
    """An object keeps the rules that its class lists; of fields alone, those are put to the test that look at no other field."""

    def test_an_object_that_keeps_them(self) -> None:
        assert (Pair(low=1, high=2).high, Pair(low=0, high=0, name="b").name) == (2, "b")

    def test_an_object_that_breaks_one(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"^Pair.high must not be below low \(2\), got 1$"):
            Pair(low=2, high=1)
        with pytest.raises(rp.InvalidFieldError, match=r"^Pair.name must be 'a' where low is not 0, got 'b'$"):
            Pair(low=2, high=3, name="b")

    @pytest.mark.parametrize(
        ("sound", "broken"),
        [
            ({}, []),
            ({"low": 2, "high": 1}, ["Pair.high"]),
            ({"low": 2, "name": "b"}, ["Pair.name"]),
            ({"high": 1, "name": "b"}, []),
            ({"low": 2, "high": 1, "name": "b"}, ["Pair.high", "Pair.name"]),
            ({"low": 0, "high": 1, "name": "b"}, []),
        ],
    )
    def test_fields_alone(self, sound: dict[str, object], broken: list[str]) -> None:
        assert [getattr(error, "field", None) for error in check.rules_broken(Pair, sound)] == broken

    def test_a_class_without_rules(self) -> None:
        assert list(check.rules_broken(Probe, {"low": 2, "high": 1})) == []


def test_assumptions_name_fields() -> None:
    check.assumptions(Probe())
    check.assumptions(Probe(assumed=("low", "high")))
    with pytest.raises(rp.InvalidFieldError) as caught:
        check.assumptions(Probe(assumed=("low", "middle")))
    assert str(caught.value) == "Probe.assumed must name a field of the fact, got 'middle'"


def test_a_field_is_named_with_its_class() -> None:
    assert check.name_of(Probe(), attrs.fields(Probe).whole) == "Probe.whole"


@pytest.mark.parametrize("value", ["1e31", "1e999999", "1e-31", "1.0000000000000000000000000000001"])
def test_an_amount_that_cannot_be_written_out_is_refused(value: str) -> None:
    citation = rp.Citation(source=rp.SourceId("s"), section="x", line=1)
    rule = "must have at most 30 digits before and after the point"
    with pytest.raises(rp.InvalidFieldError, match=f"SalaryBand.minimum {rule}"):
        rp.SalaryBand(role=rp.RoleId("r"), component=rp.PayComponent.BASE, minimum=Decimal(value), currency="USD", citation=citation)
    with pytest.raises(rp.InvalidFieldError, match=f"Trait.minimum {rule}"):
        rp.Trait(aspect=rp.Aspect.DEMAND, text="x", minimum=Decimal(value), unit="people", citation=citation)


@pytest.mark.parametrize("value", ["0", "1e30", "1e-30", "0.000000000000000000000000000001", "123456789.25"])
def test_an_amount_of_thirty_digits_is_taken(value: str) -> None:
    citation = rp.Citation(source=rp.SourceId("s"), section="x", line=1)
    trait = rp.Trait(aspect=rp.Aspect.DEMAND, text="x", minimum=Decimal(value), unit="people", citation=citation)
    assert trait.minimum == Decimal(value)
