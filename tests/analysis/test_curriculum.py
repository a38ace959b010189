"""A role's curriculum: which needs are the core, in which order all is learnt, and that it is the same whatever the facts' order."""

from __future__ import annotations

from itertools import combinations, permutations
from math import fsum

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.curriculum import Subject, curriculum_of
from rolepath.analysis.needs import needs_of

from .tiny import asks, catalog, skill

NAMES = "abcdef"


def needs(name: str, proficiency: float | None = 1.0, weight: float = 1.0, **fields: object) -> rp.SkillRequirement:
    """Let the role there ask for a skill with a weight."""
    return asks("there", name, proficiency, weight, **fields)


def one_of(*names: str, level: float = 1.0, weight: float = 1.0) -> tuple[rp.SkillRequirement, ...]:
    """Let the role there ask for any of several skills, as a line of a guide does; each weighs its part of the weight."""
    return tuple(needs(name, level, weight, alternatives=tuple(other for other in names if other != name)) for name in names)


def takes(name: str, weeks: float | None, *before: str, **fields: object) -> rp.Skill:
    """Make a skill that takes so many weeks and builds on others."""
    return attrs.evolve(skill(name, weeks=None if weeks is None else (weeks, weeks), **fields), prerequisites=before)


def core(share: float) -> rp.DifficultyModel:
    """Say how much of what is asked makes the core."""
    return rp.DifficultyModel(core_share=share)


def curriculum(*facts: rp.Fact, skills: tuple[rp.Skill | str, ...], **fields: object) -> tuple[Subject, ...]:
    """Ask a small catalog for the curriculum of the role there."""
    own = catalog(*facts, skills=skills, **fields)
    return curriculum_of(own, "there", None, own.gap_weights)


def order(subjects: tuple[Subject, ...]) -> str:
    """Name the first options in order; a stroke stands where the core ends."""
    inside = [subject.options[0] for subject in subjects if subject.is_core]
    rest = [subject.options[0] for subject in subjects if not subject.is_core]
    assert [subject.is_core for subject in subjects] == [True] * len(inside) + [False] * len(rest)
    return " ".join([*inside, *(["|", *rest] if rest else [])])


