from __future__ import annotations

from math import inf

import rolepath as rp
from rolepath.analysis.effort import Effort, effort_of
from rolepath.analysis.gap import skill_gap

from .tiny import asks, catalog, holds, skill


def effort(own: rp.Catalog, person: rp.Profile | None = None) -> Effort:
    """Work out the effort of a person, who holds nothing where none is given."""
    return effort_of(own, skill_gap(person or holds(), "there", catalog=own))


class TestOneSkill:
    """Effort from nothing to expert, times the shortfall."""

    def test_weeks(self) -> None:
        own = catalog(asks("there", "sql", 0.75), skills=(skill("sql", weeks=(8, 24)),))
        # Short by 0.5 of 8 to 24 weeks.
        assert effort(own, holds(sql=0.25)) == Effort(
            weeks=8.0,
            weeks_minimum=4.0,
            weeks_maximum=12.0,
            lower=4.0,
            upper=12.0,
            unknown=(),
            parts=(("sql", 8.0),),
            weeks_of={"sql": (4.0, 12.0)},
        )

    def test_bounds_follow_the_bounds_of_the_shortfall(self) -> None:
        own = catalog(asks("there", "sql"), skills=(skill("sql", weeks=(8, 24)),))
        # Asked at 0.5 as assumed, held at 0.25; it may be asked at 0 or at 1.
        found = effort(own, holds(sql=0.25))
        assert (found.weeks, found.weeks_minimum, found.weeks_maximum) == (4.0, 2.0, 6.0)
        assert (found.lower, found.upper) == (0.0, 18.0)

    def test_nothing_missing(self) -> None:
        own = catalog(asks("there", "sql", 0.75), skills=(skill("sql", weeks=(8, 24)),))
        nothing = effort(own, holds(sql=1.0))
        assert (nothing.weeks, nothing.weeks_minimum, nothing.weeks_maximum, nothing.lower, nothing.upper) == (0.0, 0.0, 0.0, 0.0, 0.0)
        assert (nothing.unknown, nothing.parts, nothing.weeks_of) == ((), (), {"sql": (0.0, 0.0)})

    def test_the_factor_on_effort(self) -> None:
        own = catalog(
            asks("there", "sql", 0.5), asks("there", "ops", 1.0), skills=(skill("sql", weeks=(8, 24)), "ops"),
            difficulty_model=rp.DifficultyModel(effort_factor=0.5),
        )  # fmt: skip
        # Half of 4 to 12 weeks, and half of the 12 that stand in.
        found = effort(own)
        assert (found.weeks_of, found.weeks) == ({"sql": (2.0, 6.0), "ops": (6.0, 6.0)}, 10.0)

    def test_unknown_effort(self) -> None:
        own = catalog(asks("there", "sql", 0.5), asks("there", "ops", 0.5), skills=("sql", skill("ops", weeks=(4, 8))))
        # sql counts with the 12 weeks that the model assumes, and may take any time: 12 x 0.5, and 6 x 0.25 of ops.
        found = effort(own, holds(ops=0.25))
        assert (found.unknown, found.weeks, found.weeks_minimum, found.weeks_maximum) == (("sql",), 7.5, 7.0, 8.0)
        assert (found.lower, found.upper) == (0.0, inf)
        assert found.parts == (("sql", 6.0), ("ops", 1.5))

    def test_the_weeks_that_stand_in(self) -> None:
        model = rp.DifficultyModel(unstated_effort_weeks=30.0)
        assert effort(catalog(asks("there", "sql", 0.5), skills=("sql",), difficulty_model=model)).weeks == 15.0

    def test_unknown_effort_of_what_may_fall_short(self) -> None:
        own = catalog(asks("there", "sql"), skills=("sql",))
        met = effort(own, holds(sql=0.5))  # met as assumed, perhaps not in fact
        assert (met.unknown, met.weeks, met.lower, met.upper) == (("sql",), 0.0, 0.0, inf)
        held = effort(own, holds(sql=1.0))
        assert (held.unknown, held.weeks, held.lower, held.upper) == (("sql",), 0.0, 0.0, 0.0)

    def test_one_of_several_alternatives_is_learnt(self) -> None:
        own = catalog(
            asks("there", "torch", 1.0, alternatives=("flow", "jax")),
            asks("there", "torch", 1.0, alternatives=("flow",), source="two"),
            skills=(skill("torch", weeks=(8, 24)), "flow", "jax"),
        )
        assert effort(own).weeks == 8.0  # half of 16: both sources accept one other

    def test_skills_that_are_not_related_add_up(self) -> None:
        own = catalog(
            asks("there", "a", 1.0), asks("there", "b", 1.0), asks("there", "c", 1.0),
            skills=(skill("a", weeks=(1, 3)), skill("b", weeks=(2, 6)), skill("c", weeks=(2, 6))),
        )  # fmt: skip
        assert effort(own).weeks == 10.0
        assert effort(own).parts == (("b", 4.0), ("c", 4.0), ("a", 2.0))


# whole (40 to 100 weeks)
#   layer, not asked for
#     deep (10 to 30)
#   side (2 to 6)
FAMILY = (
    skill("whole", weeks=(40, 100)),
    skill("layer", broader="whole", weeks=(1000, 1000)),
    skill("deep", broader="layer", weeks=(10, 30)),
    skill("side", broader="whole", weeks=(2, 6)),
    skill("alone", weeks=(1, 1)),
)


class TestFamilies:
    """Work for a skill and for its parts is counted once: the larger of the skill's own work and the sum of its parts."""

    def test_the_parts_are_more(self) -> None:
        facts = (asks("there", "whole", 0.25), asks("there", "deep", 1.0), asks("there", "side", 0.5))
        found = effort(catalog(*facts, skills=FAMILY))
        # Middle: 70 x 0.25 = 17.5 against 20 + 4 x 0.5 = 22. Least: 10 against 10 + 1 = 11. Most: 25 against 30 + 3 = 33.
        assert (found.weeks, found.weeks_minimum, found.weeks_maximum) == (22.0, 11.0, 33.0)
        assert found.parts == (("whole", 22.0),)

    def test_the_whole_is_more(self) -> None:
        facts = (asks("there", "side", 0.5), asks("there", "whole", 0.25), asks("there", "alone", 1.0))
        found = effort(catalog(*facts, skills=FAMILY))
        # 17.5 against 2, and 1 week beside them.
        assert (found.weeks, found.weeks_minimum, found.weeks_maximum) == (18.5, 11.0, 26.0)
        assert found.parts == (("whole", 17.5), ("alone", 1.0))

    def test_three_generations(self) -> None:
        facts = (asks("there", "whole", 1.0), asks("there", "layer", 0.125), asks("there", "deep", 1.0), asks("there", "side", 0.5))
        # layer: 125 against 20 of deep; whole: 70 against 125 + 2.
        assert effort(catalog(*facts, skills=FAMILY)).parts == (("whole", 127.0),)

    def test_parts_without_the_whole(self) -> None:
        facts = (asks("there", "deep", 1.0), asks("there", "side", 0.5))
        assert effort(catalog(*facts, skills=FAMILY)).parts == (("deep", 20.0), ("side", 2.0))

    def test_a_whole_of_unknown_effort(self) -> None:
        facts = (asks("there", "whole", 1.0), asks("there", "side", 1.0))
        found = effort(catalog(*facts, skills=(skill("whole"), skill("side", broader="whole", weeks=(2, 6)))))
        # The 12 weeks that stand in for the whole, against 4.
        assert (found.parts, found.unknown) == ((("whole", 12.0),), ("whole",))
