"""Small questions on which a law failed once, each worked out by hand; the laws try them first."""

from __future__ import annotations

from itertools import permutations

import attrs

import rolepath as rp

from .strategies import IMPORTANCE, LEVELS, PROFICIENCY, Question


def skill(
    name: str, weeks: tuple[float, float] | None = None, towards: str | None = None, credit: float = 1.0, after: tuple[str, ...] = ()
) -> rp.Skill:
    """Make a skill that may count towards another, and may build on others."""
    return rp.Skill(
        id=name,
        label=name,
        kind="tool",
        related=(rp.RelatedSkill(skill=towards, credit=credit, reason="For tests."),) if towards else (),
        prerequisites=after,
        effort_weeks_minimum=weeks and weeks[0],
        effort_weeks_maximum=weeks and weeks[1],
    )


def asks(
    role: str, name: str, proficiency: float | None = 1.0, importance: float | None = None, *, source: str = "one", level: str | None = None
) -> rp.SkillRequirement:
    """Make a requirement."""
    return rp.SkillRequirement(
        role=role,
        skill=name,
        basis="core-skill",
        citation=rp.Citation(source=source, section="A section", line=1),
        proficiency=None if proficiency is None else rp.Rating(scale="proficiency", value=proficiency),
        importance=None if importance is None else rp.Rating(scale="importance", value=importance),
        level=level,
    )


def holds(**skills: float | None) -> rp.Profile:
    """Make a person; None stands for a proficiency that is not said."""
    ratings = {name: None if value is None else rp.Rating(scale="proficiency", value=value) for name, value in skills.items()}
    return rp.Profile(skills=tuple(rp.HeldSkill(skill=name, proficiency=rating) for name, rating in ratings.items()))


def question(
    *facts: rp.SkillRequirement,
    skills: tuple[rp.Skill, ...],
    origin: str | rp.Profile = "here",
    levels: tuple[str | None, str | None] = (None, None),
    model: rp.DifficultyModel | None = None,
    weights: rp.DifficultyWeights | None = None,
) -> Question:
    """Ask how to get from here to there."""
    catalog = rp.Catalog(
        sources=tuple(rp.Source(id=name, title=name) for name in ("one", "two")),
        scales=(PROFICIENCY, IMPORTANCE),
        skills=skills,
        roles=tuple(rp.Role(id=name, label=name) for name in ("here", "there")),
        standard_levels=LEVELS,
        requirements=facts,
        difficulty_model=model or rp.DifficultyModel(),
    )
    return Question(catalog=catalog, origin=origin, target="there", level=levels[0], target_level=levels[1], weights=weights)


def asking_more(before: Question, *facts: rp.SkillRequirement) -> Question:
    """Return the question to a catalog with other facts."""
    return before.put_to(attrs.evolve(before.catalog, requirements=facts))


#: Nothing of three needs is held. 2 x 6/7 over 2.75 x 6/7 and 0.75 x 6/7 over 2.75 x 6/7 add up to the float after 1.
MORE_THAN_EVERYTHING = question(
    asks("there", "a", 6 / 7, 1.0),
    asks("there", "a", 6 / 7, 1.0, source="two"),
    asks("there", "b", 6 / 7, 0.75),
    skills=(skill("a"), skill("b")),
    origin=holds(),
)
#: Three factors of value 1, whose contributions 1 / 2.05, 0.4 / 2.05 and 0.65 / 2.05 add up to the float after 1.
HARDEST_MOVE = question(
    asks("there", "a"),
    skills=(skill("a", (100.0, 100.0)),),
    origin=holds(),
    levels=("entry", "senior"),
    model=rp.DifficultyModel(
        weights=rp.DifficultyWeights(shortfall=1.0, effort=0.4, step=0.65), effort_scale_weeks=1.0, full_step_rungs=1.0
    ),
)
#: A role that nobody speaks of shares nothing with itself, yet is the same role.
SILENT_ROLE = question(asks("here", "a"), skills=(skill("a"),), origin="there")