class TestOrder:
    """What closes most gap per week comes first, asked of someone who holds nothing."""

    @pytest.mark.parametrize(
        ("facts", "skills", "said"),
        [
            # Weeks over weight: 8, 4.
            ((needs("a"), needs("b")), (takes("a", 4), takes("b", 2)), "b a"),
            # 8, and 4 over 0.25.
            ((needs("a"), needs("b", 1.0, 0.25)), (takes("a", 4), takes("b", 2)), "a b"),
            # A level counts on both sides: 0.25 x 8 over 0.25 is 8, as for b, and labels decide.
            ((needs("b"), needs("a", 0.25)), (takes("a", 4), takes("b", 4)), "a b"),
            # Both ends of the effort count: 1 + 9 against 4 + 4.
            ((needs("a"), needs("b")), (skill("a", weeks=(1, 9)), skill("b", weeks=(4, 4))), "b a"),
            # 12 + 12 assumed, between 22 and 26.
            ((needs("a"), needs("b"), needs("c")), (takes("a", 13), "b", takes("c", 11)), "c b a"),
            # What takes no weeks comes first; of two such, the label decides, whatever they close.
            ((needs("a"), needs("c"), needs("b", 1.0, 0.25)), (takes("a", 1), takes("b", 0), takes("c", 0)), "b c a"),
        ],
    )
    def test_weeks_over_what_it_closes(self, facts: tuple[rp.Fact, ...], skills: tuple[rp.Skill | str, ...], said: str) -> None:
        assert order(curriculum(*facts, skills=skills)) == said
        assert order(curriculum(*facts[::-1], skills=skills[::-1])) == said

    def test_what_it_adds_to_others(self) -> None:
        facts = (needs("a"), needs("b"))
        # a takes 8 weeks for 1 and for half of b, 5.33 each; b takes 6. Without the credit b comes first.
        assert order(curriculum(*facts, skills=(takes("a", 4, towards={"b": 0.5}), takes("b", 3)))) == "a b"
        assert order(curriculum(*facts, skills=(takes("a", 4), takes("b", 3)))) == "b a"
        # 10 / 1.25 is the 8 of b, and the label decides.
        for name, said in (("a", "a b"), ("c", "b c")):
            skills = (takes(name, 5, towards={"b": 0.25}), takes("b", 4))
            assert order(curriculum(needs(name), needs("b"), skills=skills)) == said

    def test_what_it_adds_is_no_more_than_is_asked(self) -> None:
        # a would add 0.5 to b, of which 0.25 is asked: 8 / 1.25 is 6.4, more than the 6 of b; with all of the 0.5 it would be 5.33.
        assert order(curriculum(needs("a"), needs("b", 0.25), skills=(takes("a", 4, towards={"b": 0.5}), takes("b", 3)))) == "b a"

    def test_what_it_adds_is_of_the_level_to_reach(self) -> None:
        # a at 0.5 adds 0.5 x 0.5: 4 / 0.75 is 5.33, against the 5 of b; half of b would make it 4.
        facts = (needs("a", 0.5), needs("b"))
        assert order(curriculum(*facts, skills=(takes("a", 4, towards={"b": 0.5}), takes("b", 2.5)))) == "b a"

    def test_broader_and_narrower_skills_add_as_the_weights_say(self) -> None:
        # Half of the whole for the part: (8 / 1.5 = 5.33) against 6; 0.6 of the part for the whole: 6 / 1.6 = 3.75.
        facts, skills = (needs("a"), needs("b")), (takes("a", 4, broader="b"), takes("b", 3))
        assert order(curriculum(*facts, skills=skills)) == "b a"
        one_way = rp.GapWeights(broader_credit=0.0)
        assert order(curriculum(*facts, skills=skills, gap_weights=one_way)) == "a b"

    def test_the_weights_are_those_asked_with(self) -> None:
        own = catalog(needs("a"), asks("there", "b", 1.0, 1.0, basis="tool"), skills=(takes("a", 4), takes("b", 3)))
        assert order(curriculum_of(own, "there", None, own.gap_weights)) == "a b"
        assert order(curriculum_of(own, "there", None, rp.GapWeights(tool=1.0))) == "b a"

    def test_the_level_is_the_one_asked_for(self) -> None:
        own = catalog(needs("a"), needs("b", level="staff"), skills=("a", "b"))
        assert order(curriculum_of(own, "there", "entry", own.gap_weights)) == "a"
        assert order(curriculum_of(own, "there", "staff", own.gap_weights)) == "a b"
        assert order(curriculum_of(own, "there", None, own.gap_weights)) == "a b"

    def test_it_does_not_matter_in_whose_catalog_the_factor_on_effort_is_greater(self) -> None:
        facts, skills = (needs("a"), needs("b")), (takes("a", 4), takes("b", 2))
        assert order(curriculum(*facts, skills=skills, difficulty_model=rp.DifficultyModel(effort_factor=9.0))) == "b a"

    def test_ties_go_by_label_and_not_by_id(self) -> None:
        skills = (attrs.evolve(takes("a", 4), label="Zoology"), takes("b", 4))
        assert order(curriculum(needs("a"), needs("b"), skills=skills)) == "b a"

    def test_nothing_is_asked(self) -> None:
        assert curriculum(skills=("a",)) == ()
        assert curriculum(needs("a", 0.0), needs("b", 1.0, 0.0), skills=("a", "b")) == ()

    def test_it_is_kept(self) -> None:
        own = catalog(needs("a"), skills=("a",))
        assert curriculum_of(own, "there", None, own.gap_weights) is curriculum_of(own, "there", None, rp.GapWeights())


