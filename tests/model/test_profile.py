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
    PERSON = rp.Profile(skills=(SQL, rp.HeldSkill(skill="python")), years=3, unknown=("Telepathy",))

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
        for nonsense in (3, None, b"sql", ["sql"], rp.HeldSkill(skill="sql")):
            with pytest.raises(rp.InvalidTypeError, match=r"^skill must be a Skill, an id or a label, got "):
                self.PERSON.with_skill(nonsense)  # type: ignore[arg-type]

    @pytest.mark.parametrize("skill", ["sql", "Telepathy", rp.Skill(id="sql", label="SQL", kind="tool")])
    def test_bad_arguments_whatever_the_skill(self, skill: rp.Skill | str, small: rp.Catalog) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^catalog must be a Catalog"):
            self.PERSON.with_skill(skill, catalog="guides")  # type: ignore[arg-type]
        with pytest.raises(rp.InvalidTypeError, match=r"^proficiency must be a Rating, a label, or a number, got True \(bool\)$"):
            self.PERSON.with_skill(skill, True)
        with pytest.raises(rp.InvalidRatingError, match=r"^proficiency must lie in 0 to 1, .*, got 3$"):
            self.PERSON.with_skill(skill, 3)
        with pytest.raises(rp.InvalidRatingError, match=r"^proficiency must be a label of proficiency \(.*\), got 'guru'$"):
            self.PERSON.with_skill(skill, "guru")
        with pytest.raises(rp.InvalidFieldError, match=r"^Evidence must be one of .*, got 'proven'$"):
            self.PERSON.with_skill(skill, evidence="proven")
        bare = attrs.evolve(small, scales=(), requirements=())
        with pytest.raises(rp.InvalidFieldError, match=r"^catalog must have a scale of proficiency"):
            self.PERSON.with_skill(skill, "strong", catalog=bare)
        assert self.PERSON.with_skill(skill, catalog=bare) == self.PERSON.with_skill(skill, catalog=small)


def own_words() -> rp.Catalog:
    """A catalog whose ids and labels are others in the bundled guides, or nothing."""
    scale = rp.Scale(
        id="own",
        label="Own",
        measures="proficiency",
        reason="For tests.",
        steps=(rp.ScaleStep(label="some", value=0.25), rp.ScaleStep(label="strong", value=0.5)),
    )
    return rp.Catalog(
        scales=(scale,),
        skills=(
            rp.Skill(id="k8s", label="Keyboard wizardry", kind="practice"),
            rp.Skill(id="kubernetes", label="Helmsmanship", kind="practice"),
            rp.Skill(id="telepathy", label="Mind reading", kind="practice", alternative_labels=("ESP",)),
            rp.Skill(id="left-turn", label="Turning left", kind="practice", alternative_labels=("turning",)),
            rp.Skill(id="right-turn", label="Turning right", kind="practice", alternative_labels=("turning",)),
        ),
    )


def names(person: rp.Profile) -> tuple[list[str], list[str]]:
    """Ids of the skills held, and names of those unknown."""
    return [held.skill for held in person.skills], [entry.name for entry in person.unknown]


