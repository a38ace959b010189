from __future__ import annotations

from decimal import Decimal

import pytest

import rolepath as rp

from .tiny import asks, at, catalog, pays, skill


def trait(aspect: str, *roles: str, line: int = 1, **fields: object) -> rp.Trait:
    """Make a trait of the roles."""
    return rp.Trait(aspect=aspect, text=f"said on line {line}", citation=at(line=line), roles=roles, **fields)


TRAITS = (
    trait("stressor", "here", line=1),
    trait("mission", "there", line=2),
    trait("stressor", "here", line=3),
    trait("stressor", "there", line=4),
    trait("overlap", "here", "there", line=5),
    trait("overlap", "here", "third", line=6),
    trait("demand", line=7),
    trait("mission", "third", line=8),
)
PAY = (
    pays("here", 1, 2, line=10),
    pays("there", 3, 4, line=11),
    pays("there", 5, 6, line=12, level="entry"),
    pays("here", 7, 8, line=13, currency="GBP", location="uk"),
    pays("there", 9, 10, line=14, component="base", level=None, location=None),
)
CLAIMS = (
    rp.PayClaim(role="here", relation="more", other="there", citation=at(line=20)),
    rp.PayClaim(role="here", relation="highest", citation=at(line=21)),
    rp.PayClaim(role="here", relation="less", other="third", citation=at(line=22)),
    rp.PayClaim(role="third", relation="highest", citation=at(line=23)),
)
NEEDS = (
    asks("here", "sql", 1.0, 1.0, line=30),
    asks("there", "sql", 0.5, 0.5, line=31),
    asks("there", "ops", 1.0, 1.0, line=32),
    asks("here", "art", 1.0, 1.0, line=33),
    asks("third", "law", 1.0, 1.0, line=34),
)
OWN = catalog(*TRAITS, *PAY, *CLAIMS, *NEEDS, skills=("sql", "ops", "art", skill("law")), roles=("here", "there", "third", "silent"))
BOTH = rp.compare("Role here", "there", catalog=OWN)


class TestRows:
    """Roles side by side; every cell holds what its sources say."""

    def test_names(self) -> None:
        assert (BOTH.roles, BOTH.labels) == (("here", "there"), ("Role here", "Role there"))
        assert repr(BOTH) == "Comparison(here / there: 2 aspects, 4 pay rows, 3 skills)"
        assert rp.compare("here", "there", catalog=OWN) is BOTH

    def test_aspects(self) -> None:
        # In the order of Aspect; traits of several roles, of other roles and of the market stand elsewhere.
        assert BOTH.aspects == (
            rp.AspectRow(aspect="mission", cells=((), (TRAITS[1],))),
            rp.AspectRow(aspect="stressor", cells=((TRAITS[0], TRAITS[2]), (TRAITS[3],))),
        )
        assert BOTH.aspects[0].aspect is rp.Aspect.MISSION

    def test_one_aspect(self) -> None:
        assert BOTH.aspect("stressor") is BOTH.aspects[1]
        assert BOTH.aspect(rp.Aspect.DEMAND) == rp.AspectRow(aspect=rp.Aspect.DEMAND, cells=((), ()))
        with pytest.raises(rp.InvalidFieldError, match=r"^Aspect must be one of "):
            BOTH.aspect("salary")

    def test_together(self) -> None:
        assert BOTH.together == (TRAITS[4],)
        assert rp.compare("third", "here", "there", catalog=OWN).together == (TRAITS[4], TRAITS[5])

    def test_pay(self) -> None:
        # The currency of most figures first; then by component, place and level, the role as a whole last.
        rows = [(row.currency, row.component.value, row.location, row.location_label, row.level, row.period.value) for row in BOTH.pay]
        assert rows == [
            ("USD", "base", None, None, None, "year"),
            ("USD", "total", "us", "United States", "entry", "year"),
            ("USD", "total", "us", "United States", "senior", "year"),
            ("GBP", "total", "uk", "United Kingdom", "senior", "year"),
        ]
        cells = [tuple(tuple(band for group in cell for band in group.bands) for cell in row.cells) for row in BOTH.pay]
        assert cells == [((), (PAY[4],)), ((), (PAY[2],)), ((PAY[0],), (PAY[1],)), ((PAY[3],), ())]

    def test_open_components_make_several_groups_in_a_cell(self) -> None:
        own = catalog(pays("here", 1, 2, component="unspecified"), pays("here", 3, 4, component="unspecified", source="two"))
        (row,) = rp.compare("here", "there", catalog=own).pay
        assert [len(cell) for cell in row.cells] == [2, 0]

    def test_skills(self) -> None:
        # Weights over both roles: sql 1 + 0.5, art 1, ops 1; equal weights by label.
        assert [(row.skill, row.label) for row in BOTH.skills] == [("sql", "SQL"), ("art", "ART"), ("ops", "OPS")]
        assert [[None if need is None else (need.level, need.weight) for need in row.cells] for row in BOTH.skills] == [
            [(1.0, 1.0), (0.5, 0.5)],
            [(1.0, 1.0), None],
            [None, (1.0, 1.0)],
        ]

    def test_pay_claims(self) -> None:
        assert BOTH.pay_claims == CLAIMS[:2]
        assert rp.compare("here", "third", catalog=OWN).pay_claims == CLAIMS[1:]

    def test_moves_and_proximities(self) -> None:
        three = rp.compare("here", "there", "third", catalog=OWN)
        assert [(move.origin, move.target) for move in three.moves] == [
            ("here", "there"),
            ("here", "third"),
            ("there", "here"),
            ("there", "third"),
            ("third", "here"),
            ("third", "there"),
        ]
        assert [near.roles for near in three.proximities] == [("here", "there"), ("here", "third"), ("there", "third")]
        assert three.moves[0] is rp.transition_difficulty("here", "there", catalog=OWN)
        assert three.proximities[0] is rp.proximity("here", "there", catalog=OWN)

    def test_a_silent_role(self) -> None:
        with_silent = rp.compare("here", "silent", catalog=OWN)
        assert with_silent.aspect("stressor").cells == ((TRAITS[0], TRAITS[2]), ())
        assert {row.cells[1] for row in with_silent.pay} == {()}
        assert {row.cells[1] for row in with_silent.skills} == {None}
        assert [move.score for move in with_silent.moves] == [None, None]