class TestPrerequisites:
    """They come before what builds on them, as early as the first that does, and their weeks count where nobody asks for them."""

    def test_one_that_is_asked_for_comes_just_before(self) -> None:
        # k (2 weeks) builds on p (20 weeks); j (6 weeks) would come between them.
        skills = (takes("p", 10), takes("k", 1, "p"), takes("j", 3))
        assert order(curriculum(needs("p"), needs("k"), needs("j"), skills=skills)) == "p k j"

    def test_the_weeks_of_one_that_nobody_asks_for_count(self) -> None:
        # k takes 2 weeks, and 0.5 x 20 of p: 12 against the 6 of j.
        skills = (takes("p", 10), takes("k", 1, "p"), takes("j", 3))
        assert order(curriculum(needs("k"), needs("j"), skills=skills)) == "j p k"
        # 0.5 x 6 of p, and 2: 5.
        assert order(curriculum(needs("k"), needs("j"), skills=(takes("p", 3), *skills[1:]))) == "p k j"

    def test_those_further_on_count_once(self) -> None:
        # k builds on p and q, which both build on r; 2 + 0.5 x (2 + 2 + 2) is 5 against the 6 of j, and would be 6 with r twice.
        skills = (takes("r", 1), takes("p", 1, "r"), takes("q", 1, "r"), takes("k", 1, "p", "q"), takes("j", 2.75))
        assert order(curriculum(needs("k"), needs("j"), skills=skills)) == "r p q k j"

    def test_one_behind_one_that_is_asked_for_counts(self) -> None:
        # k builds on p, which is asked for, and p on r, which is not: 2 + 0.5 x 10 is 7, and that of p 2 + 5 too.
        skills = (takes("r", 5), takes("p", 1, "r"), takes("k", 1, "p"), takes("j", 3))
        assert order(curriculum(needs("p"), needs("k"), needs("j"), skills=skills)) == "j r p k"

    def test_two_of_one_go_by_what_they_close_and_those_not_asked_for_come_last(self) -> None:
        skills = (takes("p", 1), takes("q", 9), takes("r", 2), takes("k", 0, "p", "q", "r"))
        assert order(curriculum(needs("q"), needs("r"), needs("k"), skills=skills)) == "r q p k"

    def test_depth_comes_before_what_they_close(self) -> None:
        # Of the two that k builds on, p is cheap but builds on r; q stands as deep as r, and both come before p.
        skills = (takes("r", 30), takes("p", 1, "r"), takes("q", 20), takes("k", 0, "p", "q"))
        assert order(curriculum(*map(needs, "rpqk"), skills=skills)) == "q r p k"

    def test_one_of_two_is_as_early_as_the_first(self) -> None:
        skills = (takes("p", 10), takes("i", 1, "p"), takes("j", 2), takes("k", 3, "p"))
        assert order(curriculum(*map(needs, "pijk"), skills=skills)) == "p i j k"

    @pytest.mark.parametrize(
        ("facts", "level"),
        [
            # No better than what builds on it,
            ((needs("k", 0.25),), 0.25),
            # nor than where nobody states how well,
            ((needs("k"),), 0.5),
            # nor than the role asks of it, but not less than the role asks.
            ((needs("k"), needs("p", 0.25)), 0.25),
            ((needs("k"), needs("p", 0.75)), 0.75),
            ((needs("k", 0.25), needs("p", 0.75)), 0.75),
            # The most demanding counts, in whichever order they are found.
            ((needs("k", 0.25), needs("j", 0.375)), 0.375),
            ((needs("j", 0.375), needs("k", 0.25)), 0.375),
        ],
    )
    def test_how_well(self, facts: tuple[rp.Fact, ...], level: float) -> None:
        skills = ("r", takes("p", 1, "r"), takes("k", 1, "p"), takes("j", 1, "p"))
        levels = {subject.options[0]: subject.level for subject in curriculum(*facts, skills=skills)}
        # What p itself builds on is held no better than p, nor than 0.5.
        assert (levels["p"], levels["r"]) == (level, min(level, 0.5))

    def test_how_well_where_none_is_stated(self) -> None:
        own = rp.GapWeights(unstated_proficiency=0.75)
        _, p, k = curriculum(needs("k"), skills=("r", takes("p", 1, "r"), takes("k", 1, "p")), gap_weights=own)
        assert (p.options, p.level, p.needs, k.level, k.prerequisites) == (("p",), 0.75, (), 1.0, frozenset({"p"}))