class TestWithSkillByName:
    """Any label finds a skill; a name that the catalog does not have is kept, and stands in one place alone."""

    @pytest.mark.parametrize("name", ["kubernetes", "K8s", " KUBERNETES", "k8s"])
    def test_any_label(self, name: str, catalog: rp.Catalog) -> None:
        for given in (None, catalog):
            made = rp.Profile().with_skill(name, "Strong", "used-at-work", catalog=given)
            strong = catalog.scale("proficiency").rate("strong")
            assert made == rp.Profile(skills=(rp.HeldSkill(skill="kubernetes", proficiency=strong, evidence="used-at-work"),))

    def test_numbers_and_ratings(self, catalog: rp.Catalog) -> None:
        assert rp.Profile().with_skill("sql", 0.3).skills[0].proficiency == rp.Rating(scale="proficiency", value=0.3)
        rating = catalog.scale("onet-level").rate(3.5)
        assert rp.Profile().with_skill("sql", rating).skills[0].proficiency is rating

    def test_by_label_in_place_of_what_was_said_by_id(self) -> None:
        person = rp.Profile().with_skill("kubernetes").with_skill("sql").with_skill("K8S", 0.5, "certified")
        assert names(person) == (["kubernetes", "sql"], [])
        assert person.skills[0].evidence is rp.Evidence.CERTIFIED

    def test_the_catalog_given_decides(self) -> None:
        own = own_words()
        assert names(rp.Profile().with_skill("k8s", catalog=own)) == (["k8s"], [])
        assert names(rp.Profile().with_skill("k8s")) == (["kubernetes"], [])
        assert names(rp.Profile().with_skill("E.S.P", catalog=own)) == ([], ["E.S.P"])
        assert names(rp.Profile().with_skill("esp", catalog=own)) == (["telepathy"], [])
        made = rp.Profile().with_skill("mind reading", "strong", catalog=own)
        assert made.skills == (rp.HeldSkill(skill="telepathy", proficiency=rp.Rating(scale="own", value=0.5, label="strong")),)

    def test_without_a_catalog_no_skill_of_another_is_taken_away(self) -> None:
        # To this catalog the two are different skills; to the bundled one, names of one.
        person = rp.Profile.from_data({"skills": ["k8s", "kubernetes"]}, catalog=own_words())
        assert names(person.with_skill("kubernetes", 0.5)) == (["k8s", "kubernetes"], [])
        assert names(person.with_skill(own_words().skill("kubernetes"))) == (["k8s", "kubernetes"], [])

    def test_with_a_catalog_other_names_of_the_skill_give_way(self, catalog: rp.Catalog) -> None:
        person = rp.Profile(
            skills=(rp.HeldSkill(skill="k8s"), rp.HeldSkill(skill="sql"), rp.HeldSkill(skill="kubernetes")), unknown=("K8S", "Alchemy")
        )
        for skill in ("Kubernetes", catalog.skill("kubernetes")):
            made = person.with_skill(skill, 0.5, catalog=catalog)
            assert names(made) == (["kubernetes", "sql"], ["Alchemy"])
            assert made.skills[0].proficiency.value == 0.5

    def test_an_ambiguous_name(self) -> None:
        with pytest.raises(rp.AmbiguousNameError, match="left-turn and right-turn; use one of these ids"):
            rp.Profile().with_skill("turning", catalog=own_words())
        # One that is held already is no hindrance.
        person = rp.Profile(skills=(rp.HeldSkill(skill="turning"),), unknown=("Turning",))
        assert names(person.with_skill("left-turn", catalog=own_words())) == (["turning", "left-turn"], ["Turning"])

    def test_an_unknown_name_is_kept_with_what_is_said(self) -> None:
        made = rp.Profile().with_skill("Underwater welding", "expert", "shipped-to-production")
        expert = rp.load_catalog().scale("proficiency").rate("expert")
        assert made == rp.Profile(
            unknown=(rp.UnknownSkill(name="Underwater welding", proficiency=expert, evidence="shipped-to-production"),)
        )
        assert (
            rp.Profile.from_data({"skills": {"Underwater welding": {"proficiency": "expert", "evidence": "shipped-to-production"}}}) == made
        )

    def test_an_unknown_name_again_takes_its_place(self) -> None:
        person = rp.Profile(unknown=("One thing", "Two")).with_skill("One thing", 0.5).with_skill("Two!")
        assert [entry.name for entry in person.unknown] == ["One thing", "Two", "Two!"]
        assert person.unknown[0].proficiency.value == 0.5
        assert person.with_skill("One thing").unknown[0] == rp.UnknownSkill(name="One thing")

    def test_an_id_that_the_bundled_catalog_lacks_may_be_one_of_another(self) -> None:
        made = rp.Profile().with_skill("underwater-welding", 0.5)
        assert names(made) == (["underwater-welding"], [])
        assert rp.skill_gap(made, "ML engineer").unknown_skills == ("underwater-welding",)
        # A catalog that is given has the last word.
        assert names(rp.Profile().with_skill("underwater-welding", 0.5, catalog=own_words())) == ([], ["underwater-welding"])

    def test_a_name_stands_in_one_place(self) -> None:
        own = own_words()
        held = rp.Profile().with_skill("underwater-welding")
        assert names(held.with_skill("underwater-welding", 0.5, catalog=own)) == (["underwater-welding"], [])
        unknown = rp.Profile().with_skill("underwater-welding", catalog=own)
        assert names(unknown.with_skill("underwater-welding", 0.5)) == ([], ["underwater-welding"])

    def test_what_was_unknown_is_held_once_a_catalog_has_it(self) -> None:
        own = own_words()
        person = rp.Profile().with_skill("Mind reading").with_skill("ESP").with_skill("Alchemy")
        assert names(person) == ([], ["Mind reading", "ESP", "Alchemy"])
        assert names(person.with_skill("telepathy", catalog=own)) == (["telepathy"], ["Alchemy"])
        assert names(rp.Profile(unknown=("K8s",)).with_skill("K8s")) == (["kubernetes"], [])
        assert names(rp.Profile(skills=(rp.HeldSkill(skill="k8s"),)).with_skill("k8s")) == (["kubernetes"], [])

    @pytest.mark.parametrize("name", ["", " \n", "!?", "-", "C++ extreme", "\x00", "../../etc", "a" * 200])
    def test_strange_names(self, name: str) -> None:
        for own in (None, own_words()):
            if name.strip():
                made = rp.Profile().with_skill(name, catalog=own)
                assert [*names(made)[0], *names(made)[1]] == [name]
            else:
                with pytest.raises(rp.InvalidFieldError, match=r"^UnknownSkill.name must not be empty"):
                    rp.Profile().with_skill(name, catalog=own)

    @pytest.mark.parametrize("name", ["\ud800", "a\udfffb"])
    def test_a_name_with_half_a_character(self, name: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"^UnknownSkill.name must not hold half a character"):
            rp.Profile().with_skill(name)

    @pytest.mark.parametrize("letter", ["a", "A", "\ufdfa"])
    def test_a_name_that_is_too_long(self, letter: str) -> None:
        person = rp.Profile(skills=(rp.HeldSkill(skill="a" * 300),))
        for own in (None, own_words()):
            with pytest.raises(rp.InvalidFieldError, match=r"^UnknownSkill.name must have at most 200 characters; shorten it, got '"):
                rp.Profile().with_skill(letter * 201, catalog=own)
        # What is held already keeps its name.
        assert names(person.with_skill("a" * 300, 0.5)) == (["a" * 300], [])

    def test_a_label_that_is_too_long_is_no_name_anywhere(self) -> None:
        own = attrs.evolve(own_words(), skills=(rp.Skill(id="long", label="a" * 201, kind="practice"),))
        with pytest.raises(rp.InvalidFieldError, match=r"^UnknownSkill.name must have at most 200 characters"):
            rp.Profile().with_skill("a" * 201, catalog=own)
        with pytest.raises(rp.DataFileError, match="must be a name of at most 200 characters"):
            rp.Profile.from_data({"skills": ["a" * 201]}, catalog=own)
        assert names(rp.Profile().with_skill("long", catalog=own)) == (["long"], [])


