"""Every field of every class: what it takes, and the sentence when it is given something else."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

import rolepath as rp
import rolepath.model

CITATION = rp.Citation(source="north", section="Pay", line=3)
RATE = rp.ExchangeRate(base="GBP", quote="USD", rate=Decimal("1.25"))

# A kind of field: the sentence for a value of the wrong type, and for wrong values of the right type.
KINDS: dict[str, tuple[str, tuple[tuple[Any, str], ...]]] = {
    "text": (
        "must be a text",
        (
            *((value, "must not be empty; leave it out where it is unknown") for value in ("", " \n")),
            *((value, "must not hold half a character") for value in ("\ud800", "a\udfffb", "\u00e9\udc00")),
        ),
    ),
    "id": ("must be an id", tuple((value, "must be lower-case words joined by hyphens") for value in ("Not an id", "", "a-"))),
    "flag": ("must be True or False", ()),
    "count": (
        "must be a whole number",
        (
            (0, "must be 1 or more"),
            (-3, "must be 1 or more"),
            (1_000_000_001, "must be at most 1,000,000,000"),
        ),
    ),
    "tally": ("must be a whole number", ((-1, "must be 0 or more"),)),
    "money": (
        "must be a Decimal, since floats do not hold money exactly",
        tuple((Decimal(text), "must be finite and not negative") for text in ("-0.01", "NaN", "Infinity")),
    ),
    "time": ("must be a Decimal", tuple((Decimal(text), "must be finite and not negative") for text in ("-0.01", "NaN", "Infinity"))),
    "figure": ("must be a Decimal", tuple((Decimal(text), "must be finite") for text in ("NaN", "-Infinity"))),
    "amount": ("must be a number", tuple((value, "must be finite and 0 or more") for value in (-0.001, float("inf"), float("nan")))),
    "positive": ("must be a number", tuple((value, "must be finite and 1e-09 or more") for value in (0, -1, float("inf")))),
    "share": ("must be a number", tuple((value, "must lie in 0 to 1") for value in (-0.001, 1.001, float("nan")))),
    "texts": ("must be a tuple", ()),
    "rows": ("must be a whole number", ((-1, "must be 0 or more"),)),
    "value": (
        "must be a number",
        tuple((value, "must lie in -1e+15 to 1e+15") for value in (-1.1e15, 1.1e15, float("inf"), float("nan"))),
    ),
    "weight": ("must be a number", tuple((value, "must lie in 0 to 1e+09") for value in (-0.001, 1.1e9, float("nan")))),
    "own weight": ("must be a number", tuple((value, "must lie in 1e-09 to 1e+09") for value in (0, -1, 1.1e9))),
    "offset": ("must be a number", tuple((value, "must lie in -1e+09 to 1e+09") for value in (-1.1e9, 1.1e9, float("inf")))),
    "hours": ("must be a number", tuple((value, "must lie in 0 to 168") for value in (-1, 168.5))),
    "currency": (
        "must be a currency code of three letters, such as USD",
        (("usd", "must be an ISO 4217 code; write USD"), ("$", "must be an ISO 4217 code, such as USD, GBP or INR")),
    ),
}
# For each class: arguments that make one, and its fields by kind. ``?`` allows None, ``*`` takes a tuple of the kind.
# A kind that is the name of a class takes that class, and one that is an enumeration its values.
FIELDS: dict[type, tuple[dict[str, Any], dict[str, str]]] = {
    rp.Source: (
        {"id": "north", "title": "North"},
        {
            "id": "id region? region_assumed?",
            "text": "title published? publisher? author? about? version? credit?",
            "currency": "currency?",
        },
    ),
    rp.Citation: (
        {"source": "north", "section": "Pay", "line": 3},
        {"id": "source", "text": "section printed? via?", "count": "line end_line?"},
    ),
    rp.Place: ({"id": "us", "label": "US"}, {"id": "id within?", "text": "label alternative_labels*"}),
    rp.RelatedSkill: ({"skill": "sql", "credit": 0.5, "reason": "why"}, {"id": "skill", "share": "credit", "text": "reason"}),
    rp.Skill: (
        {"id": "sql", "label": "SQL", "kind": "tool"},
        {
            "id": "id broader? prerequisites*",
            "text": "label alternative_labels* effort_reason? esco* onet*",
            "SkillKind": "kind",
            "RelatedSkill": "related*",
            "amount": "effort_weeks_minimum? effort_weeks_maximum?",
        },
    ),
    rp.ScaleStep: ({"label": "basic", "value": 0.25}, {"text": "label alternative_labels*", "share": "value"}),
    rp.Scale: (
        {"id": "s", "label": "S", "measures": "importance", "reason": "why", "steps": (rp.ScaleStep(label="a", value=0),)},
        {"id": "id", "text": "label reason", "Measured": "measures", "ScaleStep": "steps*", "amount": "minimum? maximum?"},
    ),
    rp.Rating: (
        {"scale": "s", "value": 0.5},
        {"id": "scale", "share": "value", "text": "label?", "amount": "standard_error?", "flag": "is_suppressed"},
    ),
    rp.SkillRequirement: (
        {"role": "ml-engineer", "skill": "sql", "basis": "tool", "citation": CITATION},
        {
            "id": "role skill alternatives* level?",
            "RequirementBasis": "basis",
            "Citation": "citation",
            "Rating": "proficiency? importance?",
            "flag": "is_essential? is_relevant?",
            "text": "employer? hedge? reason? assumed* note?",
        },
    ),
    rp.Level: (
        {"id": "senior", "label": "Senior", "track": "management", "rank": 3},
        {
            "id": "id role?",
            "text": "label alternative_labels* scope? employer? assumed* note?",
            "Track": "track",
            "count": "rank",
            "Citation": "citation?",
        },
    ),
    rp.SalaryBand: (
        {"role": "ml-engineer", "component": "base", "minimum": Decimal(1), "currency": "USD", "citation": CITATION},
        {
            "id": "role level? location?",
            "PayComponent": "component",
            "money": "minimum maximum?",
            "currency": "currency",
            "Citation": "citation",
            "flag": "open_top approximate",
            "text": "level_label? employer? hedge? assumed* note?",
            "PayPeriod": "period",
            "PayStatistic": "statistic",
        },
    ),
    rp.PayClaim: (
        {"role": "ml-engineer", "relation": "highest", "citation": CITATION},
        {
            "id": "role other? among* levels* location?",
            "PayRelation": "relation",
            "Citation": "citation",
            "text": "baseline? employers* degree? hedge? reason? assumed* note?",
            "figure": "percent_minimum? percent_maximum?",
            "PayComponent": "component",
            "count": "year?",
        },
    ),
    rp.PayPercentiles: (
        {"component": "base", "currency": "USD", "year": 2023, "p25": Decimal(1), "p50": Decimal(2), "citation": CITATION},
        {
            "PayComponent": "component",
            "currency": "currency",
            "count": "year first_year? records? floors*",
            "Citation": "citation",
            "id": "role? level? location?",
            "money": "p10? p25? p50? p75? p90?",
            "PayPeriod": "period",
            "text": "titles* grouping? assumed* note?",
            "tally": "repeats? employment?",
        },
    ),
    rp.ExchangeRate: ({"base": "GBP", "quote": "USD", "rate": Decimal(2)}, {"currency": "base quote", "money": "rate"}),
    rp.ExchangeRates: (
        {"rates": (RATE,), "day": date(2026, 1, 2), "source": "a bank"},
        {"ExchangeRate": "rates*", "date": "day", "text": "source"},
    ),
    rp.Role: (
        {"id": "ml-engineer", "label": "MLE"},
        {"id": "id", "text": "label alternative_labels* description? group?", "texts": "onet? esco?"},
    ),
    rp.Descriptor: (
        {"role": "ml-engineer", "family": "activity", "item": "4.A", "label": "Training models", "citation": CITATION},
        {
            "id": "role",
            "DescriptorFamily": "family",
            "text": "item label within* assumed*",
            "Citation": "citation",
            "value": "value?",
        },
    ),
    rp.FileReport: ({"name": "skills.txt"}, {"text": "name kind? left_out?", "rows": "rows used"}),
    rp.ReadingReport: ({"source": "north"}, {"id": "source unrated*", "FileReport": "files*", "text": "unlisted* ambiguous*"}),
    rp.Trait: (
        {"aspect": "mission", "text": "builds", "citation": CITATION},
        {
            "Aspect": "aspect",
            "text": "text unit? employer? hedge? reason? assumed* note?",
            "Citation": "citation",
            "id": "roles* level?",
            "figure": "minimum? maximum?",
            "flag": "approximate",
            "count": "year?",
        },
    ),
    rp.TransitionClaim: (
        {"kind": "proof", "text": "shows it", "citation": CITATION},
        {
            "TransitionKind": "kind",
            "text": "text milestone? hedge? assumed* note?",
            "Citation": "citation",
            "id": "origin? target? than_origin? than_target? skill?",
            "ProofForm": "proof?",
            "time": "months_minimum? months_maximum?",
        },
    ),
    rp.CodeLink: (
        {
            "origin_system": "isco-08",
            "origin": "2511",
            "target_system": "soc-2010",
            "target": "15-1121",
            "citation": rp.Citation(source="north", section="Walk", line=3),
        },
        {
            "CodeSystem": "origin_system target_system",
            "text": "origin target origin_label? target_label?",
            "Citation": "citation",
            "share": "confidence?",
        },
    ),
    rp.TransitionStep: ({"origin": "data-analyst", "target": "ml-engineer"}, {"id": "origin target level? target_level?"}),
    rp.TransitionPath: ({"steps": (rp.TransitionStep(origin="a", target="b"),)}, {"TransitionStep": "steps*"}),
    rp.HeldSkill: ({"skill": "sql"}, {"id": "skill", "Rating": "proficiency?", "Evidence": "evidence"}),
    rp.UnknownSkill: ({"name": "Telepathy"}, {"text": "name", "Rating": "proficiency?", "Evidence": "evidence"}),
    rp.Profile: (
        {},
        {
            "HeldSkill": "skills*",
            "id": "role? level? location?",
            "amount": "years?",
            "money": "pay_floor?",
            "currency": "currency?",
            "hours": "hours_per_week?",
            "text": "preferences*",
            "UnknownSkill": "unknown*",
        },
    ),
    rp.Offer: (
        {"role": "ml-engineer", "currency": "USD"},
        {
            "id": "role level? location?",
            "currency": "currency",
            "money": "base? equity_per_year? equity_grant? bonus_per_year? one_off?",
            "positive": "vesting_years?",
            "PayPeriod": "period",
            "text": "employer?",
            "flag": "has_on_call?",
        },
    ),
    rp.Parameter: ({"name": "n", "value": 0.5, "low": 0, "high": 1, "reason": "why"}, {"text": "name reason", "amount": "value low high"}),
    rp.GapWeights: (
        {},
        {
            "share": "unstated_proficiency unstated_importance optional core_skill tool responsibility activity background interview"
            " broader_credit narrower_credit telling"
        },
    ),
    rp.DifficultyWeights: ({}, {"share": "shortfall effort step distance preparation"}),
    rp.DifficultyModel: (
        {},
        {
            "DifficultyWeights": "weights",
            "positive": "effort_scale_weeks effort_factor full_step_rungs full_preparation_steps hours_per_week",
            "share": "core_share preparation_down",
            "amount": "unstated_effort_weeks reach_months",
        },
    ),
    rp.ProximityModel: (
        {},
        {
            "ProximityMethod": "method",
            "own weight": "importance",
            "weight": "activities titles technology unrated_interests unrated_technology unrated_slope",
            "offset": "unrated_offset",
        },
    ),
    rp.ClaimReading: ({}, {"amount": "slight_percent same_percent"}),
    rp.Catalog: (
        {},
        {
            "text": "name",
            "Source": "sources*",
            "Scale": "scales*",
            "Place": "places*",
            "Skill": "skills*",
            "Role": "roles*",
            "Level": "standard_levels* levels*",
            "SalaryBand": "salary_bands*",
            "PayClaim": "pay_claims*",
            "PayPercentiles": "pay_percentiles*",
            "SkillRequirement": "requirements*",
            "TransitionClaim": "transition_claims*",
            "Trait": "traits*",
            "Descriptor": "descriptors*",
            "ReadingReport": "reading_reports*",
            "ProximityModel": "proximity_model",
            "Parameter": "parameters*",
            "GapWeights": "gap_weights",
            "DifficultyModel": "difficulty_model",
            "ClaimReading": "claim_reading",
        },
    ),
}
ENUMERATIONS = {
    "SkillKind": "interpersonal, knowledge, practice, tool",
    "Measured": "importance, proficiency",
    "RequirementBasis": "activity, background, core-skill, interview, responsibility, tool",
    "Track": "individual-contributor, management",
    "DescriptorFamily": "activity, education, group, interest, preparation, related-role, technology, tool",
    "ProximityMethod": "cosine, shape, shared",
    "PayComponent": "base, bonus, equity, total, unspecified",
    "PayPeriod": "day, hour, month, year",
    "PayStatistic": "average, median, outlier, range, starting",
    "PayRelation": "converges, grows, higher-ceiling, highest, largest-gap, less, lowest, more, pulls-ahead, same, smallest-gap, strong,"
    " widens",
    "Aspect": ", ".join(sorted(rp.Aspect)),
    "CodeSystem": "esco, isco-08, onet-soc-2010, onet-soc-2019, soc-2010",
    "TransitionKind": ", ".join(sorted(rp.TransitionKind)),
    "ProofForm": "analysis, certification, course, deployed-system, document, knowledge, notebook, trained-model, working-code",
    "Evidence": "claimed, certified, used-at-work, shipped-to-production",
}
WRONG = frozenset({7})  # a value that no field takes


def each_field() -> Iterator[tuple[type, str, str, str]]:
    """All of FIELDS, one field at a time: class, field, kind, mark."""
    for cls, (_, kinds) in FIELDS.items():
        for kind, names in kinds.items():
            for name in names.split():
                field, mark = name.rstrip("?*"), name[-1] if name[-1] in "?*" else ""
                yield cls, field, kind, mark


def make(cls: type, **changes: Any) -> Any:
    """An object of a class from the arguments of FIELDS, with some changed."""
    return cls(**{**FIELDS[cls][0], **changes})


EVERY_FIELD = list(each_field())
for_every_field = pytest.mark.parametrize(
    ("cls", "field", "kind", "mark"), [pytest.param(*case, id=f"{case[0].__name__}.{case[1]}") for case in EVERY_FIELD]
)
for_every_class = pytest.mark.parametrize("cls", FIELDS, ids=lambda cls: cls.__name__)


def test_the_table_holds_every_public_model_class() -> None:
    public = {getattr(rp, name) for name in rp.__all__ if not name.startswith("__")}
    assert set(FIELDS) == {member for member in public if attrs.has(member) and member.__module__.startswith("rolepath.model.")}


@pytest.mark.parametrize("name", sorted(module.name for module in pkgutil.iter_modules(rolepath.model.__path__)))
def test_the_names_of_a_module_are_sorted_and_exist(name: str) -> None:
    module = importlib.import_module(f"rolepath.model.{name}")
    names = getattr(module, "__all__", [])
    assert names == sorted(names)
    assert [found for found in names if not hasattr(module, found)] == []


@for_every_class
def test_the_table_holds_every_field(cls: type) -> None:
    named = [field for owner, field, _, _ in EVERY_FIELD if owner is cls]
    assert sorted(named) == sorted(field.name for field in attrs.fields(cls) if field.init)


@for_every_field
def test_a_wrong_type_names_field_and_value(cls: type, field: str, kind: str, mark: str) -> None:
    if kind in ENUMERATIONS:
        with pytest.raises(rp.InvalidFieldError) as invalid:
            make(cls, **{field: WRONG})
        assert str(invalid.value) == f"{kind} must be one of {ENUMERATIONS[kind]}, got frozenset({{7}})"
        return
    rule = KINDS[kind][0] if kind in KINDS else f"must be {'an' if kind[0] in 'AEIOU' else 'a'} {kind}"
    given: list[tuple[object, str]] = [(WRONG, "must be a tuple"), ((WRONG,), rule)] if mark == "*" else [(WRONG, rule)]
    for value, sentence in given:
        with pytest.raises(rp.InvalidTypeError) as caught:
            make(cls, **{field: value})
        assert str(caught.value) == f"{cls.__name__}.{field} {sentence}, got frozenset({{7}}) (frozenset)"
        assert caught.value.value is WRONG


@for_every_field
def test_a_wrong_value_names_field_and_value(cls: type, field: str, kind: str, mark: str) -> None:
    if kind not in KINDS:
        value = b"no such value" if kind == "UnknownSkill" else "no such value"  # a text is taken for the name of one
        with pytest.raises((rp.InvalidFieldError, rp.InvalidTypeError)) as wrong:
            make(cls, **{field: (value,) if mark == "*" else value})
        assert repr(value) in str(wrong.value)
    for value, sentence in KINDS[kind][1] if kind in KINDS else ():
        with pytest.raises(rp.InvalidFieldError) as caught:
            make(cls, **{field: (value,) if mark == "*" else value})
        assert str(caught.value) == f"{cls.__name__}.{field} {sentence}, got {value!r}"
        assert caught.value.field == f"{cls.__name__}.{field}"
        assert caught.value.value is value
        assert isinstance(caught.value, rp.CurrencyError) == (kind == "currency")


@for_every_field
def test_only_what_may_be_unknown_takes_none(cls: type, field: str, kind: str, mark: str) -> None:
    if mark == "?":
        assert getattr(make(cls, **{field: None}), field) is None
    else:
        with pytest.raises((rp.InvalidTypeError, rp.InvalidFieldError)) as caught:
            make(cls, **{field: None})
        assert caught.value.value is None


@for_every_field
def test_what_may_be_unknown_or_empty_is_so_by_default(cls: type, field: str, kind: str, mark: str) -> None:
    default = getattr(make(cls), field)
    if field in FIELDS[cls][0] and kind not in ENUMERATIONS:
        assert default == FIELDS[cls][0][field]
    elif mark == "?":
        assert default is None
    elif mark == "*":
        assert default == ()


def test_the_other_defaults() -> None:
    defaults = {
        f"{cls.__name__}.{field}": getattr(make(cls), field)
        for cls, field, _, mark in EVERY_FIELD
        if not mark and field not in FIELDS[cls][0]
    }
    assert defaults == {
        "SalaryBand.open_top": False,
        "SalaryBand.approximate": False,
        "SalaryBand.period": rp.PayPeriod.YEAR,
        "SalaryBand.statistic": rp.PayStatistic.RANGE,
        "PayPercentiles.period": rp.PayPeriod.YEAR,
        "PayClaim.component": rp.PayComponent.UNSPECIFIED,
        "Trait.approximate": False,
        "HeldSkill.evidence": rp.Evidence.CLAIMED,
        "UnknownSkill.evidence": rp.Evidence.CLAIMED,
        "Offer.period": rp.PayPeriod.YEAR,
        "GapWeights.unstated_proficiency": 0.5,
        "GapWeights.unstated_importance": 0.5,
        "GapWeights.optional": 0.5,
        "GapWeights.core_skill": 1.0,
        "GapWeights.tool": 0.5,
        "GapWeights.responsibility": 0.75,
        "GapWeights.activity": 0.5,
        "GapWeights.background": 0.75,
        "GapWeights.interview": 0.5,
        "GapWeights.broader_credit": 0.6,
        "GapWeights.narrower_credit": 0.5,
        "DifficultyWeights.shortfall": 0.4,
        "DifficultyWeights.effort": 0.4,
        "DifficultyWeights.step": 0.2,
        "DifficultyWeights.distance": 0.0,
        "GapWeights.telling": 0.0,
        "DifficultyWeights.preparation": 0.0,
        "DifficultyModel.full_preparation_steps": 4.0,
        "DifficultyModel.preparation_down": 0.0,
        "ProximityModel.method": rp.ProximityMethod.SHARED,
        "ProximityModel.importance": 3.0,
        "ProximityModel.activities": 15.0,
        "ProximityModel.titles": 25.0,
        "ProximityModel.technology": 15.0,
        "ProximityModel.unrated_interests": 2.0,
        "ProximityModel.unrated_technology": 7.0,
        "ProximityModel.unrated_slope": 1.0,
        "ProximityModel.unrated_offset": 0.0,
        "FileReport.rows": 0,
        "FileReport.used": 0,
        "Rating.is_suppressed": False,
        "Catalog.proximity_model": rp.ProximityModel(),
        "DifficultyModel.weights": rp.DifficultyWeights(),
        "DifficultyModel.effort_scale_weeks": 104.0,
        "DifficultyModel.unstated_effort_weeks": 12.0,
        "DifficultyModel.effort_factor": 1.0,
        "DifficultyModel.core_share": 1.0,
        "DifficultyModel.reach_months": 12.0,
        "DifficultyModel.full_step_rungs": 4.0,
        "DifficultyModel.hours_per_week": 10.0,
        "Catalog.name": "catalog",
        "Catalog.gap_weights": rp.GapWeights(),
        "Catalog.difficulty_model": rp.DifficultyModel(),
        "ClaimReading.slight_percent": 10.0,
        "ClaimReading.same_percent": 5.0,
        "Catalog.claim_reading": rp.ClaimReading(),
    }


@pytest.mark.parametrize(("cls", "field", "kind"), [case[:3] for case in EVERY_FIELD if case[2] in ENUMERATIONS])
def test_enumerations_are_given_by_member_or_value(cls: type, field: str, kind: str) -> None:
    # easier-than and its like ask for a move to compare with
    for member in (member for member in getattr(rp, kind) if not member.endswith("-than")):
        assert getattr(make(cls, **{field: member.value}), field) is member
        assert getattr(make(cls, **{field: member}), field) is member


@for_every_class
def test_fields_are_given_by_name_only(cls: type) -> None:
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        cls("ml-engineer")


@for_every_class
def test_objects_are_frozen(cls: type) -> None:
    made = make(cls)
    for field in attrs.fields(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, field.name, None)
    assert not hasattr(made, "__dict__")


@for_every_class
def test_equal_objects_have_one_hash(cls: type) -> None:
    assert make(cls) is not make(cls)
    assert make(cls) == make(cls)
    assert len({make(cls), make(cls)}) == 1


@for_every_class
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_objects_survive_pickling(cls: type, protocol: int) -> None:
    made = make(cls)
    back = pickle.loads(pickle.dumps(made, protocol))
    assert type(back) is cls
    assert back == made
    assert hash(back) == hash(made)


@for_every_field
def test_every_field_counts_when_objects_are_compared(cls: type, field: str, kind: str, mark: str) -> None:
    assert attrs.fields_dict(cls)[field].eq is True
    assert attrs.fields_dict(cls)[field].hash is None


@pytest.mark.parametrize("cls", [cls for cls in FIELDS if "assumed" in attrs.fields_dict(cls)], ids=lambda cls: cls.__name__)
def test_assumptions_name_fields(cls: type) -> None:
    first, second = (field.name for field in attrs.fields(cls)[:2])
    assert make(cls, assumed=(first, second)).assumed == (first, second)
    with pytest.raises(rp.InvalidFieldError) as caught:
        make(cls, assumed=(first, "nonsense"))
    assert str(caught.value) == f"{cls.__name__}.assumed must name a field of the fact, got 'nonsense'"


def test_an_assumption_of_a_slot_that_is_no_field_is_refused() -> None:
    with pytest.raises(rp.InvalidFieldError):
        make(rp.Trait, assumed=("__weakref__",))


def test_the_facts_can_be_assumed_in_part() -> None:
    assert {cls for cls in FIELDS if "assumed" in attrs.fields_dict(cls)} == {
        rp.Level,
        rp.PayClaim,
        rp.PayPercentiles,
        rp.SalaryBand,
        rp.SkillRequirement,
        rp.Trait,
        rp.TransitionClaim,
        rp.Descriptor,
    }