def test_explanation() -> None:
    told = BOTH.explain()
    assert told.statement == "comparison of Role here, Role there"
    lines = str(told).splitlines()
    assert lines[: next(index for index, line in enumerate(lines) if line.startswith("  proximity of"))] == [
        "comparison of Role here, Role there",
        "  mission",
        "    Role there: said on line 2 <one, line 2>",
        "  stressor",
        "    Role here: said on line 1 <one, line 1>",
        "    Role here: said on line 3 <one, line 3>",
        "    Role there: said on line 4 <one, line 4>",
        "  base pay in USD, no level, no place",
        "    there: 9 <one, line 14>",
        "  total pay in USD, entry, us",
        "    there: 5 <one, line 12>",
        "  total pay in USD, senior, us",
        "    here: 1 <one, line 10>",
        "    there: 3 <one, line 11>",
        "  total pay in GBP, senior, uk",
        "    here: 7 <one, line 13>",
        "  claimed of pay: here more <one, line 20>",
        "  claimed of pay: here highest <one, line 21>",
        "  overlap: said on line 5 <one, line 5>",
    ]
    assert told.children[-3] == BOTH.proximities[0].explain()
    assert told.children[-2:] == tuple(move.explain() for move in BOTH.moves)
    assert (told.value, told.operation, told.recomputed()) == (None, None, None)
    assert [step.recomputed() for step in told.children[-3:]] == pytest.approx(
        [BOTH.proximities[0].score, *(move.score for move in BOTH.moves)], abs=1e-15
    )
    assert {cited.line for cited in told.citations} == {1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 20, 21, 30, 31, 32, 33}


def test_figures_are_cited_as_printed() -> None:
    own = catalog(pays("here", 100_000, None, printed="100K+"))
    assert rp.compare("here", "there", catalog=own).explain().children[0].children[0].statement == "here: 100K+"
    assert own.salary_bands[0].minimum == Decimal(100_000)


class TestBadInput:
    """A comparison takes two roles or more, each once."""

    @pytest.mark.parametrize("roles", [(), ("here",), ("here", "Role here"), ("here", "there", "here")])
    def test_too_few_or_twice(self, roles: tuple[str, ...]) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"^roles must name at least two roles, each once, got ") as caught:
            rp.compare(*roles, catalog=OWN)
        assert caught.value.value == tuple(OWN.role(role).id for role in roles)

    def test_a_misspelt_role(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match=r"^no role is called 'thrid'; did you mean 'third'"):
            rp.compare("here", "thrid", catalog=OWN)
