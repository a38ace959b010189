"""What someone learns on the way through a curriculum, by hand and against brute force."""

from __future__ import annotations

from itertools import combinations
from math import fsum

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.learning import Closing, Dropped, Lesson, Lessons, lessons_of, most_closed_of
from rolepath.analysis.needs import held_by_person

from .test_curriculum import NAMES, core, needs, one_of, small, subjects_of, takes
from .tiny import catalog, holds, rated, skill


def walk(
    *facts: rp.Fact, skills: tuple[rp.Skill | str, ...], have: rp.Profile | None = None, evidence: str | None = None, **fields: object
) -> Lessons:
    """Walk through the curriculum of the role there, for someone who holds nothing or as told."""
    return walked(catalog(*facts, skills=skills, **fields), rp.Profile() if have is None else have, evidence)


def walked(own: rp.Catalog, have: rp.Profile, evidence: str | None = None, *, core_alone: bool = False) -> Lessons:
    """Walk through the curriculum of a catalog that is made already."""
    gap = rp.skill_gap(have, "there", evidence=evidence, catalog=own)
    return lessons_of(own, gap, held_by_person(own, have), core_alone=core_alone)


def steps(found: Lessons) -> list[tuple[str, float, float]]:
    """What is learnt in order: the skill, from how well, to how well."""
    return [(lesson.skill, lesson.from_level, lesson.subject.level) for lesson in found.lessons]


def bounds(*facts: rp.Fact, skills: tuple[rp.Skill | str, ...], have: rp.Profile | None = None) -> list[float]:
    """Bound what any number of skills could close."""
    own = catalog(*facts, skills=skills)
    return bounds_of(own, rp.Profile() if have is None else have)


def bounds_of(own: rp.Catalog, have: rp.Profile) -> list[float]:
    """Bound what any number of skills could close, in a catalog that is made already."""
    return most_closed_of(own, rp.skill_gap(have, "there", catalog=own), walked(own, have))


class TestWhatIsLearnt:
    """What falls short, in the order of the curriculum, in the weeks of what is lacking."""

    def test_one_skill(self) -> None:
        found = walk(needs("a", 0.75), needs("b"), skills=(skill("a", weeks=(2, 6)), takes("b", 1)), have=holds(a=0.25, b=1.0))
        (lesson,) = found.lessons
        assert (lesson.skill, lesson.from_level, lesson.subject.options, lesson.subject.level) == ("a", 0.25, ("a",), 0.75)
        # Half of 2 to 6 weeks. The gap is 0.5 of 1.75.
        assert lesson.weeks == (1.0, 3.0)
        assert lesson.closings == (Closing(skill="a", before=0.25, after=0.75, closes=0.5 / 1.75),)
        assert lesson.gap_after == 0.0
        assert found.met_on_the_way == ()

    def test_the_factor_on_effort(self) -> None:
        (lesson,) = walk(
            needs("a", 0.5), skills=(skill("a", weeks=(2, 6)),), difficulty_model=rp.DifficultyModel(effort_factor=3.0)
        ).lessons
        assert lesson.weeks == (3.0, 9.0)

    def test_an_effort_that_nobody_states(self) -> None:
        (lesson,) = walk(needs("a", 0.5), skills=("a",), difficulty_model=rp.DifficultyModel(unstated_effort_weeks=7.0)).lessons
        assert (lesson.weeks, lesson.subject.is_assumed) == ((3.5, 3.5), True)

    def test_in_the_order_of_the_curriculum_whoever_learns(self) -> None:
        facts, skills = (needs("a"), needs("b"), needs("c")), (takes("a", 3), takes("b", 1), takes("c", 2))
        assert steps(walk(*facts, skills=skills)) == [("b", 0.0, 1.0), ("c", 0.0, 1.0), ("a", 0.0, 1.0)]
        # What is left of b takes longest for what it closes, and comes first all the same; c is held.
        assert steps(walk(*facts, skills=skills, have=holds(b=0.75, c=1.0, a=0.25))) == [("b", 0.75, 1.0), ("a", 0.25, 1.0)]

    def test_gap_after_each(self) -> None:
        facts, skills = (needs("a"), needs("b", 0.5), needs("c", 1.0, 0.5)), (takes("a", 1), takes("b", 2), takes("c", 3))
        # 1 + 0.5 + 0.5 are asked; of a 0.5 is held.
        found = walk(*facts, skills=skills, have=holds(a=0.5))
        assert [(lesson.skill, lesson.gap_after) for lesson in found.lessons] == [("a", 0.5), ("b", 0.25), ("c", 0.0)]

    def test_a_need_without_weight_or_level_is_not_learnt(self) -> None:
        assert steps(walk(needs("a"), needs("b", 1.0, 0.0), needs("c", 0.0), skills=("a", "b", "c"))) == [("a", 0.0, 1.0)]

    @pytest.mark.parametrize("facts", [(), (needs("a", 0.5),), (needs("a", 1.0, 0.0),)])
    def test_nothing(self, facts: tuple[rp.Fact, ...]) -> None:
        # Nothing is asked, what is asked is held, what is asked has no weight: the gap is unknown, 0, and unknown.
        found = walk(*facts, skills=("a",), have=holds(a=0.5))
        assert found == Lessons(lessons=(), met_on_the_way=())
        assert (found.weeks(), found.of_the_core) == ((0.0, 0.0), ())

    def test_a_gap_by_other_weights(self) -> None:
        # a counts half towards b by the weights of the gap, and fully by those of the catalog.
        own = catalog(
            needs("a"), needs("b"), skills=(takes("a", 1, broader="b"), takes("b", 1)), gap_weights=rp.GapWeights(narrower_credit=1)
        )
        gap = rp.skill_gap(rp.Profile(), "there", weights=rp.GapWeights(broader_credit=0.0), catalog=own)
        assert steps(lessons_of(own, gap, {})) == [("a", 0.0, 1.0), ("b", 0.5, 1.0)]
        assert steps(walked(own, rp.Profile())) == [("a", 0.0, 1.0)]

    def test_all_that_falls_short_unless_the_core_alone_is_asked(self) -> None:
        own = catalog(needs("a"), needs("b", 1.0, 0.25), skills=(takes("a", 1), takes("b", 1)), difficulty_model=core(0.5))
        gap = rp.skill_gap(rp.Profile(), "there", catalog=own)
        assert steps(lessons_of(own, gap, {})) == [("a", 0.0, 1.0), ("b", 0.0, 1.0)]
        assert steps(lessons_of(own, gap, {}, core_alone=True)) == [("a", 0.0, 1.0)]

    def test_a_gap_at_one_level(self) -> None:
        own = catalog(needs("a"), needs("b", level="staff"), skills=("a", "b"))
        gap = rp.skill_gap(rp.Profile(), "there", level="entry", catalog=own)
        assert steps(lessons_of(own, gap, {})) == [("a", 0.0, 1.0)]