class TestCore:
    """The heaviest needs, until they come to the share of all that is asked."""

    # Weight times level: 1 x 0.5, 0.75, 0.5 x 0.5, 0.5 and 0.25 make 2.25.
    FACTS = (needs("a", 0.5), needs("b", 1.0, 0.75), needs("c", 0.5, 0.5), needs("d", 1.0, 0.5), needs("e", 1.0, 0.25))
    SKILLS = tuple(takes(name, 1) for name in "abcde")

    @pytest.mark.parametrize(
        ("share", "said"),
        [
            (0.0, "a | b d c e"),
            (0.2, "a | b d c e"),
            # 0.5 of 2.25 is 2/9.
            (0.23, "b a | d c e"),
            # 1.25 of 2.25 is 5/9.
            (0.55, "b a | d c e"),
            # c and d are as heavy as one another.
            (0.56, "b a d c | e"),
            (0.88, "b a d c | e"),
            (0.89, "b a d c e"),
            (1.0, "b a d c e"),
        ],
    )
    def test_share(self, share: float, said: str) -> None:
        skills = (takes("a", 3), takes("b", 1), takes("c", 6), takes("d", 3), takes("e", 4))
        assert order(curriculum(*self.FACTS, skills=skills, difficulty_model=core(share))) == said

    def test_the_border_is_within(self) -> None:
        facts = (needs("a"), needs("b", 1.0, 0.5), needs("c", 1.0, 0.25), needs("d", 1.0, 0.25))
        assert order(curriculum(*facts, skills=self.SKILLS, difficulty_model=core(0.5))) == "a | b c d"
        assert order(curriculum(*facts, skills=self.SKILLS, difficulty_model=core(0.75))) == "a b | c d"

    def test_everything_is_the_core_by_default(self) -> None:
        assert all(subject.is_core for subject in curriculum(*self.FACTS, skills=self.SKILLS))

    def test_it_comes_first_however_long_it_takes(self) -> None:
        skills = (takes("a", 100), takes("b", 1))
        assert order(curriculum(needs("a"), needs("b", 1.0, 0.5), skills=skills, difficulty_model=core(0.5))) == "a | b"

    def test_needs_that_several_skills_meet_are_as_heavy_as_all_of_them(self) -> None:
        # Three ways to meet a need of weight 1 weigh a third each, and together more than the 0.75 of d.
        facts = (*one_of("a", "b", "c"), needs("d", 1.0, 0.75))
        found = curriculum(*facts, skills=self.SKILLS, difficulty_model=core(0.5))
        assert [(subject.options, subject.is_core) for subject in found] == [(("a", "b", "c"), True), (("d",), False)]
        # By weight alone d would be the core.
        assert max(need.weight for need in needs_of(catalog(*facts, skills=self.SKILLS), "there")) == 0.75

    def test_one_need_of_several_counts_once_in_the_share(self) -> None:
        # a or b, of which only a is asked for by name: a weighs 0.5, is as heavy as 1, and makes half of all that is asked.
        facts = (needs("a", alternatives=("b",)), needs("c", 1.0, 0.5))
        assert order(curriculum(*facts, skills=self.SKILLS, difficulty_model=core(0.5))) == "a | c"
        assert order(curriculum(*facts, skills=self.SKILLS, difficulty_model=core(0.51))) == "a c"

    def test_what_it_builds_on_is_of_it_too(self) -> None:
        # k is the core; p, asked for lightly, and r, not asked for, come before it. q comes with j, which is not of the core.
        skills = ("r", takes("p", 9, "r"), takes("k", 9, "p"), takes("q", 1), takes("j", 1, "q"))
        facts = (needs("k"), needs("p", 1.0, 0.25), needs("j", 1.0, 0.5))
        assert order(curriculum(*facts, skills=skills, difficulty_model=core(0.5))) == "r p k | q j"

    def test_what_both_build_on_is_of_it(self) -> None:
        skills = (takes("p", 9), takes("k", 9, "p"), takes("j", 1, "p"))
        assert order(curriculum(needs("k"), needs("j", 1.0, 0.5), skills=skills, difficulty_model=core(0.5))) == "p k | j"

    def test_more_sources_make_a_need_heavier(self) -> None:
        facts = (needs("a"), needs("b", 1.0, 0.75), needs("b", 1.0, 0.75, source="two"))
        assert order(curriculum(*facts, skills=self.SKILLS, difficulty_model=core(0.0))) == "b | a"


