"""Profiles and offers: the rules between fields."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import rolepath as rp
from rolepath.analysis.needs import held_by_person, held_by_role
from rolepath.model.profile import known_skill


class TestEvidence:
    """Grades are ordered by what they show, not by their letters."""

    GRADES = ("claimed", "certified", "used-at-work", "shipped-to-production")

    def test_from_weak_to_strong(self) -> None:
        assert tuple(member.value for member in rp.Evidence) == self.GRADES
        assert [member.rank for member in rp.Evidence] == [0, 1, 2, 3]
        assert sorted({rp.Evidence(value) for value in ("used-at-work", "certified", "claimed")}) == list(rp.Evidence)[:3]
        assert max(rp.Evidence) is rp.Evidence.SHIPPED_TO_PRODUCTION

    @pytest.mark.parametrize("mine", GRADES)
    @pytest.mark.parametrize("other", GRADES)
    def test_comparisons(self, mine: str, other: str) -> None:
        left, a, b = rp.Evidence(mine), self.GRADES.index(mine), self.GRADES.index(other)
        for right in (rp.Evidence(other), other):
            assert (left < right, left <= right, left > right, left >= right) == (a < b, a <= b, a > b, a >= b)
            assert (left == right) is (a == b)
        assert hash(left) == hash(mine)

    @pytest.mark.parametrize("nonsense", ["proven", 3, None])
    def test_nothing_else_compares(self, nonsense: object) -> None:
        for compare in (rp.Evidence.__lt__, rp.Evidence.__le__, rp.Evidence.__gt__, rp.Evidence.__ge__):
            with pytest.raises(rp.InvalidFieldError, match=r"^Evidence must be one of claimed, certified, used-at-work, shipped-to-prod"):
                compare(rp.Evidence.CLAIMED, nonsense)


class TestProfile:
    """A skill stands once; a pay floor has a currency."""

    def test_skills_keep_their_order(self) -> None:
        made = rp.Profile(skills=(rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="python", evidence="certified")))
        assert [held.skill for held in made.skills] == ["sql", "python"]
        assert made.skills[1].evidence is rp.Evidence.CERTIFIED

    def test_a_skill_stands_once(self) -> None:
        skills = (rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="python"), rp.HeldSkill(skill="python", evidence="certified"))
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Profile(skills=skills)
        assert str(caught.value) == "Profile.skills must hold each skill once, got 'python'"

    def test_a_pay_floor_has_a_currency(self) -> None:
        assert rp.Profile(pay_floor=Decimal(0), currency="INR").currency == "INR"
        for floor in (Decimal(0), Decimal(50_000)):
            with pytest.raises(rp.InvalidFieldError) as caught:
                rp.Profile(pay_floor=floor)
            assert str(caught.value) == "Profile.currency must be given with a pay floor, got None"

    def test_a_currency_needs_no_pay_floor(self) -> None:
        assert rp.Profile(currency="INR").pay_floor is None

    @pytest.mark.parametrize("hours", [0, 168, 7.5])
    def test_hours_a_week(self, hours: float) -> None:
        assert rp.Profile(hours_per_week=hours).hours_per_week == hours


class TestWithSkills:
    """A skill takes the place of what is said of it now; nothing else changes."""

    SQL = rp.HeldSkill(skill="sql", evidence="certified")
    PERSON = rp.Profile(skills=(SQL, rp.HeldSkill(skill="python")), years=3, unknown=("telepathy",))

    def test_a_new_skill_is_added_last(self) -> None:
        made = self.PERSON.with_skill("docker")
        assert made.skills == (*self.PERSON.skills, rp.HeldSkill(skill="docker", proficiency=None, evidence="claimed"))
        assert attrs.evolve(made, skills=self.PERSON.skills) == self.PERSON

    def test_a_held_skill_is_replaced_in_its_place(self, small: rp.Catalog) -> None:
        strong = small.scale("proficiency").rate("strong")
        made = self.PERSON.with_skill(small.skill("sql"), strong, "used-at-work")
        assert made.skills == (rp.HeldSkill(skill="sql", proficiency=strong, evidence="used-at-work"), self.PERSON.skills[1])
        # Not the better of the two: what is said last counts, even where it is less.
        assert made.with_skill("sql").skills[0] == rp.HeldSkill(skill="sql")
        assert self.PERSON.skills[0] is self.SQL

    def test_several(self) -> None:
        made = self.PERSON.with_skills(rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="go"), rp.HeldSkill(skill="go", evidence="certified"))
        assert [(held.skill, held.evidence.value) for held in made.skills] == [
            ("sql", "claimed"),
            ("python", "claimed"),
            ("go", "certified"),
        ]
        assert self.PERSON.with_skills() == self.PERSON

    def test_what_is_no_skill(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^held must be a HeldSkill, got 'sql' \(str\)$"):
            self.PERSON.with_skills("sql")  # type: ignore[arg-type]
        with pytest.raises(
            rp.InvalidFieldError, match=r"^HeldSkill.skill must be lower-case words joined by hyphens, got 'Deep Learning'$"
        ):
            self.PERSON.with_skill("Deep Learning")
        with pytest.raises(rp.InvalidTypeError, match=r"^HeldSkill.proficiency must be a Rating, got 'strong' \(str\)$"):
            self.PERSON.with_skill("sql", "strong")  # type: ignore[arg-type]


def rungs(*asked: tuple[str, float | None, str | None]) -> rp.Catalog:
    """A catalog in which one role asks for skills, each at a proficiency and a level."""
    scale = rp.Scale(id="p", label="P", measures="proficiency", reason="For tests.", minimum=0, maximum=1)
    levels = [("entry", "individual-contributor", 1), ("senior", "individual-contributor", 3), ("manager", "management", 1)]
    return rp.Catalog(
        sources=(rp.Source(id="north", title="North"),),
        scales=(scale,),
        skills=tuple(rp.Skill(id=name, label=name.upper(), kind="tool") for name in sorted({name for name, _, _ in asked})),
        roles=(rp.Role(id="coder", label="Coder"),),
        standard_levels=tuple(rp.Level(id=name, label=name.title(), track=track, rank=rank) for name, track, rank in levels),
        requirements=tuple(
            rp.SkillRequirement(
                role="coder",
                skill=name,
                basis="tool",
                citation=rp.Citation(source="north", section="S", line=line),
                proficiency=None if value is None else scale.rate(value),
                level=level,
            )
            for line, (name, value, level) in enumerate(asked, 1)
        ),
    )


class TestFromRole:
    """Someone who holds what a role's people are taken to hold."""

    def test_the_least_that_is_stated_is_held(self) -> None:
        own = rungs(("b", 0.75, None), ("b", 0.3, None), ("b", None, None), ("a", None, None))
        made = rp.Profile.from_role("CODER", catalog=own)
        b = rp.HeldSkill(skill="b", proficiency=rp.Rating(scale="p", value=0.3))
        assert made == rp.Profile(skills=(rp.HeldSkill(skill="a"), b), role="coder")

    @pytest.mark.parametrize(
        ("level", "held"),
        [
            (None, {"any": 0.5, "entry": 0.5, "senior": 0.5, "lead": 0.5, "both": 0.25}),
            ("entry", {"any": 0.5, "entry": 0.5, "both": 0.5}),
            ("Senior", {"any": 0.5, "entry": 0.5, "senior": 0.5, "both": 0.25}),
            ("manager", {"any": 0.5, "lead": 0.5}),
        ],
    )
    def test_what_higher_levels_and_other_tracks_ask_is_left_out(self, level: str | None, held: dict[str, float]) -> None:
        own = rungs(
            ("any", 0.5, None),
            ("entry", 0.5, "entry"),
            ("senior", 0.5, "senior"),
            ("lead", 0.5, "manager"),
            ("both", 0.5, "entry"),
            ("both", 0.25, "senior"),
        )
        made = rp.Profile.from_role(own.role("coder"), level=level, catalog=own)
        assert {entry.skill: entry.proficiency.value for entry in made.skills} == held
        assert made.level == (None if level is None else level.lower())

    def test_the_order_of_the_facts_changes_nothing(self, small: rp.Catalog) -> None:
        # Two sources state the same place on 0-1 on two scales.
        other = rp.Scale(id="q", label="Q", measures="proficiency", reason="For tests.", minimum=0, maximum=2)
        own = attrs.evolve(rungs(("b", 0.5, None), ("b", 0.5, None), ("a", None, None)), scales=(*rungs(("b", 1, None)).scales, other))
        own = attrs.evolve(own, requirements=(attrs.evolve(own.requirements[0], proficiency=other.rate(1)), *own.requirements[1:]))
        back = attrs.evolve(own, requirements=own.requirements[::-1])
        assert rp.Profile.from_role("coder", catalog=own) == rp.Profile.from_role("coder", catalog=back)
        assert rp.Profile.from_role("coder", catalog=own).skills[1].proficiency.scale == "p"

    def test_evidence(self) -> None:
        own = rungs(("a", 1, None))
        assert rp.Profile.from_role("coder", catalog=own).skills[0].evidence is rp.Evidence.CLAIMED
        assert rp.Profile.from_role("coder", evidence="used-at-work", catalog=own).skills[0].evidence is rp.Evidence.USED_AT_WORK

    def test_a_role_of_which_nothing_is_said(self) -> None:
        own = attrs.evolve(rungs(), roles=(rp.Role(id="coder", label="Coder"),))
        assert rp.Profile.from_role("coder", catalog=own) == rp.Profile(role="coder")

    def test_the_gap_is_that_of_the_role(self, catalog: rp.Catalog) -> None:
        for role in ("data-scientist", "data-analyst", "software-engineer"):
            person, held = rp.Profile.from_role(role), {n: h for n, h in held_by_role(catalog, role).items() if h.credited_from is None}
            assert {n: h.level for n, h in held_by_person(catalog, person).items() if h.credited_from is None and h.level} == {
                n: h.level for n, h in held.items() if h.level
            }
            for target in ("ml-engineer", "ai-engineer"):
                assert rp.skill_gap(person, target).score == rp.skill_gap(role, target).score

    def test_bad_names(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match="'astronaut'"):
            rp.Profile.from_role("astronaut")
        with pytest.raises(rp.UnknownLevelError, match="'seniour'"):
            rp.Profile.from_role("data scientist", level="seniour")
        with pytest.raises(rp.InvalidTypeError, match=r"^catalog must be a Catalog"):
            rp.Profile.from_role("data scientist", catalog="guides")  # type: ignore[arg-type]