_BIG = (skill("big", (500.0, 500.0)), skill("easy", (1.0, 1.0)), skill("odd"))
#: Once the skill of unknown effort was held, the effort of the other one came into the score: 0.5 became 0.6.
LEARNING_WHAT_HAS_NO_EFFORT = (
    question(asks("there", "big"), asks("there", "odd"), skills=_BIG, origin=holds(odd=0.5), levels=("entry", "entry")),
    holds(odd=1.0),
)
_EASY = question(asks("there", "big"), asks("there", "easy"), skills=_BIG, origin=holds(easy=1.0), levels=("entry", "entry"))
#: Asking for a skill of unknown effort took the effort of the other one out of the score: 0.6 became 0.4.
ASKING_WHAT_HAS_NO_EFFORT = (_EASY, asking_more(_EASY, *_EASY.catalog.requirements, asks("there", "odd", 0.5)))

_DISTANT = rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.25, effort=0.0, step=0.0, distance=0.75))
_LOW = question(
    asks("here", "a", 0.5), asks("there", "a", 0.25), asks("there", "a", 1.0, source="two"), skills=(skill("a"),), model=_DISTANT
)
#: Of two sources the lower one asks more: the gap stays 0.5, the distance falls from 0.5 to 0.
ASKING_MORE_MAKES_ALIKE = (
    _LOW,
    asking_more(_LOW, asks("here", "a", 0.5), asks("there", "a", 0.5), asks("there", "a", 1.0, source="two")),
)
_FAR = question(asks("here", "a"), asks("there", "b"), skills=(skill("a"), skill("b"), skill("c", towards="a")), model=_DISTANT)
#: One more skill is asked for, which counts towards what the origin holds: the gap stays 1, the distance falls from 1.
ASKING_FOR_A_RELATIVE = (_FAR, asking_more(_FAR, *_FAR.catalog.requirements, asks("there", "c")))

#: The upper bound was added up in the order of the facts and differed in its last bit.
LAST_BIT = question(
    asks("there", "a", 1.0, 0.2),
    asks("there", "b", 0.75, 0.2),
    asks("there", "c", 4 / 7, 0.8),
    skills=(skill("a"), skill("b"), skill("c")),
    origin=holds(a=0.25),
)
#: Two skills give the same credit, one of stated and one of assumed proficiency; the first one said whether the level is stated.
EQUAL_CREDITS = question(
    asks("here", "a", 1.0),
    asks("here", "b", None),
    asks("here", "c", 0.25),
    asks("there", "c"),
    skills=(skill("a", towards="c", credit=0.5), skill("b", towards="c"), skill("c")),
)

#: What is asked is met as far as is assumed, and may not be as far as is known; the effort of the rest was left out of the bound.
MET_BY_ASSUMPTION = question(asks("there", "a", None), skills=(skill("a", (10.0, 20.0)),), origin=holds(a=0.5), levels=("entry", "entry"))
#: The need is stated and falls short; once it is hidden it is met as far as is assumed.
MET_ONCE_HIDDEN = question(asks("there", "a", 0.75), skills=(skill("a"),), origin=holds(a=0.5), levels=("entry", "entry"))
#: Three rungs up; without one of the levels, as many as there are.
RUNGS_UP = question(asks("here", "a"), asks("there", "a"), skills=(skill("a", (1.0, 1.0)),), levels=("entry", "staff"))
#: What is asked at every level is held; what is asked at staff level is not.
ASKED_AT_ONE_LEVEL = question(
    asks("there", "a"), asks("there", "b", level="staff"), skills=(skill("a"), skill("b")), origin=holds(a=1.0), levels=("senior", "senior")
)
#: The only factor that counts is the step, and no level is named.
NO_KNOWN_FACTOR = question(
    asks("here", "a"),
    asks("there", "b"),
    skills=(skill("a"), skill("b")),
    weights=rp.DifficultyWeights(shortfall=0.0, effort=0.0, step=1.0),
)