class TestSubjects:
    """What a subject says of itself."""

    def test_one_skill(self) -> None:
        own = (skill("a", weeks=(2, 6)),)
        assert curriculum(needs("a", 0.75), skills=own) == (
            Subject(
                options=("a",),
                level=0.75,
                needs=("a",),
                prerequisites=frozenset(),
                effort=(2.0, 6.0),
                is_assumed=False,
                meets={"a": 0.75},
                lifts={"a": 0.75},
                is_core=True,
            ),
        )

    def test_an_effort_that_nobody_states(self) -> None:
        (found,) = curriculum(needs("a"), skills=("a",), difficulty_model=rp.DifficultyModel(unstated_effort_weeks=7.0))
        assert (found.effort, found.is_assumed) == ((7.0, 7.0), True)

    def test_several_that_will_do(self) -> None:
        facts = (*one_of("b", "a", level=0.5), needs("b", 0.75, 1.0, alternatives=("a",), source="two"))
        skills = (skill("p"), attrs.evolve(skill("a", weeks=(3, 9)), prerequisites=("p",)), attrs.evolve(skill("b", weeks=(2, 4))))
        p, found = curriculum(*facts, skills=skills)
        assert p.options == ("p",)
        # One subject for both needs, as well as the greater asks; it takes what the shorter takes, and builds on what either builds on.
        assert (found.options, found.level, sorted(found.needs)) == (("a", "b"), 0.75, ["a", "b"])
        assert (found.effort, found.is_assumed, found.prerequisites) == ((2.0, 4.0), False, frozenset({"p"}))

    def test_the_weeks_of_several_are_the_fewest_that_are_stated(self) -> None:
        (found,) = curriculum(*one_of("a", "b", "c"), skills=("a", skill("b", weeks=(30, 50)), skill("c", weeks=(20, 40))))
        assert (found.effort, found.is_assumed) == ((20.0, 40.0), False)
        (found,) = curriculum(*one_of("a", "b"), skills=("a", "b"))
        assert (found.effort, found.is_assumed) == ((12.0, 12.0), True)

    def test_what_it_brings_nearer(self) -> None:
        # a at 0.5 counts by half towards b, fully towards c, by a quarter towards p, which is to be learnt, and d, which is not.
        a = takes("a", 1, towards={"b": 0.5, "c": 1.0, "p": 0.25, "d": 0.25})
        skills = (a, takes("b", 1, "p"), takes("c", 1), takes("p", 1, towards={"b": 1.0, "c": 1.0}), "d")
        found = {subject.options: subject for subject in curriculum(needs("a", 0.5), needs("b"), needs("c", 0.25), skills=skills)}
        # A need is met no better than it is asked for.
        assert (found["a",].meets, found["a",].lifts) == ({"a": 0.5, "b": 0.25, "c": 0.25}, {"a": 0.5, "b": 0.25, "c": 0.5, "p": 0.125})
        # What nobody asks for counts towards nothing: whether it is learnt depends on who learns.
        assert (found["p",].meets, found["p",].lifts) == ({}, {})

    def test_what_several_bring_nearer(self) -> None:
        skills = (takes("a", 1, towards={"b": 0.5, "c": 1.0, "d": 1.0}), takes("b", 1, towards={"a": 0.25, "c": 0.5}), "c", "d")
        found, *_ = curriculum(*one_of("a", "b"), needs("c"), needs("d"), skills=skills)
        # Each of the two needs is met whichever is learnt; each skill is held as well as the other gives it at least.
        assert found.meets == {"a": 1.0, "b": 1.0, "c": 0.5}
        assert {name: level for name, level in found.lifts.items() if level} == {"a": 0.25, "b": 0.5, "c": 0.5}

    def test_options_go_by_label(self) -> None:
        skills = (attrs.evolve(skill("a"), label="Zoology"), "b", "c")
        (found,) = curriculum(*one_of("a", "c", "b"), skills=skills)
        assert found.options == ("b", "c", "a")

    def test_other_options_are_another_subject(self) -> None:
        # c is asked for alone and as one of two.
        found = curriculum(*one_of("b", "c"), needs("d", alternatives=("c",)), skills=(takes("b", 1), takes("c", 2), takes("d", 3)))
        assert [(subject.options, set(subject.needs)) for subject in found] == [(("b", "c"), {"b", "c"}), (("c", "d"), {"d"})]

    def test_a_prerequisite_that_is_asked_for_as_one_of_several_stands_alone(self) -> None:
        # k builds on p itself, though the role takes q for p.
        facts, skills = (needs("k"), *one_of("p", "q")), (takes("p", 1), takes("q", 1), takes("k", 1, "p"))
        found = curriculum(*facts, skills=skills)
        # p or q: 2 weeks over 1. k: 2 and 0.5 x 2 over 1, but p counts fully towards either of the two.
        assert [(subject.options, subject.level, bool(subject.needs)) for subject in found] == [
            (("p", "q"), 1.0, True),
            (("p",), 0.5, False),
            (("k",), 1.0, True),
        ]

    def test_a_prerequisite_of_which_nothing_need_be_held_is_no_subject(self) -> None:
        skills = (takes("k", 1, "p"), takes("p", 1))
        nothing = rp.GapWeights(unstated_proficiency=0.0)
        assert [subject.options for subject in curriculum(needs("k"), skills=skills, gap_weights=nothing)] == [("k",)]
        assert [subject.options for subject in curriculum(needs("k"), skills=skills)] == [("p",), ("k",)]