class TestCredit:
    """What learning a skill counts towards others is held from then on."""

    FACTS = (needs("a"), needs("b"), needs("c"))

    def test_what_is_learnt_before_shortens_what_comes_later(self) -> None:
        found = walk(*self.FACTS, skills=(takes("a", 1, towards={"c": 0.75}), takes("b", 2, towards={"c": 0.5}), takes("c", 4)))
        assert steps(found) == [("a", 0.0, 1.0), ("b", 0.0, 1.0), ("c", 0.75, 1.0)]
        assert [lesson.weeks for lesson in found.lessons] == [(1.0, 1.0), (2.0, 2.0), (1.0, 1.0)]
        # a brings c nearer too, and b no more than a does.
        third = 1 / 3
        assert found.lessons[0].closings == (
            Closing(skill="a", before=0.0, after=1.0, closes=third),
            Closing(skill="c", before=0.0, after=0.75, closes=0.25),
        )
        assert found.lessons[1].closings == (Closing(skill="b", before=0.0, after=1.0, closes=third),)
        assert found.lessons[2].closings == (Closing(skill="c", before=0.75, after=1.0, closes=0.25 * third),)

    def test_it_is_of_the_level_that_is_reached(self) -> None:
        found = walk(needs("a", 0.5), needs("c"), skills=(takes("a", 1, towards={"c": 0.5}), takes("c", 4)))
        assert steps(found) == [("a", 0.0, 0.5), ("c", 0.25, 1.0)]

    def test_credit_is_not_credited_further(self) -> None:
        skills = (takes("a", 1, towards={"b": 0.5}), takes("b", 3, towards={"c": 0.5}), takes("c", 3))
        assert steps(walk(*self.FACTS, skills=skills)) == [("a", 0.0, 1.0), ("b", 0.5, 1.0), ("c", 0.5, 1.0)]

    def test_what_is_held_better_is_not_held_less(self) -> None:
        found = walk(*self.FACTS, skills=(takes("a", 1, towards={"c": 0.5}), takes("b", 2), takes("c", 4)), have=holds(c=0.75, b=1.0))
        assert steps(found) == [("a", 0.0, 1.0), ("c", 0.75, 1.0)]
        assert found.lessons[0].closings == (Closing(skill="a", before=0.0, after=1.0, closes=1 / 3),)

    def test_what_is_held_at_the_start_is_credited(self) -> None:
        skills = (takes("a", 1, towards={"c": 0.5}), takes("b", 2), takes("c", 4))
        assert steps(walk(*self.FACTS, skills=skills, have=holds(a=0.5)))[2] == ("c", 0.5, 1.0)
        assert steps(walk(*self.FACTS, skills=skills, have=holds(a=1.0)))[1] == ("c", 0.5, 1.0)

    def test_closings_go_by_what_they_close_then_by_id(self) -> None:
        skills = (takes("d", 0, towards={"a": 0.25, "b": 0.25, "c": 0.75}), "a", "b", "c")
        first, *_ = walk(*self.FACTS, needs("d", 0.5), skills=skills).lessons
        assert [(closing.skill, closing.after) for closing in first.closings] == [("d", 0.5), ("c", 0.375), ("a", 0.125), ("b", 0.125)]