class TestKnownSkill:
    """A name that none has is no error here; one that several have is."""

    def test_by_id_and_label(self, small: rp.Catalog) -> None:
        assert known_skill(small, "python") is known_skill(small, " PYTHON ") is small.skill("python")
        assert known_skill(small, "juggling") is None
        assert [known_skill(small, name) for name in ("", "!?", "-")] == [None, None, None]

    def test_an_ambiguous_name(self, small: rp.Catalog) -> None:
        with pytest.raises(rp.AmbiguousNameError, match="container-orchestration and pipeline-orchestration"):
            known_skill(small, "orchestration")


def offer(**fields: object) -> rp.Offer:
    """An offer in dollars."""
    return rp.Offer(**{"role": "ml-engineer", "currency": "USD", **fields})


def refused(**fields: object) -> str:
    """The sentence with which an offer is refused."""
    with pytest.raises((rp.InvalidFieldError, rp.InvalidTypeError)) as caught:
        offer(**fields)
    return str(caught.value)


class TestOffer:
    """Parts stay apart; equity counts by the year; a percentage is no amount."""

    def test_parts_stay_apart_and_unknown(self) -> None:
        made = offer(base=Decimal(10_000), period="month", has_on_call=False)
        assert (made.base, made.period, made.has_on_call) == (Decimal(10_000), rp.PayPeriod.MONTH, False)
        assert (made.equity_per_year, made.equity_grant, made.vesting_years, made.bonus_per_year, made.one_off) == (None,) * 5
        assert (made.yearly_base, made.yearly_equity) == (Decimal(120_000), None)

    @pytest.mark.parametrize(("period", "yearly"), [("year", 300), ("month", 3600), ("day", None), ("hour", None)])
    def test_base_a_year(self, period: str, yearly: int | None) -> None:
        assert offer(base=Decimal(300), period=period).yearly_base == yearly
        assert offer(period=period).yearly_base is None

    @pytest.mark.parametrize(("years", "yearly"), [(4, "25000"), (2.5, "40000"), (0.5, "200000"), (0.1, "1000000")])
    def test_a_grant_counts_by_what_vests_a_year(self, years: float, yearly: str) -> None:
        # 0.1 is no binary fraction: the years are read as they are written.
        assert offer(equity_grant=Decimal(100_000), vesting_years=years).yearly_equity == Decimal(yearly)
        assert offer(equity_per_year=Decimal(25_000)).yearly_equity == 25_000

    def test_a_grant_needs_its_vesting_years(self) -> None:
        assert refused(equity_grant=Decimal(100_000)) == (
            "Offer.vesting_years must be given with equity_grant: "
            "a grant counts by what vests a year, so say over how many years it vests, got None"
        )
        for per_year in (None, Decimal(5000)):
            assert refused(vesting_years=4, equity_per_year=per_year) == (
                "Offer.equity_grant must be given with vesting_years; leave both out where equity_per_year is known, got None"
            )

    @pytest.mark.parametrize("years", [4, None])
    def test_equity_is_given_one_way(self, years: float | None) -> None:
        assert refused(equity_grant=Decimal(100_000), equity_per_year=Decimal(25_000), vesting_years=years) == (
            "Offer.equity_grant must be left out where equity_per_year is given; give one of the two, got Decimal('100000')"
        )

    @pytest.mark.parametrize("years", [0, -1, float("inf"), float("nan")])
    def test_a_grant_vests_over_some_time(self, years: float) -> None:
        assert refused(equity_grant=Decimal(100_000), vesting_years=years).startswith(
            "Offer.vesting_years must be finite and 1e-09 or more"
        )

    @pytest.mark.parametrize(
        ("field", "remedy"),
        [
            ("base", "give the pay of one period, as a Decimal"),
            ("equity_per_year", "give the value of what vests a year, as a Decimal"),
            ("equity_grant", "give the value of the whole grant, as a Decimal"),
            ("bonus_per_year", "give the percentage times the base, as a Decimal"),
            ("one_off", "give the percentage times the base, as a Decimal"),
        ],
    )
    def test_a_percentage_is_no_amount(self, field: str, remedy: str) -> None:
        rest = {"vesting_years": 4} if field == "equity_grant" else {}
        for text in ("15%", "15 %", "15 Percent"):
            assert refused(**{field: text}, **rest) == f"Offer.{field} must be an amount, not a percentage; {remedy}, got {text!r} (str)"
        for low in ("0.001", "15", "100"):
            assert refused(**{field: Decimal(low)}, **rest) == (
                f"Offer.{field} must be an amount; one above 0 and at most 100 reads as a percentage or a share, so {remedy}, "
                f"got Decimal('{low}')"
            )
        for amount in ("0", "100.01"):
            assert getattr(offer(**{field: Decimal(amount)}, **rest), field) == Decimal(amount)

    def test_another_text_is_no_amount_either(self) -> None:
        assert refused(base="150K") == "Offer.base must be a Decimal, since floats do not hold money exactly, got '150K' (str)"

    def test_a_base_for_a_day_or_an_hour_may_be_small(self) -> None:
        for period in ("day", "hour"):
            assert offer(base=Decimal(50), period=period).base == 50
            assert refused(bonus_per_year=Decimal(15), period=period).startswith("Offer.bonus_per_year must be an amount;")
        assert refused(base=Decimal(50), period="month").startswith("Offer.base must be an amount;")