class TestSeveralThatWillDo:
    """What several skills that do for one another add is the least that any of them adds."""

    def test_the_least_credit(self) -> None:
        # a counts fully towards c, b by a quarter: 8 / 1.25 is 6.4 against 7 of c. By the full credit it would be 4, by none 8.
        facts = (*one_of("a", "b"), needs("c"))
        for credit, said in ((0.25, "a c"), (0.0, "c a")):
            skills = (takes("a", 4, towards={"c": 1.0}), takes("b", 4, towards={"c": credit}), takes("c", 3.5))
            assert order(curriculum(*facts, skills=skills)) == said

    def test_one_that_gives_none(self) -> None:
        skills = (takes("a", 4, towards={"c": 1.0}), takes("b", 4), takes("c", 3.5))
        assert order(curriculum(*one_of("a", "b"), needs("c"), skills=skills)) == "c a"

    def test_ties_of_those_that_share_their_first_go_by_the_others(self) -> None:
        # a or b, and a or c, weigh the same and take the same weeks, those of a.
        skills = (takes("a", 1), takes("b", 2), takes("c", 2))
        facts = (needs("c", alternatives=("a",)), needs("b", alternatives=("a",)))
        for listed in (facts, facts[::-1]):
            assert [subject.options for subject in curriculum(*listed, skills=skills)] == [("a", "b"), ("a", "c")]

    def test_towards_any_of_several(self) -> None:
        # a counts half towards d, which will do for c: 8 / 1.5 is 5.33 against 6; the need for c or d is one of weight 1.
        skills = (takes("a", 4, towards={"d": 0.5}), takes("c", 3), takes("d", 3))
        assert order(curriculum(needs("a"), *one_of("c", "d"), skills=skills)) == "a c"