#: Three facts ask one skill at three levels, the highest in the middle; whoever takes the first or the last one asks less.
THREE_LEVELS = question(
    asks("there", "a", 0.5),
    asks("there", "a", 1.0, source="two"),
    asks("there", "a", 0.75, level="senior"),
    skills=(skill("a", (10.0, 20.0)),),
    origin=holds(a=0.5),
    levels=("senior", "senior"),
)
#: The same facts in the other orders that bring another fact to either end.
THREE_LEVELS_REORDERED = tuple(asking_more(THREE_LEVELS, *order) for order in permutations(THREE_LEVELS.catalog.requirements))
#: Someone in the role holds the least that is asked of it, and the role asks the most; to itself nothing is missing.
ASKS_MORE_THAN_IT_GRANTS = question(
    asks("there", "a", 0.25), asks("there", "a", 1.0, source="two"), skills=(skill("a", (10.0, 20.0)),), origin="there"
)
#: 0.4 x 0.25 and 0.2 x 0.25 over 0.2 add up to 0.75; their sum over 0.2 is the float after it.
NO_RATIO = question(
    asks("there", "a", 0.25, 0.4), asks("there", "b", 0.5, 0.2), skills=(skill("a"), skill("b")), origin=holds(a=0.0, b=0.25)
)
#: Three factors, 0.5, 1 - 1/e and 0.25, of equal weight, whose contributions add up to another float from left to right than exactly.
NO_PLAIN_SUM = question(
    asks("there", "a"),
    asks("there", "b"),
    skills=(skill("a", (1.0, 1.0)), skill("b", (1.0, 1.0))),
    origin=holds(a=1.0),
    levels=("entry", "senior"),
    model=rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.2, effort=0.2, step=0.2), effort_scale_weeks=1.0),
)

#: The first counts towards the second, which is held less well, and the second towards the third; the third gets 0.25, not 0.5.
CHAIN_OF_CREDIT = question(
    asks("there", "c"),
    skills=(skill("a", towards="b", credit=0.5), skill("b", towards="c"), skill("c")),
    origin=holds(a=1.0, b=0.25),
)
#: Each of three counts towards the next, in a ring; whoever credits credit raises all to 1.
RING_OF_CREDIT = question(
    asks("there", "a"),
    asks("there", "b"),
    asks("there", "c"),
    skills=(skill("a", towards="b"), skill("b", towards="c"), skill("c", towards="a")),
    origin=holds(a=1.0, b=0.25, c=0.5),
)
#: A skill that is held gets credit too: it is met by the better of the two.
CREDIT_FOR_WHAT_IS_HELD = (
    question(asks("there", "b"), skills=(skill("a", towards="b", credit=0.5), skill("b")), origin=holds(a=1.0)),
    holds(a=1.0, b=0.25),
)
#: Nothing is held, and then one skill that counts towards what is asked; credit is not shared among those who give it.
ONE_MORE_TO_GIVE_CREDIT = (
    question(
        asks("there", "c"),
        skills=(skill("a", towards="c", credit=0.5), skill("b", towards="c", credit=0.4), skill("c")),
        origin=holds(a=1.0),
    ),
    holds(a=1.0, b=1.0),
)

#: One source states the level and the other does not; what the other asks may be anything.
ONE_OF_TWO_STATED = question(asks("there", "a", 0.25), asks("there", "a", 0.75, source="two"), skills=(skill("a"),), origin=holds(a=0.5))

#: From here to there takes 1 to 2 weeks, and back 10 to 20: the way there and back takes no less than 20.
THERE_AND_BACK = question(
    asks("here", "a"),
    asks("there", "b"),
    skills=(skill("a", (10.0, 20.0)), skill("b", (1.0, 2.0))),
    levels=("entry", "entry"),
)
#: The same with a third step, there again.
THERE_AND_BACK_AGAIN = rp.TransitionPath.through("here", "there", "here", "there")

_STEPS = (skill("a", (10.0, 10.0), towards="b", credit=0.5), skill("b", (1.0, 1.0), towards="c", credit=0.5))
#: Who holds nothing learns the second skill, half of which counts towards the third. Who holds the first has the second by credit, and need
#: not learn it; were it for that of no use for the third, they would take 100 weeks, more than 0.5 + 75.
MET_BY_CREDIT = (
    question(asks("there", "b", 0.5), asks("there", "c"), skills=(*_STEPS, skill("c", (100.0, 100.0))), origin=holds()),
    holds(a=1.0),
)
#: The same where the second is a prerequisite that nobody asks for.
PREREQUISITE_MET_BY_CREDIT = (
    question(asks("there", "c"), skills=(*_STEPS, skill("c", (100.0, 100.0), after=("b",))), origin=holds()),
    holds(a=1.0),
)