class TestMetOnTheWay:
    """What is met by its turn need not be learnt."""

    def test_by_one_that_counts_fully(self) -> None:
        found = walk(needs("a"), needs("b", 0.5), skills=(takes("a", 1, towards={"b": 0.5}), takes("b", 3)))
        assert steps(found) == [("a", 0.0, 1.0)]
        assert found.met_on_the_way == (Dropped(skill="b", by="a", after=1),)

    def test_whose_learning_met_the_rest(self) -> None:
        # a meets half of c, b all of it.
        skills = (takes("a", 1, towards={"c": 0.5}), takes("b", 2, towards={"c": 1.0}), takes("c", 9))
        found = walk(needs("a"), needs("b"), needs("c"), skills=skills)
        assert (steps(found), found.met_on_the_way) == ([("a", 0.0, 1.0), ("b", 0.0, 1.0)], (Dropped(skill="c", by="b", after=2),))

    def test_several_in_the_order_in_which_they_are_met_then_by_id(self) -> None:
        skills = (takes("a", 1, towards={"f": 1.0}), takes("b", 2, towards={"d": 1.0, "c": 1.0}), *(takes(name, 9) for name in "cdf"))
        found = walk(*map(needs, "abcdf"), skills=skills)
        assert [(drop.skill, drop.by, drop.after) for drop in found.met_on_the_way] == [("f", "a", 1), ("c", "b", 2), ("d", "b", 2)]

    def test_what_is_held_at_the_start_is_not_among_them(self) -> None:
        found = walk(needs("a"), needs("b"), skills=(takes("a", 1, towards={"b": 1.0}), takes("b", 3)), have=holds(b=1.0))
        assert (steps(found), found.met_on_the_way) == ([("a", 0.0, 1.0)], ())

    def test_a_need_that_is_met_with_another_by_the_same_skills_is_not_among_them(self) -> None:
        # a meets the need for b or c at 0.5, and b or c is learnt to 1 for the other need.
        facts = (needs("a"), needs("b", 0.5, alternatives=("c",)), needs("c", 1.0, alternatives=("b",)))
        found = walk(*facts, skills=(takes("a", 0, towards={"b": 0.5}), takes("b", 1), takes("c", 2)))
        assert (steps(found), found.met_on_the_way) == ([("a", 0.0, 1.0), ("b", 0.5, 1.0)], ())

    def test_one_of_several_that_is_met(self) -> None:
        found = walk(needs("a"), *one_of("b", "c"), skills=(takes("a", 0, towards={"c": 1.0}), takes("b", 1), takes("c", 2)))
        assert steps(found) == [("a", 0.0, 1.0)]
        assert [(drop.skill, drop.by) for drop in found.met_on_the_way] == [("b", "a"), ("c", "a")]


class TestHeldThroughOthers:
    """What is held through other skills alone counts by itself from its turn on, and takes no weeks."""

    FACTS = (needs("b"), needs("c"))
    SKILLS = (takes("a", 1, towards={"c": 1.0}), takes("c", 1, towards={"b": 0.5}), takes("b", 100))

    def test_it_adds_to_others_whoever_learns(self) -> None:
        # Without its turn, who holds a would take 100 weeks for b, and who holds nothing 51.
        nothing, more = (walk(*self.FACTS, skills=self.SKILLS, have=have) for have in (holds(), holds(a=1.0)))
        assert (steps(nothing), nothing.weeks()) == ([("c", 0.0, 1.0), ("b", 0.5, 1.0)], (51.0, 51.0))
        assert (steps(more), more.weeks()) == ([("c", 1.0, 1.0), ("b", 0.5, 1.0)], (50.0, 50.0))
        assert more.lessons[0].closings == (Closing(skill="b", before=0.0, after=0.5, closes=0.25),)
        assert (more.lessons[0].weeks, more.lessons[0].gap_after, more.met_on_the_way) == ((0.0, 0.0), 0.25, ())

    def test_what_is_learnt_on_the_way_counts_alike(self) -> None:
        found = walk(needs("a"), *self.FACTS, skills=(takes("a", 0, towards={"c": 1.0}), *self.SKILLS[1:]))
        assert steps(found) == [("a", 0.0, 1.0), ("c", 1.0, 1.0), ("b", 0.5, 1.0)]
        # c is met by a and has its turn all the same, so it is not among what need not be learnt.
        assert (found.weeks(), found.met_on_the_way) == ((50.0, 50.0), ())

    def test_held_better_than_asked_through_others_it_counts_as_well_as_asked(self) -> None:
        skills = (takes("a", 1, towards={"c": 0.75}), *self.SKILLS[1:])
        assert steps(walk(needs("b"), needs("c", 0.5), skills=skills, have=holds(a=1.0))) == [("c", 0.75, 0.5), ("b", 0.25, 1.0)]

    def test_none_where_it_adds_nothing(self) -> None:
        assert steps(walk(*self.FACTS, skills=self.SKILLS, have=holds(a=1.0, b=0.5))) == [("b", 0.5, 1.0)]
        assert steps(walk(*self.FACTS, skills=self.SKILLS, have=holds(c=1.0))) == [("b", 0.5, 1.0)]

    def test_a_prerequisite_that_it_counts_towards(self) -> None:
        # k builds on p, which c gives 0.5: who holds c through a needs p no more than who holds c, though c has no turn of its own.
        skills = (takes("a", 1, towards={"c": 1.0}), takes("c", 0, towards={"p": 0.5}), takes("p", 4), takes("k", 1, "p"))
        for have in (holds(a=1.0), holds(c=1.0)):
            assert steps(walk(needs("c"), needs("k"), skills=skills, have=have)) == [("k", 0.0, 1.0)]
        assert steps(walk(needs("c"), needs("k"), skills=skills)) == [("c", 0.0, 1.0), ("k", 0.0, 1.0)]


