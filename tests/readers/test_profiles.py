"""People from plain data: what is read, what is refused with which sentence, and what nobody can make it do."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import attrs
import pytest

import rolepath as rp
from rolepath.model._limits import MOST_ENTRIES
from rolepath.readers.profiles import LONGEST_TEXT, proficiency_of, scales_of_proficiency

WORDS = rp.Scale(
    id="words",
    label="In words",
    measures="proficiency",
    reason="For tests.",
    steps=(
        rp.ScaleStep(label="basic", value=0.25),
        rp.ScaleStep(label="good", value=0.5, alternative_labels=("solid",)),
        rp.ScaleStep(label="top", value=1),
    ),
)
STARS = rp.Scale(id="stars", label="Stars", measures="proficiency", reason="For tests.", minimum=0, maximum=5)
MARKS = rp.Scale(
    id="marks",
    label="Marks",
    measures="proficiency",
    reason="For tests.",
    steps=(rp.ScaleStep(label="good", value=0.75), rp.ScaleStep(label="top", value=1)),
)
MATTERS = rp.Scale(
    id="matters", label="Importance", measures="importance", reason="For tests.", steps=(rp.ScaleStep(label="critical", value=1),)
)
OWN = rp.Catalog(
    scales=(WORDS, STARS, MATTERS),
    places=(rp.Place(id="uk", label="United Kingdom", alternative_labels=("Britain",)),),
    skills=(
        rp.Skill(id="python", label="Python", kind="tool", alternative_labels=("python 3",)),
        rp.Skill(id="sql", label="SQL", kind="tool"),
        rp.Skill(id="model-serving", label="Model serving", kind="practice", alternative_labels=("serving",)),
        rp.Skill(id="table-serving", label="Table serving", kind="practice", alternative_labels=("serving",)),
    ),
    roles=(rp.Role(id="ml-engineer", label="ML engineer", alternative_labels=("MLE",)),),
    standard_levels=(rp.Level(id="senior", label="Senior", track="individual-contributor", rank=3),),
)
GOOD, TOP = WORDS.rate("good"), WORDS.rate("top")


def read(data: object, catalog: rp.Catalog = OWN) -> rp.Profile:
    """Read a mapping."""
    return rp.Profile.from_data(data, catalog=catalog)


def faults(data: object, catalog: rp.Catalog = OWN, by: Callable[..., rp.Profile] = rp.Profile.from_data) -> list[tuple[str, str, str]]:
    """What is wrong: block, field and sentence of each fault."""
    with pytest.raises(rp.DataFileError) as caught:
        by(data, catalog=catalog)
    assert {fault.file for fault in caught.value.faults} == {"profile"}
    assert "profile: " in str(caught.value)
    return [fault[1:] for fault in caught.value.faults]


class TestFields:
    """Every field by every name it has."""

    WHOLE = MappingProxyType(
        {
            "skills": ["Python"],
            "role": "MLE",
            "level": "SENIOR",
            "years": 3.5,
            "location": "britain",
            "pay_floor": "85000.50",
            "currency": "GBP",
            "hours_per_week": 0,
            "preferences": ["remote", "small teams"],
            "unknown": ["Telepathy"],
        }
    )
    PERSON = rp.Profile(
        skills=(rp.HeldSkill(skill="python"),),
        role="ml-engineer",
        level="senior",
        years=3.5,
        location="uk",
        pay_floor=Decimal("85000.50"),
        currency="GBP",
        hours_per_week=0,
        preferences=("remote", "small teams"),
        unknown=("Telepathy",),
    )

    def test_all_of_them(self) -> None:
        assert read(self.WHOLE) == self.PERSON
        assert set(self.WHOLE) == {field.name for field in attrs.fields(rp.Profile)}

    def test_texts_say_the_same(self) -> None:
        assert rp.Profile.from_json(json.dumps(dict(self.WHOLE)), catalog=OWN) == self.PERSON
        toml = "\n".join(f"{key} = {json.dumps(value)}" for key, value in self.WHOLE.items())
        assert rp.Profile.from_toml(f"\ufeff{toml}", catalog=OWN) == self.PERSON

    @pytest.mark.parametrize("empty", [{}, dict.fromkeys((field.name for field in attrs.fields(rp.Profile)), None), {"skills": {}}])
    def test_nothing(self, empty: Mapping[str, Any]) -> None:
        assert read(empty) == rp.Profile()
        assert rp.Profile.from_json(json.dumps(empty), catalog=OWN) == rp.Profile.from_toml("", catalog=OWN) == rp.Profile()

    def test_the_bundled_catalog_is_the_default(self) -> None:
        for made in (
            rp.Profile.from_data({"skills": ["k8s"]}),
            rp.Profile.from_json('{"skills": ["k8s"]}'),
            rp.Profile.from_toml("skills = ['k8s']"),
        ):
            assert made.skills == (rp.HeldSkill(skill="kubernetes"),)

    @pytest.mark.parametrize("text", ["0.1", "85000", "123456789012345678901234567890.123456789", "1e3"])
    def test_money_is_exact(self, text: str) -> None:
        for made in (
            rp.Profile.from_json(f'{{"pay_floor": {text}, "currency": "USD"}}'),
            rp.Profile.from_toml(f"pay_floor = {text}\ncurrency = 'USD'"),
            rp.Profile.from_data({"pay_floor": Decimal(text), "currency": "USD"}),
        ):
            assert made.pay_floor.as_tuple() == Decimal(text).as_tuple()

    @pytest.mark.parametrize(("given", "made"), [(85_000, "85000"), (" 85000.50 ", "85000.50"), ("0", "0"), (0, "0")])
    def test_money_as_number_or_text(self, given: object, made: str) -> None:
        floor = read({"pay_floor": given, "currency": "USD"}).pay_floor
        assert isinstance(floor, Decimal)
        assert str(floor) == made

    @pytest.mark.parametrize(
        "given", [85_000.0, 0.1, float("nan"), True, "85,000", "$85000", "15%", "", "-5", "1e3", "8\u0665", "9" * 90, 2**300, [], {}]
    )
    def test_what_is_no_money(self, given: object) -> None:
        ((block, field, sentence),) = faults({"pay_floor": given, "currency": "USD"})
        assert (block, field) == ("", "pay_floor")
        assert sentence.startswith("must be an amount such as 85000, or a text such as '85000.50', since floats are not exact; got ")

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            (-5, "Profile.pay_floor must be finite and not negative, got Decimal('-5')"),
            (Decimal("sNaN"), "Profile.pay_floor must be finite and not negative, got Decimal('sNaN')"),
            ("9" * 40, f"Profile.pay_floor must have at most 30 digits before and after the point, got Decimal('{'9' * 40}')"),
        ],
    )
    def test_what_is_no_such_amount(self, given: object, sentence: str) -> None:
        assert faults({"pay_floor": given, "currency": "USD"}) == [("", "pay_floor", sentence)]

    def test_a_pay_floor_needs_a_currency(self) -> None:
        assert faults({"pay_floor": 5}) == [("", "currency", "is missing; a pay floor needs one, such as USD")]
        assert faults({"currency": "usd"}) == [("", "currency", "Profile.currency must be an ISO 4217 code; write USD, got 'usd'")]

    def test_numbers_keep_their_kind(self) -> None:
        made = rp.Profile.from_json('{"years": 3, "hours_per_week": 7.5}', catalog=OWN)
        assert (made.years, made.hours_per_week) == (3, 7.5)
        assert (type(made.years), type(made.hours_per_week)) == (int, float)

    @pytest.mark.parametrize(
        ("key", "given", "sentence"),
        [
            ("years", -1, "Profile.years must be finite and 0 or more, got -1"),
            ("years", Decimal("1e400"), "Profile.years must be finite and 0 or more, got inf"),
            ("years", Decimal("sNaN"), "Profile.years must be a number, got Decimal('sNaN') (Decimal)"),
            ("years", True, "Profile.years must be a number, got True (bool)"),
            pytest.param("years", 10**5000, "Profile.years must be finite and 0 or more, got a int too large to show", id="large"),
            ("hours_per_week", 168.5, "Profile.hours_per_week must lie in 0 to 168, got 168.5"),
            ("hours_per_week", "ten", "Profile.hours_per_week must be a number, got 'ten' (str)"),
            ("role", "wizard", "no role is called 'wizard'; known are ml-engineer"),
            ("role", 3, "role must be a Role, an id or a label, got 3 (int)"),
            ("level", "seniour", "no level is called 'seniour'; did you mean 'senior'?"),
            ("location", ["uk"], "place must be a Place, an id or a label, got ['uk'] (list)"),
            ("preferences", "remote", "must be a list of texts, got 'remote'"),
            ("unknown", "telepathy", "must be a list of names, or a table of names and proficiencies, got 'telepathy'"),
            ("skills", "python", "must be a list of names, or a table of names and proficiencies, got 'python'"),
            ("skills", {"python"}, "must be a list of names, or a table of names and proficiencies, got {'python'}"),
            ("scale", "hearts", "no scale is called 'hearts'; known are words, stars, matters"),
            ("scale", "matters", "must be a scale of proficiency; matters measures importance"),
        ],
    )
    def test_what_a_field_refuses(self, key: str, given: object, sentence: str) -> None:
        assert faults({key: given}) == [("", key, sentence)]

    @pytest.mark.parametrize(
        ("key", "label", "id_"),
        [
            ("role", "Machine-learning engineer", "ml-engineer"),
            ("role", " DATA SCIENTIST", "data-scientist"),
            ("level", "Mid-level", "mid"),
            ("level", "Junior", "entry"),
            ("location", "united  STATES", "us"),
            ("location", "Great-Britain", "uk"),
        ],
    )
    def test_labels_of_the_bundled_catalog(self, key: str, label: str, id_: str) -> None:
        assert getattr(rp.Profile.from_data({key: label}), key) == id_
        assert getattr(rp.Profile.from_json(json.dumps({key: label})), key) == id_
        assert getattr(rp.Profile.from_toml(f"{key} = {json.dumps(label)}"), key) == id_

    def test_unknown_keys(self) -> None:
        known = "skills, role, level, years, location, pay_floor, currency, hours_per_week, preferences, unknown, scale"
        assert faults({"skils": [], "x": 1, 3: 4, "y" * 50: 5}) == [
            ("", "skils", "is no key of a profile; did you mean 'skills'?"),
            ("", "x", f"is no key of a profile; known are {known}"),
            ("", "3", f"is no key of a profile; known are {known}"),
            ("", f"'{'y' * 50}'", f"is no key of a profile; known are {known}"),
        ]
        told = faults({f"x{number}": 1 for number in range(25)})
        assert [field for _, field, _ in told] == [*(f"x{number}" for number in range(20)), ""]
        assert told[-1][2] == "has 5 more keys that are none of a profile"

    def test_later_faults_go_without_suggestions(self) -> None:
        told = faults({"skills": [{"skill": "sql", "evidance": 1} for _ in range(22)]})
        assert [sentence for *_, sentence in told] == [
            *["is no key of a profile; did you mean 'evidence'?"] * 20,
            *["is no key of a profile"] * 2,
        ]

    def test_every_fault_at_once(self) -> None:
        data = {
            "skills": ["serving", {"skill": "sql", "evidence": "shown"}, 3],
            "role": "wizard",
            "pay_floor": 1.5,
            "years": -1,
            "preferences": 5,
        }
        assert [(block, field) for block, field, _ in faults(data)] == [
            ("skills[0]", ""),
            ("skills[1]", "evidence"),
            ("skills[2]", ""),
            ("", "role"),
            ("", "years"),
            ("", "pay_floor"),
            ("", "currency"),
            ("", "preferences"),
        ]

    @pytest.mark.parametrize(
        ("nonsense", "fine"),
        [
            *((value, set()) for value in (object(), [[]], 1j, b"x", float("nan"), "", -1, True, {1, 2}, print, [None], "x")),
            # A table of one name, whose number is not read while the scale is at fault.
            ({"x": 1}, {"skills", "unknown"}),
            ((), {"skills", "unknown", "preferences"}),
        ],
    )
    def test_nonsense_in_every_field(self, nonsense: object, fine: set[str]) -> None:
        every = {*(field.name for field in attrs.fields(rp.Profile)), "scale"}
        told = faults(dict.fromkeys(every, nonsense))
        assert {field or block.partition("[")[0] for block, field, _ in told} == every - fine
        assert len(told) == len(every - fine)

    def test_each_preference_at_fault(self) -> None:
        assert faults({"preferences": ["remote", 3, " ", "x" * 1000, "x" * 1001]}) == [
            ("preferences[1]", "", "Profile.preferences must be a text, got 3 (int)"),
            ("preferences[2]", "", "Profile.preferences must not be empty; leave it out where it is unknown, got ' '"),
            ("preferences[4]", "", f"Profile.preferences must have at most 1,000 characters; shorten it, got '{'x' * 76}..."),
        ]

    def test_the_whole_sentence(self) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            read({"skills": ["serving"], "years": -1})
        assert str(caught.value).splitlines()[1:] == [
            "  profile: skills[0]: 'serving' fits more than one skill: model-serving and table-serving; use one of these ids",
            "  profile: years: Profile.years must be finite and 0 or more, got -1",
        ]


class TestSkills:
    """A list of names, a table of names, or a list of tables."""

    @pytest.mark.parametrize(
        "skills",
        [
            {"PYTHON 3": "Solid", "sql": None},
            {"python": {"proficiency": "good"}, "sql": {}},
            {"python": {"proficiency": 2.5, "scale": "stars"}, "sql": {"evidence": "claimed"}},
            [{"skill": "Python", "proficiency": "good", "evidence": None}, "SQL"],
            ({"skill": "python", "proficiency": Decimal("2.5"), "scale": "Stars"}, {"skill": "sql"}),
        ],
    )
    def test_the_same_in_every_form(self, skills: object) -> None:
        first, second = read({"skills": skills}).skills
        assert (first.skill, first.proficiency.value, first.evidence) == ("python", 0.5, rp.Evidence.CLAIMED)
        assert second == rp.HeldSkill(skill="sql")

    @pytest.mark.parametrize("said", ["used-at-work", "Used at work", "USED_AT_WORK"])
    def test_evidence_by_any_spelling(self, said: str) -> None:
        (held,) = read({"skills": {"sql": {"evidence": said}}}).skills
        assert held == rp.HeldSkill(skill="sql", evidence="used-at-work")

    @pytest.mark.parametrize("said", ["certificate", "", 3, True, ["claimed"]])
    def test_what_is_no_evidence(self, said: object) -> None:
        sentence = f"must be one of claimed, certified, used-at-work, shipped-to-production, got {said!r}"
        assert faults({"skills": {"sql": {"evidence": said}}}) == [("skills['sql']", "evidence", sentence)]

    def test_unknown_names_are_kept_as_given_and_once(self) -> None:
        made = read({"skills": ["Telepathy", "sql", "C++ ", "Telepathy", "telepathy"], "unknown": ["Alchemy", "Telepathy", "Python"]})
        assert made.unknown == tuple(rp.UnknownSkill(name=name) for name in ("Telepathy", "C++ ", "telepathy", "Alchemy"))
        # What was unknown to another catalog counts here.
        assert made.skills == (rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="python"))

    @pytest.mark.parametrize(
        "data",
        [
            {"skills": {"Telepathy": {"proficiency": "good", "evidence": "certified"}, "Alchemy": "TOP"}},
            {"skills": [{"skill": "Telepathy", "proficiency": "solid", "evidence": "Certified"}], "unknown": {"Alchemy": "top"}},
            {"unknown": [{"name": "Telepathy", "proficiency": "good", "evidence": "certified"}, {"name": "Alchemy", "proficiency": "top"}]},
            {"unknown": {"Telepathy": {"proficiency": 2.5, "scale": "stars", "evidence": "certified"}, "Alchemy": "top"}},
        ],
    )
    def test_what_is_said_of_an_unknown_skill_is_kept(self, data: Mapping[str, Any]) -> None:
        first, second = read(data).unknown
        assert (first.name, first.proficiency.value, first.evidence) == ("Telepathy", 0.5, rp.Evidence.CERTIFIED)
        assert second == rp.UnknownSkill(name="Alchemy", proficiency=TOP)
        assert read(data).skills == ()

    def test_an_unknown_skill_said_twice(self) -> None:
        rated = {"name": "Telepathy", "proficiency": "good"}
        held = rp.UnknownSkill(name="Telepathy", proficiency=GOOD)
        for data in (
            {"skills": ["Telepathy"], "unknown": [rated]},
            {"skills": {"Telepathy": "good"}, "unknown": ["Telepathy", rated]},
        ):
            assert read(data).unknown == (held,)
        told = faults({"skills": {"Telepathy": "good"}, "unknown": [{"name": "Telepathy", "proficiency": "top"}]})
        assert told == [("unknown[0]", "", "says of Telepathy something else than skills['Telepathy']; keep one of the two")]

    def test_a_table_of_the_unknown_without_a_name(self) -> None:
        assert faults({"unknown": [{"skill": "x"}]}) == [("unknown[0]", "name", "is missing from {'skill': 'x'}")]

    @pytest.mark.parametrize("blank", ["x", "\u0301", "\ufdfa", " x"])
    def test_names_that_are_too_long(self, blank: str) -> None:
        short, long = (blank * 200)[:200], (blank * 201)[:201]
        (kept,) = read({"skills": [short]}).unknown
        assert kept == rp.UnknownSkill(name=short)
        sentence = f"must be a name of at most 200 characters; shorten it, got {rp.errors.shown(long)}"
        assert faults({"skills": [long, "sql"], "unknown": [long]}) == [("skills[0]", "", sentence), ("unknown[0]", "", sentence)]

    def test_what_is_said_of_an_unknown_skill_is_checked_too(self) -> None:
        told = faults({"skills": {"telepathy": {"proficiency": "enormous", "evidence": "felt", "level": 3}}})
        assert [(block, field) for block, field, _ in told] == [
            ("skills['telepathy']", field) for field in ("level", "proficiency", "evidence")
        ]

    @pytest.mark.parametrize("name", ["", "  ", 3, None, ["sql"], date(2026, 1, 2)])
    def test_what_is_no_name(self, name: object) -> None:
        assert faults({"skills": [name]}) == [("skills[0]", "", f"must be the name of a skill, got {name!r}")]
        assert faults({"skills": [{"skill": name}]}) == [("skills[0]", "", f"must be the name of a skill, got {name!r}")]
        assert faults({"unknown": [name]}) == [("unknown[0]", "", f"must be the name of a skill, got {name!r}")]
        if not isinstance(name, list):
            assert faults({"skills": {name: None}}) == [(f"skills[{name!r}]", "", f"must be the name of a skill, got {name!r}")]

    def test_a_table_without_a_name(self) -> None:
        assert faults({"skills": [{"name": "sql"}]}) == [("skills[0]", "skill", "is missing from {'name': 'sql'}")]

    def test_to_name_a_skill_again_adds_nothing(self) -> None:
        rated = {"skill": "python", "proficiency": "good", "evidence": "certified"}
        held = rp.HeldSkill(skill="python", proficiency=GOOD, evidence="certified")
        for listed in (["Python", "sql", rated], [rated, "sql", "python 3"], [rated, "sql", dict(rated, skill="PYTHON")]):
            assert read({"skills": listed}).skills == (held, rp.HeldSkill(skill="sql"))

    def test_to_say_something_else_is_a_fault(self) -> None:
        told = faults({"skills": {"Python": "good", "sql": None, "python 3": "top", "PYTHON": {"evidence": "certified"}}})
        assert told == [
            (f"skills['{name}']", "", "says of python something else than skills['Python']; keep one of the two")
            for name in ("python 3", "PYTHON")
        ]

    def test_a_fault_of_an_entry_makes_no_contradiction(self) -> None:
        assert len(faults({"skills": [{"skill": "sql", "proficiency": "enormous"}, {"skill": "sql", "proficiency": "good"}]})) == 1
        told = faults({"skills": [{"skill": "sql", "proficiency": "top", "evidence": "shown"}, {"skill": "sql", "proficiency": "good"}]})
        assert [(block, field) for block, field, _ in told] == [("skills[0]", "evidence")]


class TestProficiency:
    """A label on the one scale that has it; a number on the scale that is named."""

    def test_a_label_on_any_scale(self) -> None:
        assert read({"skills": {"sql": "TOP"}}).skills[0].proficiency == TOP

    def test_a_label_that_is_none(self) -> None:
        sentence = "must be a label of proficiency (basic, good, top), got 'critical'"
        assert faults({"skills": {"sql": "critical"}}) == [("skills['sql']", "proficiency", sentence)]

    def test_a_label_of_two_scales(self) -> None:
        both = attrs.evolve(OWN, scales=(WORDS, MARKS))
        # Both put top at 1; they differ on what is good.
        assert read({"skills": {"sql": "top"}}, both).skills[0].proficiency == TOP
        sentence = "means different things on words and marks, so name its scale too, got 'good'"
        assert faults({"skills": {"sql": "good"}}, both) == [("skills['sql']", "proficiency", sentence)]
        for data in ({"skills": {"sql": {"proficiency": "good", "scale": "marks"}}}, {"skills": {"sql": "good"}, "scale": "marks"}):
            assert read(data, both).skills[0].proficiency == MARKS.rate("good")

    @pytest.mark.parametrize("number", [3, 3.0, Decimal(3)])
    def test_a_number_without_a_scale(self, number: object) -> None:
        # 0.8 would be little on five stars, and much on a scale to one.
        sentence = f"is a number, so name its scale too (stars), or give a label; got {number!r}"
        assert faults({"skills": {"sql": number}}) == [("skills['sql']", "proficiency", sentence)]
        assert read({"skills": {"sql": number}, "scale": "stars"}).skills[0].proficiency == rp.Rating(scale="stars", value=0.6)
        assert read({"skills": {"sql": number}}, attrs.evolve(OWN, scales=(STARS,))).skills[0].proficiency.value == 0.6

    def test_no_scale_takes_numbers(self) -> None:
        ((*_, sentence),) = faults({"skills": {"sql": 3}}, attrs.evolve(OWN, scales=(WORDS, MARKS)))
        assert sentence == "is a number, so name its scale too (none), or give a label; got 3"

    @pytest.mark.parametrize("given", ["top", 1])
    def test_a_catalog_without_scales(self, given: object) -> None:
        sentence = f"must be a label of proficiency (of which the catalog has none), got {given!r}"
        assert faults({"skills": {"sql": given}}, attrs.evolve(OWN, scales=(MATTERS,))) == [("skills['sql']", "proficiency", sentence)]

    def test_the_scale_of_an_entry_stands_before_that_of_all(self) -> None:
        made = read({"skills": {"sql": {"proficiency": "good", "scale": "words"}, "python": 5}, "scale": "stars"})
        assert [held.proficiency for held in made.skills] == [GOOD, STARS.rate(5)]

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            (5.5, "a rating on the scale 'stars' must lie in 0 to 5, got 5.5"),
            (float("nan"), "a rating on the scale 'stars' must lie in 0 to 5, got nan"),
            pytest.param(10**5000, "a rating on the scale 'stars' must lie in 0 to 5, got a int too large to show", id="large"),
            ("good", "a rating of proficiency must be on the scale 'stars' (numbers from 0 to 5), got 'good'"),
            (True, "must be a label or a number, got True"),
            (Decimal("NaN"), "must be a label or a number, got Decimal('NaN')"),
            ([], "must be a label or a number, got []"),
        ],
    )
    def test_what_a_scale_refuses(self, given: object, sentence: str) -> None:
        for data in (
            {"skills": [{"skill": "sql", "proficiency": given, "scale": "stars"}]},
            {"skills": [{"skill": "sql", "proficiency": given}], "scale": "stars"},
        ):
            assert faults(data) == [("skills[0]", "proficiency", sentence)]

    def test_a_scale_that_is_none_is_one_fault(self) -> None:
        for scale in ("hearts", "matters", 3):
            ((block, field, _),) = faults({"skills": {"sql": {"proficiency": 3, "scale": scale}}})
            assert (block, field) == ("skills['sql']", "scale")
            assert [(block, field) for block, field, _ in faults({"skills": {"sql": 3, "python": "x"}, "scale": scale})] == [("", "scale")]


class TestProficiencyOfAnArgument:
    """A label that the scales agree on, or a place from 0 to 1; never what a person's data would be read as otherwise."""

    def test_labels(self) -> None:
        assert proficiency_of(OWN, " Solid ") == GOOD
        both = attrs.evolve(OWN, scales=(WORDS, MARKS))
        assert proficiency_of(both, "top") == TOP
        with pytest.raises(rp.InvalidRatingError) as caught:
            proficiency_of(both, "good")
        assert str(caught.value) == (
            "proficiency means different things on words and marks, so give a Rating, as Scale.rate() makes one, got 'good'"
        )

    @pytest.mark.parametrize("label", ["critical", "", "0.5", "goo"])
    def test_labels_of_no_scale(self, label: str) -> None:
        with pytest.raises(rp.InvalidRatingError) as caught:
            proficiency_of(OWN, label)
        assert str(caught.value) == f"proficiency must be a label of proficiency (basic, good, top), got {label!r}"

    @pytest.mark.parametrize("number", [0, 1, 0.3, -0.0])
    def test_numbers(self, number: float) -> None:
        made = proficiency_of(OWN, number)
        assert made == rp.Rating(scale="words", value=number)
        assert type(made.value) is float
        # As data it would have to name its scale.
        assert proficiency_of(attrs.evolve(OWN, scales=(STARS, WORDS)), number) == rp.Rating(scale="stars", value=number)

    @pytest.mark.parametrize("number", [1.01, -0.01, 3, float("nan"), float("inf"), pytest.param(10**5000, id="large")])
    def test_numbers_that_are_no_place(self, number: float) -> None:
        for own in (OWN, attrs.evolve(OWN, scales=(STARS,))):
            with pytest.raises(rp.InvalidRatingError, match=r"^proficiency must lie in 0 to 1, or be a Rating or a label of a scale, got "):
                proficiency_of(own, number)

    @pytest.mark.parametrize("given", [True, False, None, [], {}, b"good", Decimal("0.5"), 1j])
    def test_what_is_none(self, given: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^proficiency must be a Rating, a label, or a number, got "):
            proficiency_of(OWN, given)

    @pytest.mark.parametrize("number", [0, 0.5, 1])
    def test_a_number_that_the_only_scale_reads_otherwise(self, number: float) -> None:
        # As data, 1 would be one star of five.
        with pytest.raises(rp.InvalidRatingError) as caught:
            proficiency_of(attrs.evolve(OWN, scales=(MATTERS, STARS)), number)
        assert str(caught.value) == (
            f"proficiency could stand for 0 to 1 or for 0 to 5, so give a Rating, as Scale.rate() makes one, got {number!r}"
        )
        unit = attrs.evolve(STARS, maximum=1)
        assert proficiency_of(attrs.evolve(OWN, scales=(unit,)), number) == unit.rate(number)
        assert read({"skills": {"sql": number}}, attrs.evolve(OWN, scales=(unit,))).skills[0].proficiency == unit.rate(number)

    def test_scales(self) -> None:
        assert scales_of_proficiency(OWN) == (WORDS, STARS)
        for given in ("good", 0.5):
            with pytest.raises(rp.InvalidFieldError) as caught:
                proficiency_of(attrs.evolve(OWN, scales=(MATTERS,)), given)
            assert str(caught.value) == "catalog must have a scale of proficiency to say how well a skill is held, got 'catalog'"


def big(text: str) -> str:
    """The one fault of a text that cannot be read at all."""
    ((block, field, sentence),) = faults(text, by=rp.Profile.from_json if text[:1] in "{[" else rp.Profile.from_toml)
    assert (block, field) == ("", "")
    return sentence


class TestHostileTexts:
    """Nobody's text runs anything, hides anything, or fills the memory."""

    def test_texts_that_are_none(self) -> None:
        for by, name in ((rp.Profile.from_json, "JSON"), (rp.Profile.from_toml, "TOML")):
            with pytest.raises(rp.InvalidTypeError, match=rf"^text must be the text of a {name} file, got b'\{{\}}' \(bytes\)$"):
                by(b"{}")
        with pytest.raises(
            rp.InvalidTypeError, match=r"^data must be a mapping such as \{'skills': \['python'\]\}, got \['python'\] \(list\)$"
        ):
            rp.Profile.from_data(["python"])
        with pytest.raises(rp.InvalidTypeError, match=r"^catalog must be a Catalog"):
            rp.Profile.from_json("{}", catalog={})

    @pytest.mark.parametrize("text", ["[]", "3", "null", '"python"', "true"])
    def test_json_that_is_no_table(self, text: str) -> None:
        ((*_, sentence),) = faults(text, by=rp.Profile.from_json)
        assert sentence.startswith("must be a table such as {'skills': ['python']}, got ")

    def test_what_is_no_json_or_toml(self) -> None:
        ((*_, sentence),) = faults("", by=rp.Profile.from_json)
        assert sentence == "is not JSON: Expecting value: line 1 column 1 (char 0)"
        assert big("skills = [") == "is not TOML: Invalid value (at end of document)"

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
    def test_numbers_that_json_does_not_have(self, number: str) -> None:
        assert big(f'{{"years": {number}}}') == f"is not JSON: {number} is no number of JSON"

    def test_numbers_that_toml_has(self) -> None:
        told = faults("years = nan\nhours_per_week = -inf\npay_floor = inf\ncurrency = 'USD'", by=rp.Profile.from_toml)
        assert [field for _, field, _ in told] == ["years", "hours_per_week", "pay_floor"]

    def test_a_key_that_stands_twice(self) -> None:
        assert big('{"skills": ["a"], "skills": []}') == "is not JSON: the key 'skills' stands twice in one table"
        assert big('{"skills": {"sql": "top", "sql": "basic"}}') == "is not JSON: the key 'sql' stands twice in one table"
        assert big("years = 1\nyears = 2") == "is not TOML: Cannot overwrite a value (at end of document)"

    def test_numbers_of_too_many_digits(self) -> None:
        assert big(f'{{"years": {"9" * 5000}}}') == f"is not JSON: the number '{'9' * 76}... is too large"
        assert big('{"years": 1e99999999999999999999}') == "is not JSON: the number '1e99999999999999999999' is too large"
        assert big("years = 1e99999999999999999999") == "is not TOML: the number '1e99999999999999999999' is too large"
        assert big(f"years = {'9' * 5000}").startswith("is not TOML: Exceeds the limit")
        told = faults(f"years = 0x{'f' * 500_000}\npay_floor = 0x{'f' * 400_000}\ncurrency = 'USD'", by=rp.Profile.from_toml)
        assert [(field, sentence[-27:]) for _, field, sentence in told] == [
            ("years", ", got a int too large to show"[-27:]),
            ("pay_floor", "; got a int too large to show"[-27:]),
        ]

    @pytest.mark.parametrize("text", ["[" * 400_000, '{"skills":' * 90_000, "x = " + "[" * 400_000, "x = " + "{a = " * 150_000])
    def test_deep_nesting(self, text: str) -> None:
        name = "JSON" if text[0] in "[{" else "TOML"
        assert big(text) == f"is no {name} that can be read: it is nested too deeply"

    @pytest.mark.parametrize("part", ["a", '"a.b"', "'a b'", '"\\""'])
    @pytest.mark.parametrize("dot", [".", " .\t"])
    def test_long_keys_of_toml(self, part: str, dot: str) -> None:
        # The parser keeps every beginning of a key: one of 400,000 parts would take 600 GB.
        for text in (dot.join([part] * 9) + " = 1", f"[{dot.join([part] * 9)}]", dot.join([part] * 60_000) + " = 1"):
            sentence = "is not TOML: a key joins more than 8 words by dots; a table has no such key"
            assert faults(text, by=rp.Profile.from_toml) == [("", "", sentence)]
        ((*_, sentence),) = faults(dot.join([part] * 8) + " = 1", by=rp.Profile.from_toml)
        assert sentence.startswith("is no key of a profile")

    @pytest.mark.parametrize("quotes", ['"', "'", '"""', "'''"])
    def test_dots_in_a_text_join_nothing(self, quotes: str) -> None:
        dotted = ".".join(["a"] * 40)
        made = rp.Profile.from_toml(f"# {dotted}\nskills = [{quotes}{dotted}{quotes}]  # {dotted}", catalog=OWN)
        assert made.unknown == (rp.UnknownSkill(name=dotted),)
        if len(quotes) > 1:
            made = rp.Profile.from_toml(f"skills = [{quotes}\n'{dotted}\n{dotted}\"{quotes}]", catalog=OWN)
            assert made.unknown == (rp.UnknownSkill(name=f"'{dotted}\n{dotted}\""),)
            # A text may end in quotes of its own.
            for more in (quotes[0], quotes[:2]):
                assert big(f"x = {quotes}a{more}{quotes}\n{dotted} = 1").startswith("is not TOML: a key joins")
        # What stands behind a text is looked at again.
        assert big(f"unknown = [{quotes}a{quotes}]\n{dotted} = 1").startswith("is not TOML: a key joins more than 8 words")

    @pytest.mark.parametrize("text", ['x="' + '\\"' * 400_000, "x='" + "a." * 400_000, 'x="""' + '"a' * 400_000, ('a."' + "\n") * 200_000])
    def test_texts_that_never_end(self, text: str) -> None:
        sentence = big(text)
        assert sentence.startswith("is not TOML: ")
        assert "a key joins" not in sentence

    def test_texts_that_are_too_long(self) -> None:
        fill = LONGEST_TEXT - len('{"skills": []}')
        assert rp.Profile.from_json('{"skills": []' + " " * fill + "}", catalog=OWN) == rp.Profile()
        sentence = "must have at most 1,000,000 characters, got 1,000,001"
        assert faults('{"skills": []' + " " * (fill + 1) + "}", by=rp.Profile.from_json) == [("", "", sentence)]
        assert faults("#" * (LONGEST_TEXT + 1), by=rp.Profile.from_toml) == [("", "", sentence)]

    @pytest.mark.parametrize("key", ["skills", "unknown", "preferences"])
    def test_lists_that_are_too_long(self, key: str) -> None:
        names = [f"x{number}" for number in range(MOST_ENTRIES + 1)]
        sentence = "must hold at most 1,000 entries; leave some out, got 1,001"
        assert faults({key: names}) == [("", key, sentence)]
        if key != "preferences":
            assert faults({key: dict.fromkeys(names)}) == [("", key, sentence)]
        made = read({key: names[1:]})
        assert len(made.preferences if key == "preferences" else made.unknown) == MOST_ENTRIES

    def test_lists_that_are_too_long_together(self) -> None:
        names = [f"x{number}" for number in range(MOST_ENTRIES + 2)]
        both = {"skills": names[: MOST_ENTRIES - 1], "unknown": names[MOST_ENTRIES - 2 :]}
        told = faults({**both, "years": -1})
        assert told[0] == ("", "unknown", "Profile.unknown must hold at most 1,000 entries; leave some out, got 1002")
        assert [field for _, field, _ in told] == ["unknown", "years"]
        many = attrs.evolve(OWN, skills=tuple(rp.Skill(id=name, label=name, kind="tool") for name in names))
        told = faults(both, many)
        assert told == [("", "skills", "Profile.skills must hold at most 1,000 entries; leave some out, got 1002")]

    @pytest.mark.parametrize(
        "text",
        [
            "{" + ",".join(f'"k{number}":{{}}' for number in range(70_000)) + "}",
            json.dumps({"skills": [{"skill": f"x{number}", f"y{number}": 1, "scale": "z"} for number in range(1_000)]}),
            json.dumps({"skills": [f"python-{number}" for number in range(1_000)]}),
            "\n".join(f"a{number}.b.c.d.e.f.g.h=1" for number in range(8_000)),
            "\n".join(f"[a{number}.b.c.d.e.f.g.h]" for number in range(8_000)),
        ],
        ids=["keys", "tables", "names", "dotted keys", "headers"],
    )
    def test_memory_is_bounded(self, text: str) -> None:
        tracemalloc.start()
        try:
            (rp.Profile.from_json if text[0] == "{" else rp.Profile.from_toml)(text)
        except rp.DataFileError:
            pass
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert peak < 400 * len(text)

    @pytest.mark.parametrize("skills", [["\ud800"], {"a\udfffb": None}, [{"skill": "\u00e9\udc00"}]])
    def test_half_a_character_is_told_beside_other_faults(self, skills: object) -> None:
        with pytest.raises(rp.DataFileError) as caught:
            rp.Profile.from_data({"skills": skills, "preferences": ["a", "\ud800"], "years": -1})
        found = [(fault.block.partition("[")[0], fault.field) for fault in caught.value.faults]
        assert found == [("skills", ""), ("", "years"), ("preferences", "")]
        assert sum("must not hold half a character" in fault.sentence for fault in caught.value.faults) == 2

    def test_names_are_shown_without_their_control_characters(self) -> None:
        made = rp.Profile.from_json('{"skills": ["a\\u001b[31m", "<b>"]}')
        gap = rp.skill_gap(made, "ML engineer")
        assert gap.unknown_skills == ("a\x1b[31m", "<b>")
        assert "\x1b" not in {*str(gap), *gap._repr_html_()}
        assert "<b>" not in gap._repr_html_()