class TestUnknownSkills:
    """Each name once; a text is a name of which nothing else is said; nobody can hand in too much."""

    def test_texts_and_entries(self) -> None:
        expert = rp.UnknownSkill(name="Alchemy", evidence="certified")
        made = rp.Profile(unknown=("Telepathy", expert))
        assert made.unknown == (rp.UnknownSkill(name="Telepathy", proficiency=None, evidence="claimed"), expert)
        assert attrs.evolve(made, years=3).unknown == made.unknown

    @pytest.mark.parametrize("unknown", [("a", "b", "a"), ("a", rp.UnknownSkill(name="a", evidence="certified"))])
    def test_each_name_once(self, unknown: tuple[rp.UnknownSkill | str, ...]) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Profile(unknown=unknown)
        assert str(caught.value) == "Profile.unknown must hold each name once, got 'a'"

    @pytest.mark.parametrize("unknown", ["Telepathy", ["Telepathy"], None, {"Telepathy": 1}])
    def test_what_is_no_tuple(self, unknown: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^Profile.unknown must be a tuple, got "):
            rp.Profile(unknown=unknown)  # type: ignore[arg-type]

    def test_a_name_that_is_too_long(self) -> None:
        assert rp.Profile(unknown=("a" * 200,)).unknown[0].name == "a" * 200
        for make in (lambda: rp.UnknownSkill(name="a" * 201), lambda: rp.Profile(unknown=("a" * 201,))):
            with pytest.raises(rp.InvalidFieldError) as caught:
                make()
            assert str(caught.value) == f"UnknownSkill.name must have at most 200 characters; shorten it, got '{'a' * 76}..."

    def test_a_preference_that_is_too_long(self) -> None:
        assert rp.Profile(preferences=("a" * 1000,)).preferences == ("a" * 1000,)
        with pytest.raises(rp.InvalidFieldError, match=r"^Profile.preferences must have at most 1,000 characters; shorten it, got 'a"):
            rp.Profile(preferences=("a", "a" * 1001))

    @pytest.mark.parametrize("field", ["skills", "unknown", "preferences"])
    def test_too_many(self, field: str) -> None:
        entries = tuple(f"x{number}" for number in range(1001))
        given = tuple(rp.HeldSkill(skill=entry) for entry in entries) if field == "skills" else entries
        assert len(getattr(rp.Profile(**{field: given[1:]}), field)) == 1000
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.Profile(**{field: given})
        assert str(caught.value) == f"Profile.{field} must hold at most 1,000 entries; leave some out, got 1001"

    def test_one_skill_too_many(self) -> None:
        full = rp.Profile(skills=tuple(rp.HeldSkill(skill=f"x{number}") for number in range(1000)))
        assert full.with_skill("x7", 0.5).skills[7].proficiency.value == 0.5
        with pytest.raises(rp.InvalidFieldError, match=r"^Profile.skills must hold at most 1,000 entries"):
            full.with_skill("x1000")

    def test_what_is_said_changes_no_answer(self) -> None:
        scale = rp.load_catalog().scale("proficiency")
        plain, rated = (
            rp.Profile(skills=(rp.HeldSkill(skill="python"),), unknown=(entry,))
            for entry in ("Telepathy", rp.UnknownSkill(name="Telepathy", proficiency=scale.rate("expert"), evidence="certified"))
        )
        one, other = (rp.skill_gap(person, "ML engineer") for person in (plain, rated))
        assert one.unknown_skills == other.unknown_skills == ("Telepathy",)
        assert attrs.evolve(one, profile=None) == attrs.evolve(other, profile=None)
        assert any("telepathy" in note.lower() for note in rp.recommend(rated).notes)


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

    def test_the_rest_of_a_person(self, small: rp.Catalog) -> None:
        plain = rp.Profile.from_role("mle", catalog=small)
        made = rp.Profile.from_role(
            "mle",
            years=2.5,
            location="sf",
            pay_floor=Decimal("90000.50"),
            currency="USD",
            hours_per_week=0,
            preferences=("remote",),
            catalog=small,
        )
        assert made == attrs.evolve(
            plain,
            years=2.5,
            location="san-francisco",
            pay_floor=Decimal("90000.50"),
            currency="USD",
            hours_per_week=0,
            preferences=("remote",),
        )
        assert rp.Profile.from_role("mle", location=small.place("usa"), catalog=small).location == "us"
        assert (plain.years, plain.location, plain.pay_floor, plain.currency, plain.hours_per_week, plain.preferences) == (*(None,) * 5, ())

    @pytest.mark.parametrize(
        ("field", "value", "error", "sentence"),
        [
            ("years", -1, rp.InvalidFieldError, "Profile.years must be finite and 0 or more, got -1"),
            ("location", "atlantis", rp.UnknownPlaceError, "no place is called 'atlantis'; known are san-francisco, california, us, india"),
            ("location", 3, rp.InvalidTypeError, "place must be a Place, an id or a label, got 3 (int)"),
            ("pay_floor", Decimal(5), rp.InvalidFieldError, "Profile.currency must be given with a pay floor, got None"),
            (
                "pay_floor",
                5.0,
                rp.InvalidTypeError,
                "Profile.pay_floor must be a Decimal, since floats do not hold money exactly, got 5.0 (float)",
            ),
            ("currency", "usd", rp.CurrencyError, "Profile.currency must be an ISO 4217 code; write USD, got 'usd'"),
            ("hours_per_week", 169, rp.InvalidFieldError, "Profile.hours_per_week must lie in 0 to 168, got 169"),
            ("preferences", "remote", rp.InvalidTypeError, "Profile.preferences must be a tuple, got 'remote' (str)"),
        ],
    )
    def test_a_bad_rest(self, field: str, value: object, error: type[Exception], sentence: str, small: rp.Catalog) -> None:
        with pytest.raises(error) as caught:
            rp.Profile.from_role("mle", catalog=small, **{field: value})
        assert str(caught.value) == sentence

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


class TestAnotherCatalog:
    """What one catalog does not know counts in one that does."""

    def asked(self, person: rp.Profile, *labels: str, **fields: object) -> rp.SkillGap:
        scale = rp.Scale(id="proficiency", label="P", measures="proficiency", reason="For tests.", minimum=0, maximum=1)
        made = rp.Catalog(
            sources=(rp.Source(id="s", title="S"),),
            roles=(rp.Role(id="there", label="There"),),
            **{
                "scales": (scale,),
                "skills": tuple(rp.Skill(id=f"w{number}", label=label, kind="practice") for number, label in enumerate(labels)),
                **fields,
            },
        )
        fact = rp.SkillRequirement(
            role="there", skill="w0", basis="core-skill", proficiency=rp.Rating(scale="proficiency", value=0.5),
            citation=rp.Citation(source="s", section="S", line=1),
        )  # fmt: skip
        return rp.skill_gap(person, "there", catalog=made.with_facts(fact) if "scales" not in fields else made)

    def test_what_the_guides_do_not_know(self) -> None:
        person = rp.Profile.from_data({"skills": {"Underwater welding": "strong", "telepathy": "strong"}})
        assert rp.skill_gap(person, "ML engineer").unknown_skills == ("Underwater welding", "telepathy")
        gap = self.asked(person, "Underwater-Welding")
        assert (gap.score, gap.items[0].held, gap.unknown_skills) == (0.0, 0.75, ("telepathy",))

    def test_it_counts_as_well_as_it_is_shown(self) -> None:
        person = rp.Profile(unknown=(rp.UnknownSkill(name="welding", evidence="certified"),))
        assert self.asked(person, "Welding").score == 0.0
        made = rp.load_catalog().merged(rp.Catalog(name="w", skills=(rp.Skill(id="welding", label="Welding", kind="practice"),)))
        for grade, held in (("certified", True), ("shipped-to-production", False)):
            answer = rp.what_if(person, "welding", target="ML engineer", catalog=made)
            assert answer.from_level == 0.5
            assert ("welding" in rp.skill_gap(person, "ML engineer", evidence=grade, catalog=made).unknown_skills) is False
            assert (person.unknown[0].evidence >= grade) is held

    def test_a_name_of_two_skills_stays_unknown(self) -> None:
        gap = self.asked(rp.Profile(unknown=("welding",)), "Welding", "welding")
        assert (gap.score, gap.unknown_skills) == (1.0, ("welding",))

    @pytest.mark.parametrize("scale", ["another", "weight"])
    def test_a_rating_on_no_scale_of_proficiency_stays_unknown(self, scale: str) -> None:
        entry = rp.UnknownSkill(name="welding", proficiency=rp.Rating(scale=scale, value=0.5))
        weight = rp.Scale(id="weight", label="W", measures="importance", reason="For tests.", minimum=0, maximum=1)
        gap = self.asked(rp.Profile(unknown=(entry,)), "Welding", scales=(weight,))
        assert gap.unknown_skills == ("welding",)


class TestKeywords:
    def test_keywords_take_labels(self) -> None:
        person = rp.Profile.from_data(role="data scientist", skills=["K8s"], hours_per_week=5)
        assert person == rp.Profile.from_data({"role": "data scientist", "skills": ["K8s"], "hours_per_week": 5})
        assert (person.role, person.skills[0].skill) == ("data-scientist", "kubernetes")

    def test_keywords_stand_beside_a_mapping(self) -> None:
        assert rp.Profile.from_data({"role": "MLE"}, level="senior") == rp.Profile(role="ml-engineer", level="senior")

    def test_nothing_is_said_twice(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="fields must not stand in the mapping too, got 'role'"):
            rp.Profile.from_data({"role": "MLE"}, role="DS")

    def test_a_mapping_or_keywords_are_needed(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="data must be a mapping"):
            rp.Profile.from_data()
        with pytest.raises(rp.InvalidTypeError, match="data must be a mapping"):
            rp.Profile.from_data(["role"], level="mid")  # type: ignore[arg-type]

    def test_faults_of_keywords_are_told(self) -> None:
        with pytest.raises(rp.DataFileError, match="rol: is no key of a profile; did you mean 'role'"):
            rp.Profile.from_data(rol="MLE")