class TestPrerequisites:
    """One that nobody asks for is learnt where it falls short and something that builds on it does too."""

    SKILLS = (takes("p", 4), takes("k", 2, "p"), takes("j", 9))

    def test_it_closes_nothing_by_itself(self) -> None:
        found = walk(needs("k"), needs("j"), skills=self.SKILLS)
        assert steps(found) == [("p", 0.0, 0.5), ("k", 0.0, 1.0), ("j", 0.0, 1.0)]
        first = found.lessons[0]
        assert (first.closings, first.gap_after, first.weeks) == ((), 1.0, (2.0, 2.0))

    def test_it_counts_towards_nothing(self) -> None:
        first, second = walk(needs("k"), skills=(takes("p", 4, towards={"k": 0.5}), takes("k", 2, "p"))).lessons
        assert (first.closings, first.gap_after, second.from_level) == ((), 1.0, 0.0)

    def test_none_where_it_is_held_in_part_or_whole(self) -> None:
        assert steps(walk(needs("k"), skills=self.SKILLS, have=holds(p=0.25))) == [("p", 0.25, 0.5), ("k", 0.0, 1.0)]
        assert steps(walk(needs("k"), skills=self.SKILLS, have=holds(p=0.5))) == [("k", 0.0, 1.0)]

    def test_none_where_credit_is_enough(self) -> None:
        skills = (*self.SKILLS[:2], takes("j", 0, towards={"p": 0.5}))
        assert steps(walk(needs("k"), needs("j"), skills=skills)) == [("j", 0.0, 1.0), ("k", 0.0, 1.0)]

    def test_none_where_what_builds_on_it_is_held(self) -> None:
        assert steps(walk(needs("k"), needs("j"), skills=self.SKILLS, have=holds(k=1.0))) == [("j", 0.0, 1.0)]

    def test_none_where_what_builds_on_it_is_met_by_then(self) -> None:
        skills = (*self.SKILLS[:2], takes("j", 0, towards={"k": 1.0}))
        assert steps(walk(needs("k"), needs("j"), skills=skills)) == [("j", 0.0, 1.0)]

    def test_none_for_what_it_counts_towards(self) -> None:
        # j takes longest and p would bring it nearer, but only k builds on p.
        skills = (takes("p", 1, towards={"j": 1.0}), *self.SKILLS[1:])
        assert steps(walk(needs("k"), needs("j"), skills=skills, have=holds(k=1.0))) == [("j", 0.0, 1.0)]

    def test_one_that_is_asked_for_is_learnt_as_well_as_asked(self) -> None:
        assert steps(walk(needs("k"), needs("p", 0.75), skills=self.SKILLS, have=holds(k=1.0))) == [("p", 0.0, 0.75)]

    def test_those_further_on(self) -> None:
        skills = (takes("r", 1), takes("p", 1, "r"), takes("k", 1, "p"))
        assert steps(walk(needs("k", 0.25), skills=skills)) == [("r", 0.0, 0.25), ("p", 0.0, 0.25), ("k", 0.0, 0.25)]
        # Who holds p need not learn what p builds on.
        assert steps(walk(needs("k", 0.25), skills=skills, have=holds(p=0.25))) == [("k", 0.0, 0.25)]


