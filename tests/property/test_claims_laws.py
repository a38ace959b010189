"""What holds of ratios and checked claims, for any catalog."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.ratios import pay_ratios

from .strategies import IMPORTANCE, PROFICIENCY, catalogs, renamed

#: What 28 digits may be off.
NEAR = Fraction(1, 10**20)
FACTS = ("levels", "salary_bands", "pay_claims", "pay_percentiles", "requirements", "transition_claims", "traits")
#: Kinds that are checked, and one that is not.
KINDS = (
    rp.TransitionKind.EASIER_THAN,
    rp.TransitionKind.HARDER_THAN,
    rp.TransitionKind.BETTER_FIT_THAN,
    rp.TransitionKind.HARDEST,
    rp.TransitionKind.QUICKEST,
    rp.TransitionKind.FASTEST_RAMP,
    rp.TransitionKind.DURATION,
    rp.TransitionKind.MISSING,
    rp.TransitionKind.CARRIES_OVER,
    rp.TransitionKind.FEASIBLE,
)
COMPARED = KINDS[:3]
#: What a claim about pay speaks of; most often of everything.
SCOPES = (
    *({} for _ in range(6)),
    {"levels": ("senior",)},
    {"levels": ("senior", "staff")},
    {"levels": ("entry",), "location": "country"},
    {"employers": ("a bank",)},
    {"employers": ("a club",), "component": "total"},
    {"component": "total"},
    {"component": "base"},
    {"location": "country"},
    {"location": "city", "year": 2026},
    {"year": 2026},
)

_seeds = st.binary(min_size=8, max_size=8)


class _Drawn:
    """Pay, claims about pay and about moves, and proficiencies for a catalog: few roles, sources and scopes, so that much can be checked.

    They are drawn from a seed. Strategies put most catalogs near the simplest one, in which no claim about pay can be checked.
    """

    def __init__(self, catalog: rp.Catalog, seed: bytes) -> None:
        self.one = random.Random(repr((seed, catalog.requirements)))
        self.catalog = catalog
        self.roles = [role.id for role in catalog.roles][:3]
        self.sources = [source.id for source in catalog.sources][:2]
        self.skills = [skill.id for skill in catalog.skills][:2]

    def cited(self, source: str | None = None) -> rp.Citation:
        return rp.Citation(source=source or self.one.choice(self.sources), section="A section", line=self.one.randint(1, 3))

    def bands(self) -> Iterator[rp.SalaryBand]:
        """Pay at several levels, in one place and by one kind of employer at a time."""
        for _ in range(self.one.randint(1, 3)):
            alike = {
                "component": self.one.choice(("total", "total", "unspecified", "base")),
                "location": self.one.choice(("country", "country", "country", "city", None)),
                "employer": self.one.choice((None, None, "a bank", "A club")),
            }
            source = self.one.choice(self.sources)
            tops = self.one.choice(((2, 3), (2, 3), (0, 2, 4), (0,)))
            for level in self.one.sample(("entry", "senior", "staff", "manager", None), self.one.randint(1, 4)):
                for role in self.roles:
                    floor, top = self.one.randint(0, 6), self.one.choice((*tops, *tops, None))
                    yield rp.SalaryBand(
                        role=role,
                        minimum=Decimal(floor) * 10,
                        maximum=None if top is None else Decimal(floor + top) * 10,
                        open_top=top is not None and self.one.random() < 0.2,
                        currency="USD",
                        level=level,
                        citation=self.cited(source),
                        **alike,
                    )

    def pay_claims(self) -> Iterator[rp.PayClaim]:
        for _ in range(self.one.randint(0, 4)):
            least = self.one.randint(0, 9)
            yield rp.PayClaim(
                role=self.one.choice(self.roles),
                relation="grows",
                baseline="the year before",
                percent_minimum=Decimal(least),
                percent_maximum=self.one.choice((None, Decimal(least), Decimal(least + 3))),
                year=self.one.choice((2026, 2026, 2025)),
                citation=self.cited(),
            )
        for _ in range(self.one.randint(2, 8)):
            role, other = self.one.sample(self.roles, 2)
            least = self.one.choice((None, None, -5, 0, 10, 20))
            most = None if least is None else self.one.choice((None, least, least + 30))
            yield rp.PayClaim(
                role=role,
                other=self.one.choice((other, other, other, None)),
                relation=self.one.choice(list(rp.PayRelation)),
                percent_minimum=None if least is None else Decimal(least),
                percent_maximum=None if most is None else Decimal(most),
                degree=self.one.choice((None, None, "slightly", "much")),
                citation=self.cited(),
                **self.one.choice(SCOPES),
            )

    def moves(self) -> Iterator[rp.TransitionClaim]:
        for _ in range(self.one.randint(0, 8)):
            kind = self.one.choice(KINDS)
            origin, target = self.one.sample([*self.roles, None], 2)
            than = self.one.choice(self.roles)
            least = self.one.choice((None, 0, 1, 6, 12))
            yield rp.TransitionClaim(
                kind=kind,
                text="What is said.",
                origin=origin,
                target=target,
                than_origin=self.one.choice((None, than)) if kind in COMPARED else None,
                than_target=than if kind in COMPARED else None,
                skill=self.one.choice(self.skills),
                months_minimum=None if least is None or kind is not rp.TransitionKind.DURATION else Decimal(least),
                months_maximum=Decimal((least or 0) + self.one.randint(0, 12)) if kind is rp.TransitionKind.DURATION else None,
                milestone=self.one.choice((None, None, "the first job")) if kind is rp.TransitionKind.DURATION else None,
                citation=self.cited(),
            )

    def requirements(self) -> Iterator[rp.SkillRequirement]:
        for _ in range(self.one.randint(0, 8)):
            yield rp.SkillRequirement(
                role=self.one.choice(self.roles),
                skill=self.one.choice(self.skills),
                basis="tool",
                proficiency=PROFICIENCY.rate(self.one.choice((0, "low", "good", "top"))),
                citation=self.cited(),
            )


@st.composite
def claimed_catalogs(draw: st.DrawFn) -> rp.Catalog:
    """Make a catalog with pay and with claims of every kind about pay and moves."""
    catalog = draw(catalogs(has_pay=True))
    drawn = _Drawn(catalog, draw(_seeds))
    return attrs.evolve(
        catalog,
        salary_bands=(*catalog.salary_bands, *drawn.bands()),
        pay_claims=tuple(drawn.pay_claims()),
        transition_claims=(*catalog.transition_claims, *drawn.moves()),
        requirements=(*catalog.requirements, *drawn.requirements()),
    )


def told(catalog: rp.Catalog) -> dict[tuple[rp.Fact, str | None], tuple[rp.Verdict, str, frozenset[str]]]:
    """What every check comes to."""
    checks = rp.check_claims(catalog=catalog)
    found = {(check.claim, check.against): (check.verdict, check.reason, frozenset(check.doubts)) for check in checks}
    assert len(found) == len(checks)
    return found


def verdicts(catalog: rp.Catalog) -> dict[tuple[rp.Fact, str | None], rp.Verdict]:
    return {key: verdict for key, (verdict, _, _) in told(catalog).items()}


def assert_deleting_makes_no_verdict(catalog: rp.Catalog, field: str, index: int) -> None:
    """Demand that what could not be checked still cannot be, once a fact is left out."""
    before = verdicts(catalog)
    facts = getattr(catalog, field)
    after = verdicts(attrs.evolve(catalog, **{field: facts[:index] + facts[index + 1 :]}))
    assert set(after) <= set(before)
    for key, verdict in after.items():
        assert verdict is rp.Verdict.NOT_CHECKABLE or before[key] is not rp.Verdict.NOT_CHECKABLE, key


def unstated_effort(kind: str, **fields: Any) -> rp.Catalog:
    """A move of known work, but for one skill whose effort nobody states; leaving it out made the months known, and a verdict."""
    cited = rp.Citation(source="one", section="A section", line=1)
    facts = [
        rp.SkillRequirement(role=role, skill=skill, basis="core-skill", citation=cited, proficiency=PROFICIENCY.rate("top"))
        for role, skill in (("here", "held"), ("there", "odd"), ("there", "plain"), ("third", "plain"))
    ]
    move = {"origin": "here", "target": "there", "text": "What is said.", "citation": cited}
    return rp.Catalog(
        sources=(rp.Source(id="one", title="One"),),
        scales=(PROFICIENCY, IMPORTANCE),
        skills=(
            rp.Skill(id="held", label="Held", kind="tool", effort_weeks_minimum=1.0, effort_weeks_maximum=1.0),
            rp.Skill(id="plain", label="Plain", kind="tool", effort_weeks_minimum=1.0, effort_weeks_maximum=9.0),
            rp.Skill(id="odd", label="Odd", kind="tool"),
        ),
        roles=tuple(rp.Role(id=name, label=name) for name in ("here", "there", "third")),
        requirements=tuple(facts),
        transition_claims=(
            rp.TransitionClaim(kind=kind, **move, **fields),
            rp.TransitionClaim(kind="advice", **{**move, "target": "third"}),
        ),
    )


class TestRatios:
    @given(
        floors=st.tuples(st.integers(0, 10**9), st.integers(1, 10**9)),
        widths=st.tuples(st.integers(1, 10**9), st.integers(1, 10**9)),
        place=st.fractions(0, 1),
    )
    def test_a_quotient_at_any_like_place_lies_between_the_ends(
        self, floors: tuple[int, int], widths: tuple[int, int], place: Fraction
    ) -> None:
        found = _ratio((floors[0], floors[0] + widths[0]), (floors[1], floors[1] + widths[1]))
        mine, theirs = (floor + place * width for floor, width in zip(floors, widths, strict=True))
        percent = (mine / theirs - 1) * 100
        assert found.lowest is not None
        assert found.highest is not None
        size = max(Fraction(1), abs(percent))
        assert Fraction(found.lowest) - NEAR * size <= percent <= Fraction(found.highest) + NEAR * size

    @given(
        mine=st.tuples(st.integers(1, 50), st.integers(1, 50), st.integers(0, 99)),
        theirs=st.tuples(st.integers(1, 50), st.integers(1, 50), st.integers(0, 99)),
        are_open=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    )
    def test_whatever_an_open_top_is_the_difference_there_lies_between_the_ends(
        self, mine: tuple[int, int, int], theirs: tuple[int, int, int], are_open: tuple[bool, bool, bool, bool]
    ) -> None:
        (floor, width, more), (other_floor, other_width, other_more) = mine, theirs
        is_open, other_is_open, is_printed, other_is_printed = are_open
        top, other_top = floor + width, other_floor + other_width
        found = _ratio(
            (floor, None if is_open and not is_printed else top),
            (other_floor, None if other_is_open and not other_is_printed else other_top),
            open_tops=(is_open and is_printed, other_is_open and other_is_printed),
        )
        # The true tops: as printed, or anything from the printed one or the floor on.
        true_top = (top if is_printed else floor) + more if is_open else top
        true_other = (other_top if other_is_printed else other_floor) + other_more if other_is_open else other_top
        percent = (Fraction(true_top, true_other) - 1) * 100
        low, high = found.at_top
        assert low is None or Fraction(low) - NEAR <= percent
        assert high is None or Fraction(high) + NEAR >= percent
        assert (low is None, high is None) == (other_is_open, is_open)

    @given(catalog=claimed_catalogs())
    def test_order_turns_round(self, catalog: rp.Catalog) -> None:
        turned = {rp.PayOrder.MORE: rp.PayOrder.LESS, rp.PayOrder.LESS: rp.PayOrder.MORE}
        for source in catalog.sources:
            for role in catalog.roles:
                for other in catalog.roles:
                    there = {(ratio.band, ratio.other): ratio for ratio in pay_ratios(catalog, other.id, role.id, source.id)}
                    for ratio in pay_ratios(catalog, role.id, other.id, source.id):
                        back = there.get((ratio.other, ratio.band))
                        assert (back is None) is (ratio.band.minimum == 0)
                        assert back is None or back.order is turned.get(ratio.order, ratio.order)

    @given(catalog=claimed_catalogs())
    def test_only_like_figures_of_one_source(self, catalog: rp.Catalog) -> None:
        for check in rp.check_claims(catalog=catalog):
            for ratio in check.ratios:
                assert ratio.band.citation.source == ratio.other.citation.source == check.against
                for field in ("currency", "component", "period", "location", "level", "statistic"):
                    assert getattr(ratio.band, field) == getattr(ratio.other, field)
                assert (ratio.band.minimum == ratio.band.ceiling) is (ratio.other.minimum == ratio.other.ceiling)


def _ratio(mine: tuple[int, int | None], theirs: tuple[int, int | None], open_tops: tuple[bool, bool] = (False, False)) -> rp.PayRatio:
    cited = rp.Citation(source="one", section="A section", line=1)
    bands = tuple(
        rp.SalaryBand(
            role=role,
            component="total",
            minimum=Decimal(least),
            maximum=None if most is None else Decimal(most),
            open_top=is_open,
            currency="USD",
            citation=cited,
        )
        for role, (least, most), is_open in zip(("here", "there"), (mine, theirs), open_tops, strict=True)
    )
    roles = tuple(rp.Role(id=name, label=name) for name in ("here", "there"))
    catalog = rp.Catalog(sources=(rp.Source(id="one", title="One"),), roles=roles, salary_bands=bands)
    (found,) = pay_ratios(catalog, roles[0].id, roles[1].id, catalog.sources[0].id)
    return found


class TestSilence:
    """Leaving out one fact never turns what cannot be checked into a verdict."""

    @given(catalog=claimed_catalogs(), data=st.data())
    def test_any_fact(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        places = [(field, index) for field in FACTS for index in range(len(getattr(catalog, field)))]
        for field, index in data.draw(st.lists(st.sampled_from(places), max_size=5, unique=True) if places else st.just([])):
            assert_deleting_makes_no_verdict(catalog, field, index)

    @given(catalog=claimed_catalogs())
    @example(catalog=unstated_effort("quickest"))
    @example(catalog=unstated_effort("duration", months_maximum=Decimal(6)))
    def test_any_requirement(self, catalog: rp.Catalog) -> None:
        for index in range(len(catalog.requirements)):
            assert_deleting_makes_no_verdict(catalog, "requirements", index)

    @given(catalog=claimed_catalogs())
    def test_a_verdict_has_reasons_and_silence_has_none_of_its_parts(self, catalog: rp.Catalog) -> None:
        for check in rp.check_claims(catalog=catalog):
            assert check.reason
            if check.verdict is rp.Verdict.NOT_CHECKABLE:
                assert (check.doubts, check.ratios, check.steps) == ((), (), ())
            else:
                assert check.steps
                assert len(set(check.doubts)) == len(check.doubts)


class TestIndifference:
    @given(catalog=claimed_catalogs(), shuffler=st.randoms(use_true_random=False))
    def test_order_and_duplication(self, catalog: rp.Catalog, shuffler: random.Random) -> None:
        changes = {}
        for field in FACTS:
            facts = list(getattr(catalog, field))
            facts += shuffler.sample(facts, k=len(facts) // 2)
            shuffler.shuffle(facts)
            changes[field] = tuple(facts)
        assert told(attrs.evolve(catalog, **changes)) == told(catalog)

    @given(catalog=claimed_catalogs())
    def test_renaming(self, catalog: rp.Catalog) -> None:
        ids = [entry.id for entry in (*catalog.roles, *catalog.skills)]
        # Names in the opposite order, so that nothing hangs on who comes first.
        names = {name: f"name-{len(ids) - number:03}" for number, name in enumerate(ids)}
        other = _renamed(catalog, names)
        before, after = verdicts(catalog), verdicts(other)
        claims = dict(zip((*catalog.pay_claims, *catalog.transition_claims), (*other.pay_claims, *other.transition_claims), strict=True))
        assert {(claims[claim], against): verdict for (claim, against), verdict in before.items()} == after

    @given(catalog=claimed_catalogs())
    def test_claims_are_no_input_of_one_another(self, catalog: rp.Catalog) -> None:
        """But for growth, which claims state, and the rivals of a superlative about moves."""
        for claim in catalog.pay_claims:
            if claim.relation is not rp.PayRelation.PULLS_AHEAD:
                alone = verdicts(attrs.evolve(catalog, pay_claims=(claim,), transition_claims=()))
                assert alone.items() <= verdicts(catalog).items()

    @given(catalog=claimed_catalogs())
    def test_the_same_again(self, catalog: rp.Catalog) -> None:
        found = rp.check_claims(catalog=catalog)
        again = rp.check_claims(catalog=attrs.evolve(catalog))
        assert (again, hash(again), again.explain()) == (found, hash(found), found.explain())
        copy = pickle.loads(pickle.dumps(found))
        assert (copy, hash(copy)) == (found, hash(found))

    @given(catalog=claimed_catalogs())
    def test_one_source_at_a_time(self, catalog: rp.Catalog) -> None:
        parts = [rp.check_claims(source=source, catalog=catalog).checks for source in catalog.sources]
        assert tuple(check for part in parts for check in part) == rp.check_claims(catalog=catalog).checks


def _renamed(catalog: rp.Catalog, names: Mapping[str, str]) -> rp.Catalog:
    """Rename roles and skills everywhere, in claims about pay too."""

    def new(name: str | None) -> str | None:
        return None if name is None else names[name]

    bare = renamed(attrs.evolve(catalog, pay_claims=(), transition_claims=()), names)
    fields = ("origin", "target", "than_origin", "than_target", "skill")
    return attrs.evolve(
        bare,
        pay_claims=tuple(attrs.evolve(claim, role=new(claim.role), other=new(claim.other)) for claim in catalog.pay_claims),
        transition_claims=tuple(
            attrs.evolve(claim, **{field: new(getattr(claim, field)) for field in fields}) for claim in catalog.transition_claims
        ),
    )


class TestExplanations:
    @given(catalog=claimed_catalogs())
    def test_every_number_is_grounded_and_recomputes(self, catalog: rp.Catalog) -> None:
        for check in rp.check_claims(catalog=catalog):
            for _, step in check.explain().walk():
                if step.value is not None and step.operation is None:
                    assert step.citation is not None or step.is_assumed or step.rests_on is not None
                elif step.value is not None:
                    worked_out = Fraction(step.recomputed())
                    assert abs(worked_out - Fraction(step.value)) <= NEAR * max(Fraction(1), abs(worked_out))