# Against brute force ---------------------------------------------------------------------------------------------------


@st.composite
def small(
    draw: st.DrawFn, *, has_credit: bool = True, has_prerequisites: bool = True, has_alternatives: bool = True, is_stated: bool = False
) -> rp.Catalog:
    """Make a catalog of a few skills that a role asks for, in quarters, so that sums are exact."""
    names = NAMES[: draw(st.sampled_from((3, 4, 5, 6, 2, 1)))]
    quarters, few = st.sampled_from((1.0, 0.5, 0.25, 0.75, 1.0)), st.lists(st.sampled_from(names), max_size=2, unique=True)
    skills, facts = [], []
    for place, name in enumerate(names):
        weeks = draw(st.tuples(st.sampled_from((1, 0, 2, 7, 40)), st.integers(0, 8)))
        given_to = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3)) if has_credit else ()
        skills.append(
            attrs.evolve(
                skill(
                    name,
                    weeks=(weeks[0], sum(weeks)) if is_stated or draw(st.integers(0, 5)) else None,
                    towards={other: draw(quarters) for other in given_to if other != name},
                ),
                prerequisites=tuple(other for other in (draw(few) if has_prerequisites else ()) if other in names[:place]),
            )
        )
        others = draw(few) if has_alternatives and not draw(st.integers(0, 2)) else ()
        if draw(st.integers(0, 4)):
            facts.append(needs(name, draw(quarters), draw(quarters), alternatives=tuple(other for other in others if other != name)))
    model = rp.DifficultyModel(core_share=draw(st.integers(0, 4)) / 4, effort_factor=draw(st.sampled_from((1.0, 0.5, 2.0))))
    return catalog(*facts, skills=skills, difficulty_model=model)


def subjects_of(own: rp.Catalog) -> tuple[Subject, ...]:
    """Ask for the curriculum of the role there."""
    return curriculum_of(own, "there", None, own.gap_weights)