class TestSeveralThatWillDo:
    """The one that is held best is learnt, and what it adds to others is the least that any of them adds."""

    @pytest.mark.parametrize(
        ("have", "said"),
        [
            # Nothing is held: the one that takes the fewest weeks, 6 of c, against 8 and the 10 that are assumed.
            (holds(), ("c", 0.0, 1.0)),
            # Held at nothing is no better than not held.
            (holds(a=0.0), ("c", 0.0, 1.0)),
            (holds(a=0.25), ("a", 0.25, 1.0)),
            (holds(a=0.25, b=0.5, c=0.25), ("b", 0.5, 1.0)),
            (holds(a=0.25, b=0.25), ("a", 0.25, 1.0)),
        ],
    )
    def test_which_is_learnt(self, have: rp.Profile, said: tuple[str, float, float]) -> None:
        model = rp.DifficultyModel(unstated_effort_weeks=5.0)
        skills = (skill("a", weeks=(2, 6)), "b", skill("c", weeks=(1, 5)))
        found = walk(*one_of("a", "b", "c"), skills=skills, have=have, difficulty_model=model)
        assert steps(found) == [said]
        # The weeks are those of the subject, whichever is learnt, and all three needs are met.
        (lesson,) = found.lessons
        assert lesson.weeks == ((1.0 - said[1]) * 1, (1.0 - said[1]) * 5)
        assert ([closing.skill for closing in lesson.closings], lesson.gap_after) == (["a", "b", "c"], 0.0)

    def test_equal_weeks_go_by_label(self) -> None:
        skills = (attrs.evolve(takes("a", 3), label="Zoology"), takes("b", 3))
        assert steps(walk(*one_of("a", "b"), skills=skills)) == [("b", 0.0, 1.0)]

    def test_the_least_that_any_adds(self) -> None:
        facts = (*one_of("a", "b"), needs("c"), needs("d"))
        skills = (takes("a", 0, towards={"c": 1.0, "d": 1.0}), takes("b", 0, towards={"c": 0.25}), takes("c", 8), takes("d", 9))
        assert steps(walk(*facts, skills=skills)) == [("a", 0.0, 1.0), ("c", 0.25, 1.0), ("d", 0.0, 1.0)]

    def test_none_of_them_counts_as_held_for_other_needs(self) -> None:
        # Whoever learns a holds nothing of b, and the other way round; so neither is taken to meet c or a, nor d or b.
        facts = (*one_of("a", "b"), needs("c", alternatives=("a",), weight=0.5), needs("d", alternatives=("b",), weight=0.25))
        found = walk(*facts, skills=(takes("a", 1), takes("b", 1), takes("c", 9), takes("d", 9)))
        assert [(lesson.subject.options, lesson.from_level) for lesson in found.lessons] == [
            (("a", "b"), 0),
            (("a", "c"), 0),
            (("b", "d"), 0),
        ]

    def test_a_prerequisite_that_is_not_learnt_counts_for_none_of_them(self) -> None:
        # k builds on p, and who holds k does not learn p for it, so that p or q takes all of its weeks.
        skills = (takes("p", 8), takes("k", 0, "p"), takes("q", 9))
        facts = (needs("k"), *one_of("p", "q", weight=0.25))
        assert steps(walk(*facts, skills=skills)) == [("p", 0.0, 0.5), ("k", 0.0, 1.0), ("p", 0.0, 1.0)]
        assert steps(walk(*facts, skills=skills, have=holds(k=1.0))) == [("p", 0.0, 1.0)]

    def test_one_that_is_held_as_well_as_any_need_asks_is_enough(self) -> None:
        facts = (needs("a", 0.5, alternatives=("b",)), needs("b", 1.0, alternatives=("a",)))
        assert steps(walk(*facts, skills=("a", "b"), have=holds(b=0.5))) == [("b", 0.5, 1.0)]
        assert steps(walk(*facts, skills=("a", "b"), have=holds(a=1.0))) == []


class TestEvidence:
    """What is known but not shown as well as was asked has to be shown, for which no weeks are counted."""

    def test_no_weeks_for_what_is_known(self) -> None:
        found = walk(needs("a", 0.5), needs("b"), skills=(takes("a", 4), takes("b", 8)), have=holds(a=0.75, b=0.25), evidence="certified")
        assert steps(found) == [("a", 0.75, 0.5), ("b", 0.25, 1.0)]
        assert [lesson.weeks for lesson in found.lessons] == [(0.0, 0.0), (6.0, 6.0)]
        # Neither counts at the start: 0.5 and 1 are missing, though 0.5 and 0.25 are known.
        assert [lesson.gap_after for lesson in found.lessons] == [pytest.approx(1 / 1.5), 0.0]
        assert found.lessons[0].closings == (Closing(skill="a", before=0.0, after=0.5, closes=0.5 / 1.5),)

    def test_what_is_known_counts_towards_others(self) -> None:
        skills = (takes("a", 4), takes("b", 4, towards={"a": 0.5}))
        assert steps(walk(needs("a"), skills=skills, have=holds(b=1.0), evidence="certified")) == [("a", 0.5, 1.0)]

    def test_prerequisites_need_not_be_shown(self) -> None:
        skills = (takes("p", 4), takes("k", 4, "p"))
        assert steps(walk(needs("k"), skills=skills, have=holds(p=0.5), evidence="shipped-to-production")) == [("k", 0.0, 1.0)]


class TestCore:
    """The weeks until what sources ask most is held."""

    FACTS = (needs("a"), needs("b", 1.0, 0.5), needs("c", 1.0, 0.25))
    SKILLS = (skill("a", weeks=(4, 8)), skill("b", weeks=(1, 2)), skill("c", weeks=(1, 3)))

    @pytest.mark.parametrize(("share", "core_weeks"), [(0.5, (4.0, 8.0)), (0.75, (5.0, 10.0)), (1.0, (6.0, 13.0))])
    def test_weeks(self, share: float, core_weeks: tuple[float, float]) -> None:
        found = walk(*self.FACTS, skills=self.SKILLS, difficulty_model=core(share))
        assert found.weeks() == core_weeks
        assert len(found.lessons) == 3
        assert found.of_the_core == found.lessons[: {0.5: 1, 0.75: 2, 1.0: 3}[share]]

    def test_it_is_held_already(self) -> None:
        found = walk(*self.FACTS, skills=self.SKILLS, have=holds(a=1.0), difficulty_model=core(0.5))
        assert (found.weeks(), found.of_the_core, len(found.lessons)) == ((0.0, 0.0), (), 2)

    def test_credit_that_comes_later_does_not_count(self) -> None:
        # b counts fully towards a, and comes after it.
        skills = (self.SKILLS[0], takes("b", 1, towards={"a": 1.0}), self.SKILLS[2])
        assert walk(*self.FACTS, skills=skills, difficulty_model=core(0.5)).weeks() == (4.0, 8.0)

    def test_the_walk_can_stop_there(self) -> None:
        own = catalog(*self.FACTS, skills=self.SKILLS, difficulty_model=core(0.5))
        whole, short = (walked(own, rp.Profile(), core_alone=alone) for alone in (False, True))
        assert short.lessons == whole.of_the_core == whole.lessons[:1]
        assert short.weeks() == whole.weeks()

    def test_what_the_core_brings_nearer_and_does_not_meet_is_not_met_there(self) -> None:
        skills = (takes("a", 4, towards={"b": 0.5, "c": 1.0}), *self.SKILLS[1:])
        own = catalog(*self.FACTS, skills=skills, difficulty_model=core(0.5))
        assert walked(own, rp.Profile(), core_alone=True).met_on_the_way == (Dropped(skill="c", by="a", after=1),)

    def test_prerequisites_of_the_rest_count_after_it(self) -> None:
        skills = (takes("a", 4), takes("b", 1, "p"), takes("p", 6))
        found = walk(needs("a"), needs("b", 1.0, 0.5), skills=skills, difficulty_model=core(0.5))
        assert (steps(found), found.weeks()) == ([("a", 0.0, 1.0), ("p", 0.0, 0.5), ("b", 0.0, 1.0)], (4.0, 4.0))


class TestMostClosed:
    """What any number of skills could close at most."""

    def test_skills_that_add_nothing_to_one_another(self) -> None:
        # 1, 0.5 and 0.5 of 2; of the first 0.5 is held. The bound is what the largest close.
        facts = (needs("a"), needs("b", 0.5), needs("c", 1.0, 0.5))
        assert bounds(*facts, skills=("a", "b", "c"), have=holds(a=0.5)) == [0.0, 0.25, 0.5, 0.75]
        assert bounds(*facts, skills=("a", "b", "c"), have=holds(a=0.75)) == [0.0, 0.25, 0.5, 0.625]

    def test_nothing_to_learn(self) -> None:
        assert bounds(needs("a"), skills=("a",), have=holds(a=1.0)) == [0.0]

    def test_prerequisites_do_not_count(self) -> None:
        # j closes a quarter, k the rest; three are learnt, of which p closes nothing.
        skills = (takes("p", 1), takes("k", 9, "p"), takes("j", 0))
        assert bounds(needs("k"), needs("j", 1.0, 0.5), skills=skills) == pytest.approx([0.0, 2 / 3, 1.0, 1.0])

    def test_what_overlaps_counts_once(self) -> None:
        # Each of four counts fully towards the others, so that any one of them closes 4 of 7; three more close 1 each.
        ring = [takes(name, 1, towards=dict.fromkeys(set("abcd") - {name}, 1.0)) for name in "abcd"]
        found = bounds(*map(needs, "abcdefg"), skills=(*ring, *(takes(name, 1) for name in "efg")))
        # By what each closes alone, two could close 8 of 7; beyond what the first has closed they close 1 each.
        assert found == pytest.approx([0.0, 4 / 7, 6 / 7, 1.0, 1.0])

    def test_one_that_drops_out_counts_too(self) -> None:
        # a takes no weeks, comes first and meets half of b; b, which drops out, would close 0.5 and no more.
        facts, skills = (needs("a", 0.25, 0.5), needs("b", 0.25)), (takes("a", 0, towards={"b": 1.0}), takes("b", 5, towards={"a": 1.0}))
        assert walk(*facts, skills=skills).met_on_the_way == (Dropped(skill="b", by="a", after=1),)
        assert bounds(*facts, skills=skills) == [0.0, 1.0]
        only_b = (takes("a", 0, towards={"b": 1.0}), takes("b", 5))
        assert bounds(needs("a", 0.25, 0.5), needs("b", 0.25), skills=only_b) == [0.0, 1.0]

    def test_one_that_is_accepted_instead_counts_too(self) -> None:
        # a or b; b, which is not the one that is learnt, counts towards c as well, so that one skill could close all.
        facts, skills = (*one_of("a", "b"), needs("c")), (takes("a", 1), takes("b", 2, towards={"c": 1.0}), takes("c", 1))
        assert [lesson.skill for lesson in walk(*facts, skills=skills).lessons] == ["a", "c"]
        assert bounds(*facts, skills=skills) == [0.0, 1.0, 1.0]

    def test_a_need_without_weight_does_not_count(self) -> None:
        assert bounds(needs("a"), needs("b", 1.0, 0.0), skills=("a", "b")) == [0.0, 1.0]