class TestAgainstBruteForce:
    """What the rule says, tried over every choice and every order."""

    @settings(deadline=None)
    @given(own=small(has_prerequisites=False))
    def test_the_core_is_the_smallest_set_that_suffices_and_leaves_out_nothing_heavier(self, own: rp.Catalog) -> None:
        asked = needs_of(own, "there")
        heavy = {need.skill: need.weight * (1 + len(need.alternatives)) for need in asked}
        parts = {need.skill: need.weight * need.level for need in asked}

        def is_fit(chosen: tuple[str, ...]) -> bool:
            lightest = min(heavy[name] for name in chosen)
            closed = all(name in chosen for name in heavy if heavy[name] >= lightest)
            return closed and fsum(parts[name] for name in chosen) >= own.difficulty_model.core_share * fsum(parts.values())

        sizes = range(1, len(asked) + 1)
        fit = (chosen for size in sizes for chosen in combinations(heavy, size) if is_fit(chosen))
        smallest = set(next(fit, ()))
        for subject in subjects_of(own):
            # Needs that the same skills meet are learnt as one, and one of the core makes all of it the core.
            assert subject.is_core is not smallest.isdisjoint(subject.needs)

    @settings(deadline=None)
    @given(own=small(has_credit=False, has_prerequisites=False, has_alternatives=False))
    def test_no_order_of_the_core_leaves_less_gap_over_the_weeks(self, own: rp.Catalog) -> None:
        """Smith's rule: weeks by what is still missing during them, added up, are the fewest."""
        found = [subject for subject in subjects_of(own) if subject.is_core]
        weight = {need.skill: need.weight for need in needs_of(own, "there")}

        def open_weeks(listed: tuple[Subject, ...]) -> float:
            spent = total = 0.0
            for subject in listed:
                spent += subject.level * sum(subject.effort)
                total += spent * weight[subject.options[0]] * subject.level
            return total

        assert open_weeks(tuple(found)) == pytest.approx(min(map(open_weeks, permutations(found))))

    @settings(deadline=None)
    @given(own=small())
    def test_each_once_with_prerequisites_first_and_the_core_first(self, own: rp.Catalog) -> None:
        found = subjects_of(own)
        assert len({frozenset(subject.options) for subject in found}) == len(found)
        for place, subject in enumerate(found):
            assert {(name,) for name in subject.prerequisites} <= {earlier.options for earlier in found[:place]}
        assert [subject.is_core for subject in found] == sorted((subject.is_core for subject in found), reverse=True)
        assert sorted(name for subject in found for name in subject.needs) == sorted(need.skill for need in needs_of(own, "there"))

    @settings(deadline=None)
    @given(own=small(has_alternatives=False))
    def test_whatever_comes_earlier_closes_more_per_week_or_is_needed_for_what_does(self, own: rp.Catalog) -> None:
        """No two subjects stand the wrong way round, unless the later is itself moved forward for what builds on it."""
        found = {subject.options[0]: subject for subject in subjects_of(own)}
        asked = needs_of(own, "there")
        awaited = {name for subject in found.values() for name in subject.prerequisites}

        def below(name: str) -> set[str]:
            return {name}.union(*map(below, found[name].prerequisites))

        def weeks(name: str) -> float:
            return fsum(found[one].level * sum(found[one].effort) for one in below(name) if one == name or not found[one].needs)

        def closes(name: str) -> float:
            credit = {name: 1.0, **{related.skill: related.credit for related in own.skill(name).related}}
            return fsum(need.weight * min(need.level, found[name].level * credit.get(need.skill, 0.0)) for need in asked)

        cost = {name: weeks(name) / closes(name) for name in found if found[name].needs}
        for earlier, later in combinations(found, 2):
            if later in cost.keys() - awaited and found[earlier].is_core is found[later].is_core:
                above = [name for name in cost if earlier in below(name) and found[name].is_core is found[later].is_core]
                assert min(cost[name] for name in above) <= cost[later] + 1e-9

    @settings(deadline=None)
    @given(own=small(), data=st.data())
    def test_the_order_of_facts_and_skills_changes_nothing(self, own: rp.Catalog, data: st.DataObject) -> None:
        facts, skills = (tuple(data.draw(st.permutations(getattr(own, name)))) for name in ("requirements", "skills"))
        before, after = (
            [attrs.evolve(subject, needs=tuple(sorted(subject.needs))) for subject in subjects_of(made)]
            for made in (own, attrs.evolve(own, requirements=facts, skills=skills))
        )
        assert after == before

    @settings(deadline=None)
    @given(own=small(has_alternatives=False))
    def test_ids_change_nothing_but_ids(self, own: rp.Catalog) -> None:
        names = {name: f"{'zyxwvu'[place]}-{name}" for place, name in enumerate(NAMES)}

        def other(made: rp.Skill) -> rp.Skill:
            return attrs.evolve(
                made,
                id=names[made.id],
                related=tuple(attrs.evolve(related, skill=names[related.skill]) for related in made.related),
                prerequisites=tuple(names[name] for name in made.prerequisites),
            )

        facts = tuple(attrs.evolve(fact, skill=names[fact.skill]) for fact in own.requirements)
        renamed = attrs.evolve(own, skills=tuple(map(other, own.skills)), requirements=facts)
        assert [subject.options for subject in subjects_of(renamed)] == [(names[subject.options[0]],) for subject in subjects_of(own)]
        assert [(subject.level, subject.effort, subject.is_core) for subject in subjects_of(renamed)] == [
            (subject.level, subject.effort, subject.is_core) for subject in subjects_of(own)
        ]