# Against brute force ---------------------------------------------------------------------------------------------------


@st.composite
def people(draw: st.DrawFn) -> rp.Profile:
    """Make someone who holds some of the skills, in quarters."""
    held = draw(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 4), max_size=4))
    return holds(**{name: quarters / 4 for name, quarters in held.items()})


def known_to(own: rp.Catalog, have: rp.Profile) -> rp.Profile:
    """Leave out what the catalog does not know."""
    names = {made.id for made in own.skills}
    return attrs.evolve(have, skills=tuple(entry for entry in have.skills if entry.skill in names))


def level_of(have: rp.Profile, name: str) -> float:
    """Say how well a skill is listed."""
    return next((entry.proficiency.value for entry in have.skills if entry.skill == name), 0.0)


def after(have: rp.Profile, lesson: Lesson) -> rp.Profile:
    """Take a lesson."""
    return have.with_skill(lesson.skill, rated(max(lesson.subject.level, level_of(have, lesson.skill))))


def short_of(own: rp.Catalog, have: rp.Profile) -> dict[str, float]:
    """Find what falls short, skill by skill, from the gap alone."""
    gap = rp.skill_gap(have, "there", catalog=own)
    return {} if gap.score is None else {item.skill: item.need for item in gap.missing if item.weight}


def plain(own: rp.Catalog) -> rp.Catalog:
    """Let what the role does not ask for count towards nothing, as the walk takes it."""
    asked = {fact.skill for fact in own.requirements}
    return attrs.evolve(own, skills=tuple(made if made.id in asked else attrs.evolve(made, related=()) for made in own.skills))


class TestTheWalkAgainstSomeoneWhoWalksIt:
    """Where no skill will do for another, each lesson is what a person who has learnt so far would say of themselves."""

    @settings(deadline=None)
    @given(own=small(has_alternatives=False, has_prerequisites=False), have=people())
    def test_a_skill_has_its_turn_where_to_list_it_lowers_the_gap(self, own: rp.Catalog, have: rp.Profile) -> None:
        """The walk, made again of nothing but the order of the curriculum and the gaps of people."""
        have = known_to(own, have)
        found = walked(own, have)
        lessons, short, met = iter(found.lessons), {*short_of(own, have)}, {}
        for subject in subjects_of(own):
            (name,) = subject.options
            then = have.with_skill(name, rated(max(subject.level, level_of(have, name))))
            before, gap = (rp.skill_gap(person, "there", catalog=own) for person in (have, then))
            levels = {item.skill: min(item.held, item.need) for item in before.items}
            closings = {item.skill: (levels[item.skill], min(item.held, item.need)) for item in gap.items}
            closings = {skill: (held, now) for skill, (held, now) in closings.items() if now > held}
            if not closings:
                continue
            lesson = next(lessons)
            assert (lesson.skill, lesson.subject) == (name, subject)
            known = held_by_person(own, have).get(name)
            assert lesson.from_level == (known.level if known else 0.0)
            rise = max(0.0, subject.level - lesson.from_level) * own.difficulty_model.effort_factor
            assert lesson.weeks == (rise * subject.effort[0], rise * subject.effort[1])
            assert {closing.skill: (closing.before, closing.after) for closing in lesson.closings} == closings
            assert fsum(closing.closes for closing in lesson.closings) == pytest.approx(before.score - gap.score, abs=1e-12)
            assert lesson.gap_after == pytest.approx(gap.score, abs=1e-12)
            met |= dict.fromkeys(short - short_of(own, then).keys() - met.keys(), name)
            have = then
        assert next(lessons, None) is None
        assert short_of(own, have) == {}
        # What fell short is learnt or was met by others before its turn.
        learnt = {lesson.skill for lesson in found.lessons}
        assert {drop.skill: drop.by for drop in found.met_on_the_way} == {name: by for name, by in met.items() if name not in learnt}
        order = [lesson.skill for lesson in found.lessons]
        assert [(drop.after, drop.skill) for drop in found.met_on_the_way] == sorted(
            (order.index(drop.by) + 1, drop.skill) for drop in found.met_on_the_way
        )

    @settings(deadline=None)
    @given(own=small(has_alternatives=False).map(plain), have=people())
    def test_each_gap_is_that_of_who_has_learnt_so_far(self, own: rp.Catalog, have: rp.Profile) -> None:
        have = known_to(own, have)
        for lesson in walked(own, have).lessons:
            known = held_by_person(own, have).get(lesson.skill)
            assert lesson.from_level >= (known.level if known else 0.0)
            have = after(have, lesson)
            assert lesson.gap_after == pytest.approx(rp.skill_gap(have, "there", catalog=own).score, abs=1e-12)
        assert short_of(own, have) == {}

    @settings(deadline=None)
    @given(own=small(), have=people())
    def test_the_gap_is_at_most_so_much_where_others_will_do_or_a_prerequisite_counts(self, own: rp.Catalog, have: rp.Profile) -> None:
        have = known_to(own, have)
        for lesson in walked(own, have).lessons:
            have = after(have, lesson)
            assert rp.skill_gap(have, "there", catalog=own).score <= lesson.gap_after + 1e-12
        assert short_of(own, have) == {}

    @settings(deadline=None)
    @given(own=small(has_alternatives=False).map(plain), have=people(), data=st.data())
    def test_to_go_on_from_any_point_is_to_learn_the_rest(self, own: rp.Catalog, have: rp.Profile, data: st.DataObject) -> None:
        have = known_to(own, have)
        whole = walked(own, have).lessons
        count = data.draw(st.integers(0, len(whole)))
        for lesson in whole[:count]:
            have = after(have, lesson)
        rest = walked(own, have).lessons
        assert [(lesson.skill, lesson.weeks) for lesson in rest] == [(lesson.skill, lesson.weeks) for lesson in whole[count:]]

    @settings(deadline=None)
    @given(own=small(), have=people())
    def test_prerequisites_come_first_and_only_for_what_falls_short(self, own: rp.Catalog, have: rp.Profile) -> None:
        have = known_to(own, have)
        subjects, found = {subject.options: subject for subject in subjects_of(own)}, walked(own, have).lessons
        known = {name: here.level for name, here in held_by_person(own, have).items()}
        learnt = [lesson.subject.options for lesson in found]
        for number, lesson in enumerate(found):
            if lesson.subject.needs:
                continue
            (name,) = lesson.subject.options
            builds_on = [options for options, subject in subjects.items() if name in subject.prerequisites]
            assert lesson.closings == ()
            assert lesson.from_level < lesson.subject.level
            # Something that builds on it is not held as well as it has to be, and if it is learnt, it is learnt later.
            assert any(max(known.get(option, 0.0) for option in options) < subjects[options].level for options in builds_on)
            assert not {*learnt[:number]} & {*builds_on}

    @settings(deadline=None)
    @given(own=small(), have=people(), name=st.sampled_from(NAMES), quarters=st.integers(1, 4))
    def test_who_holds_more_takes_no_longer(self, own: rp.Catalog, have: rp.Profile, name: str, quarters: int) -> None:
        """To the core, and to the end, which is the core where all is; alternatives included."""
        have = known_to(own, have)
        more = known_to(own, have.with_skill(name, rated(max(quarters / 4, level_of(have, name)))))
        for share in (own.difficulty_model.core_share, 1.0):
            asked = attrs.evolve(own, difficulty_model=attrs.evolve(own.difficulty_model, core_share=share))
            before, then = (walked(asked, person).weeks() for person in (have, more))
            assert then[0] <= before[0] + 1e-9
            assert then[1] <= before[1] + 1e-9

    @settings(deadline=None)
    @given(own=small(), have=people())
    def test_to_stop_at_the_core_changes_nothing_until_then(self, own: rp.Catalog, have: rp.Profile) -> None:
        have = known_to(own, have)
        whole, short = walked(own, have), walked(own, have, core_alone=True)
        assert short.lessons == whole.of_the_core
        assert short.weeks() == whole.weeks()


class TestMostClosedAgainstEveryChoice:
    """No choice of as many skills closes more, whatever is chosen of what falls short, is accepted instead, or has its turn."""

    @staticmethod
    def most(own: rp.Catalog, have: rp.Profile) -> list[float]:
        """Try every choice."""
        found, start = walked(own, have), rp.skill_gap(have, "there", catalog=own)
        levels: dict[str, float] = {}
        for lesson in found.lessons:
            for option in lesson.subject.options:
                levels[option] = max(levels.get(option, 0.0), lesson.subject.level)
        for item in start.missing:
            for option in (item.skill, *item.alternatives):
                levels[option] = max(levels.get(option, 0.0), item.need)
        best = []
        for count in range(len(found.lessons) + 1):
            closed = 0.0
            for chosen in combinations(levels, min(count, len(levels))):
                then = have
                for name in chosen:
                    then = then.with_skill(name, rated(max(levels[name], level_of(then, name))))
                closed = max(closed, (start.score or 0.0) - rp.skill_gap(then, "there", catalog=own).score)
            best.append(closed)
        return best

    @settings(deadline=None)
    @given(own=small(), have=people())
    def test_no_choice_closes_more(self, own: rp.Catalog, have: rp.Profile) -> None:
        have = known_to(own, have)
        if rp.skill_gap(have, "there", catalog=own).score:
            found, best = bounds_of(own, have), self.most(own, have)
            assert len(found) == len(best)
            assert all(closed <= bound + 1e-9 for closed, bound in zip(best, found, strict=True))
            assert found[0] == 0.0
            assert max(found) <= 1.0

    @settings(deadline=None)
    @given(own=small(has_credit=False, has_alternatives=False), have=people())
    def test_some_choice_closes_as_much_where_none_adds_to_another(self, own: rp.Catalog, have: rp.Profile) -> None:
        have = known_to(own, have)
        if rp.skill_gap(have, "there", catalog=own).score:
            assert bounds_of(own, have) == pytest.approx(self.most(own, have), abs=1e-9)
