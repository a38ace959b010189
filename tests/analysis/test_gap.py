from __future__ import annotations

import pickle

import attrs
import pytest

import rolepath as rp

from .tiny import asks, at, catalog, holds, rated, skill

# sql:    two sources ask, 0.5 and 1.0, importance 1.0: need 1.0, weight 2 x 1 = 2.
# python: a tool, no level and no importance: need 0.5 assumed, weight 0.5 x 0.5 = 0.25.
# ops:    a responsibility called optional, importance 0.5: need 0.75, weight 0.5 x 0.75 x 0.5 = 0.1875.
# All are exact in binary, so the results are compared exactly.
FACTS = (
    asks("there", "ops", 0.75, 0.5, basis="responsibility", is_essential=False, line=4),
    asks("there", "sql", 0.5, 1.0, line=5, printed="good SQL"),
    asks("there", "sql", 1.0, source="two", line=6, printed="deep SQL"),
    asks("there", "python", basis="tool", line=7),
)
SKILLS = ("sql", "python", "ops")
OWN = catalog(*FACTS, asks("here", "sql", 0.5, line=8), skills=SKILLS)


class TestByHand:
    """A gap of three skills, worked out by hand."""

    def test_score(self) -> None:
        # A person with sql at 0.5. Shortfalls: sql 0.5, python 0.5, ops 0.75.
        # Short: 2 x 0.5 + 0.25 x 0.5 + 0.1875 x 0.75 = 1.265625. Asked: 2 + 0.125 + 0.140625 = 2.265625. Their ratio is 81/145.
        gap = rp.skill_gap(holds(sql=0.5), "there", catalog=OWN)
        assert gap.score == pytest.approx(81 / 145, abs=1e-15)
        assert [(item.skill, item.need, item.held, item.shortfall, item.weight) for item in gap.items] == [
            ("sql", 1.0, 0.5, 0.5, 2.0),
            ("ops", 0.75, 0.0, 0.75, 0.1875),
            ("python", 0.5, 0.0, 0.5, 0.25),
        ]
        assert [item.contribution for item in gap.items] == [1 / 2.265625, 0.140625 / 2.265625, 0.125 / 2.265625]
        assert gap.missing == gap.items

    def test_lower(self) -> None:
        # sql may be asked at 0.5, which is held; python at 0. ops stays: 0.140625 of 2 x 0.5 + 0 + 0.140625 is 9/73.
        assert rp.skill_gap(holds(sql=0.5), "there", catalog=OWN).lower == 0.140625 / 1.140625

    def test_upper(self) -> None:
        # sql asked at 1: 1 short of 2. python at 1: 0.25 of 0.25. ops 0.140625 of 0.140625. Together 1.390625 of 2.390625, 89/153.
        assert rp.skill_gap(holds(sql=0.5), "there", catalog=OWN).upper == 1.390625 / 2.390625

    def test_evidence_share(self) -> None:
        # Of the weight 2.4375, python's 0.25 rests on an assumption.
        gap = rp.skill_gap(holds(sql=0.5), "there", catalog=OWN)
        assert gap.evidence_share == 2.1875 / 2.4375
        assert [(item.skill, item.is_need_stated, item.is_held_stated) for item in gap.items] == [
            ("sql", True, True),
            ("ops", True, True),
            ("python", False, True),
        ]

    def test_bounds_of_the_shortfalls(self) -> None:
        gap = rp.skill_gap(holds(sql=0.5, python=None), "there", catalog=OWN)
        assert {item.skill: (item.shortfall_lower, item.shortfall, item.shortfall_upper) for item in gap.items} == {
            "sql": (0.0, 0.5, 0.5),
            "python": (0.0, 0.0, 1.0),
            "ops": (0.75, 0.75, 0.75),
        }
        assert [item.skill for item in gap.missing] == ["sql", "ops"]

    def test_from_a_role(self) -> None:
        # The role is silent on python and ops: nothing as far as is said, anything as far as can be.
        gap = rp.skill_gap("here", "there", catalog=OWN)
        assert (gap.score, gap.lower, gap.upper) == (pytest.approx(81 / 145, abs=1e-15), 0.0, 1.390625 / 2.390625)
        assert gap.evidence_share == 2.0 / 2.4375
        assert [item.is_held_stated for item in gap.items] == [True, False, False]

    def test_what_the_items_cite(self) -> None:
        items = {item.skill: item for item in rp.skill_gap("here", "there", catalog=OWN).items}
        assert items["sql"].requirements == (FACTS[1], FACTS[2])
        assert items["sql"].held_requirements == (asks("here", "sql", 0.5, line=8),)
        assert items["sql"].sources == ("one", "two")
        assert items["sql"].label == "SQL"
        assert items["ops"].held_requirements == ()
        assert rp.skill_gap(holds(sql=0.5), "there", catalog=OWN).items[0].held_requirements == ()

    def test_names(self) -> None:
        gap = rp.skill_gap("Role HERE", "role-there", catalog=OWN)
        assert (gap.origin, gap.origin_label, gap.target, gap.target_label) == ("here", "Role here", "there", "Role there")
        assert repr(gap) == "SkillGap(here -> there: 0.56 (0.00-0.58), 3 of 3 skills short)"
        person = rp.skill_gap(holds(sql=1.0), "there", catalog=OWN)
        assert (person.origin, person.origin_label) == (None, "this person")
        assert repr(person).startswith("SkillGap(profile -> there: ")

    def test_nothing_held_and_everything_held(self) -> None:
        everything = rp.skill_gap(holds(sql=1.0, python=1.0, ops=1.0), "there", catalog=OWN)
        assert (everything.score, everything.lower, everything.upper, everything.missing) == (0.0, 0.0, 0.0, ())
        assert rp.skill_gap(holds(), "there", catalog=OWN).score == 1.0

    def test_the_same_question_is_answered_once(self) -> None:
        gap = rp.skill_gap("here", "there", catalog=OWN)
        assert rp.skill_gap("Role here", "there", catalog=OWN) is gap
        assert rp.skill_gap("here", "there", weights=rp.GapWeights(tool=1.0), catalog=OWN) is not gap
        assert pickle.loads(pickle.dumps(gap)) == gap


class TestWeightsAndLevels:
    """What the caller may change."""

    def test_weights(self) -> None:
        # python: need 1.0, weight 1.0. Short: 1 + 1 + 0.140625 of 2 + 1 + 0.140625.
        weights = rp.GapWeights(unstated_proficiency=1.0, unstated_importance=1.0, tool=1.0)
        assert rp.skill_gap(holds(sql=0.5), "there", weights=weights, catalog=OWN).score == pytest.approx(2.140625 / 3.140625, abs=1e-15)

    def test_level(self) -> None:
        own = catalog(asks("there", "sql", 1.0), asks("there", "ops", 1.0, level="staff"), skills=SKILLS)
        assert rp.skill_gap(holds(sql=1.0), "there", catalog=own).score == 0.5
        at_staff = rp.skill_gap(holds(sql=1.0), "there", level="Staff", catalog=own)
        assert (at_staff.score, at_staff.level) == (0.5, "staff")
        at_entry = rp.skill_gap(holds(sql=1.0), "there", level=own.level("entry"), catalog=own)
        assert (at_entry.score, at_entry.level) == (0.0, "entry")

    def test_a_level_at_which_nothing_is_asked(self) -> None:
        own = catalog(asks("there", "ops", 1.0, level="staff"), skills=SKILLS)
        gap = rp.skill_gap(holds(sql=1.0), "there", level="entry", catalog=own)
        assert (gap.score, gap.items, gap.evidence_share) == (None, (), 0.0)
        assert gap.reason == "no source says what skills the role Role there asks for"


class TestAlternatives:
    """Any one of several skills will do."""

    OWN = catalog(asks("there", "torch", 1.0, 1.0, alternatives=("flow", "jax")), skills=("torch", "flow", skill("jax"), "other"))

    def test_the_best_counts(self) -> None:
        (item,) = rp.skill_gap(holds(torch=0.25, flow=0.75, jax=0.5), "there", catalog=self.OWN).items
        assert (item.held, item.shortfall, item.credited_from) == (0.75, 0.25, "flow")
        assert (item.shortfall_lower, item.shortfall_upper, item.is_held_stated) == (0.25, 0.25, True)
        assert item.weight == 1 / 3

    def test_the_skill_itself_counts_where_it_is_held_best(self) -> None:
        (item,) = rp.skill_gap(holds(torch=0.75, flow=0.75), "there", catalog=self.OWN).items
        assert (item.held, item.credited_from) == (0.75, None)

    def test_an_unstated_alternative_widens_the_bounds(self) -> None:
        (item,) = rp.skill_gap(holds(torch=0.75, flow=None), "there", catalog=self.OWN).items
        assert (item.held, item.shortfall_lower, item.shortfall_upper) == (0.75, 0.0, 0.25)
        assert not item.is_held_stated

    def test_a_silent_origin_may_hold_any(self) -> None:
        own = self.OWN.with_facts(asks("here", "other", 1.0))
        (item,) = rp.skill_gap("here", "there", catalog=own).items
        assert (item.held, item.shortfall, item.shortfall_lower, item.shortfall_upper) == (0.0, 1.0, 0.0, 1.0)


class TestIdentityAndSilence:
    """The same role on both sides, and roles of which nothing is known."""

    def test_the_same_role(self) -> None:
        gap = rp.skill_gap("there", "there", catalog=OWN)
        assert (gap.score, gap.lower, gap.upper, gap.reason) == (0.0, 0.0, 0.0, None)
        assert {item.held for item in gap.items} == {1.0, 0.5, 0.75}
        for item in gap.items:
            assert (item.shortfall, item.shortfall_lower, item.shortfall_upper, item.contribution) == (0.0, 0.0, 0.0, 0.0)
        assert str(gap.explain()) == "gap from Role there to Role there = 0 (sum)"

    def test_a_silent_role_and_itself(self) -> None:
        gap = rp.skill_gap("here", "here", catalog=catalog())
        assert (gap.score, gap.lower, gap.upper, gap.reason, gap.items) == (0.0, 0.0, 0.0, None, ())

    @pytest.mark.parametrize(
        ("own", "reason"),
        [
            (catalog(asks("here", "sql"), skills=SKILLS), "no source says what skills the role Role there asks for"),
            (catalog(asks("there", "sql"), skills=SKILLS), "no source says what skills the role Role here has"),
        ],
    )
    def test_a_silent_role_and_another(self, own: rp.Catalog, reason: str) -> None:
        gap = rp.skill_gap("here", "there", catalog=own)
        assert (gap.score, gap.lower, gap.upper, gap.reason) == (None, None, None, reason)
        assert repr(gap) == f"SkillGap(here -> there: None, {len(gap.items)} of {len(gap.items)} skills short)"
        assert str(gap.explain()) == f"gap from Role here to Role there: {reason}"

    def test_needs_of_nothing(self) -> None:
        gap = rp.skill_gap(holds(), "there", catalog=catalog(asks("there", "sql", 0.0), skills=SKILLS))
        assert (gap.score, gap.lower, gap.upper, gap.evidence_share) == (0.0, 0.0, 0.0, 1.0)


class TestExplanation:
    """The answer unfolds to the cited facts."""

    def test_tree(self) -> None:
        own = catalog(
            asks("there", "sql", 1.0, 1.0, line=5, printed="deep SQL"),
            asks("there", "python", basis="tool", line=7, assumed=("role",)),
            asks("here", "etl", 0.5, line=8, printed="ETL"),
            skills=(skill("etl", towards={"sql": 0.5}), "sql", "python"),
        )
        # sql: 0.75 of weight 1; python: 0.5 of weight 0.25. Asked: 1 + 0.125.
        gap = rp.skill_gap("here", "there", catalog=own)
        told = gap.explain()
        assert str(told) == (
            "gap from Role here to Role there = 0.7778 (sum)\n"
            "  SQL adds = 0.6667 (product)\n"
            "    weighted shortfall of SQL = 0.75 (product)\n"
            "      weight of SQL = 1 (product)\n"
            "        sources that ask = 1 (sum)\n"
            "          asked for by one = 1 <one, line 5>\n"
            "        importance stated = 1 (maximum)\n"
            "          importance by one = 1 <one, line 5>\n"
            "        strongest ground, core-skill = 1 (maximum)\n"
            "          core-skill = 1 [gap.core_skill]\n"
            "      shortfall = 0.75 (shortfall)\n"
            "        SQL is asked for at = 1 (maximum)\n"
            "          deep SQL (core-skill) = 1 <one, line 5>\n"
            "        SQL is held at, credited from etl = 0.25 (product) [assumed]\n"
            "          etl is held at = 0.5 (minimum)\n"
            "            ETL (core-skill) = 0.5 <one, line 8>\n"
            "          share of etl that counts towards sql = 0.5 [vocabulary]\n"
            "    one over the weighted need of all skills = 0.8889 (quotient)\n"
            "      the whole = 1 [definition]\n"
            "      weighted need of all skills = 1.125 (sum)\n"
            "        weighted need of SQL = 1 (product)\n"
            "          weight of SQL = 1 (product), see above\n"
            "          SQL is asked for at = 1 (maximum), see above\n"
            "        weighted need of PYTHON = 0.125 (product)\n"
            "          weight of PYTHON = 0.25 (product), see below\n"
            "          PYTHON is asked for at = 0.5 [assumed] [gap.unstated_proficiency], see below\n"
            "  PYTHON adds = 0.1111 (product)\n"
            "    weighted shortfall of PYTHON = 0.125 (product)\n"
            "      weight of PYTHON = 0.25 (product)\n"
            "        sources that ask = 1 (sum)\n"
            "          asked for by one (assumed: role) = 1 [assumed] <one, line 7>\n"
            "        importance assumed = 0.5 [assumed] [gap.unstated_importance]\n"
            "        strongest ground, tool = 0.5 (maximum)\n"
            "          tool = 0.5 [gap.tool]\n"
            "      shortfall = 0.5 (shortfall)\n"
            "        PYTHON is asked for at = 0.5 [assumed] [gap.unstated_proficiency]\n"
            "          python (tool) (assumed: role) [assumed] <one, line 7>\n"
            "        PYTHON is held at, since no source ties it to the origin = 0 [assumed]\n"
            "    one over the weighted need of all skills = 0.8889 (quotient), see above"
        )
        assert told.citations == (at(line=5, printed="deep SQL"), at(line=8, printed="ETL"), at(line=7))
        assert told.recomputed() == pytest.approx(gap.score, abs=1e-15)

    def test_what_is_held_is_cited_too(self) -> None:
        told = rp.skill_gap("here", "there", catalog=OWN).explain()
        assert told.citations == (at(line=5, printed="good SQL"), at("two", 6, "deep SQL"), at(line=8), at(line=4), at(line=7))
        assert told.value == rp.skill_gap("here", "there", catalog=OWN).score

    def test_skills_that_are_met_are_left_out(self) -> None:
        told = rp.skill_gap(holds(sql=1.0, python=1.0), "there", catalog=OWN).explain()
        assert [step.statement for step in told.children] == ["OPS adds"]

    def test_every_skill_that_is_asked_for_stands_in_the_total_once(self) -> None:
        told = rp.skill_gap(holds(sql=1.0, python=1.0), "there", catalog=OWN).explain()
        total = told.children[0].children[1].children[1]
        assert (total.statement, total.value, total.recomputed()) == ("weighted need of all skills", 2.265625, 2.265625)
        assert [step.statement for step in total.children] == [f"weighted need of {name}" for name in ("OPS", "SQL", "PYTHON")]
        own = rp.skill_gap(holds(), "there", catalog=OWN).explain()
        assert len({id(part.children[1]) for part in own.children}) == 1

    def test_the_weight_of_several_sources_and_grounds(self) -> None:
        facts = (asks("there", "sql", 1.0, 0.5, basis="tool", line=2), asks("there", "sql", 0.5, 1.0, line=3))
        own = catalog(*facts, asks("there", "sql", source="two", basis="tool", line=4), skills=SKILLS)
        assert lines(rp.skill_gap(holds(), "there", catalog=own), "weight of SQL") == [
            "weight of SQL = 2 (product)",
            "  sources that ask = 2 (sum)",
            "    asked for by one = 1 <one, line 2>",
            "    asked for by two = 1 <two, line 4>",
            "  importance stated = 1 (maximum)",
            "    importance by one = 0.5 <one, line 2>",
            "    importance by one = 1 <one, line 3>",
            "  strongest ground, core-skill = 1 (maximum)",
            "    tool = 0.5 [gap.tool]",
            "    core-skill = 1 [gap.core_skill]",
        ]

    def test_the_weight_of_what_is_optional_and_of_alternatives(self) -> None:
        fact = asks("there", "sql", 1.0, 1.0, is_essential=False, alternatives=("ops", "python"), line=2)
        gap = rp.skill_gap(holds(), "there", catalog=catalog(fact, skills=SKILLS))
        assert lines(gap, "weight of SQL")[-2:] == [
            "  called optional = 0.5 [gap.optional]",
            "  one of 3 alternatives = 0.3333 <one, line 2>",
        ]

    @pytest.mark.parametrize(
        ("person", "told"),
        [
            (holds(sql=0.25), ["SQL is held at = 0.25 [profile]"]),
            (holds(sql=None), ["SQL is held at = 0.5 [assumed] [gap.unstated_proficiency]"]),
            (holds(), ["SQL is held at, since the person does not list it = 0 [profile]"]),
            (
                holds(nosql=0.5),
                [
                    "SQL is held at, met by nosql, which sources accept instead = 0.5 [profile]",
                ],
            ),
            (
                holds(mongo=0.5, nosql=0.1),
                [
                    "SQL is held at, met by nosql, which sources accept instead, credited from mongo = 0.25 (product) [assumed]",
                    "  mongo is held at = 0.5 [profile]",
                    "  share of a part that counts towards the whole = 0.5 [gap.narrower_credit]",
                ],
            ),
            (
                holds(data=None),
                [
                    "SQL is held at, credited from data = 0.18 (product) [assumed]",
                    "  data is held at = 0.5 [assumed] [gap.unstated_proficiency]",
                    "  share of a whole that counts towards a part = 0.6 [gap.broader_credit]",
                    "  share of a whole that counts towards a part = 0.6 [gap.broader_credit]",
                ],
            ),
        ],
        ids=["said", "not said how well", "not listed", "alternative", "credited alternative", "broader by two"],
    )
    def test_how_a_person_holds_a_skill(self, person: rp.Profile, told: list[str]) -> None:
        skills = (skill("data"), skill("query", broader="data"), skill("sql", broader="query"), "nosql", skill("mongo", broader="nosql"))
        own = catalog(asks("there", "sql", 1.0, alternatives=("nosql",)), skills=skills)
        gap = rp.skill_gap(person, "there", catalog=own)
        assert lines(gap, "SQL is held at") == told
        assert gap.explain().recomputed() == pytest.approx(gap.score, abs=1e-15)

    def test_facts_that_state_less_than_the_credit_are_cited(self) -> None:
        facts = (asks("there", "sql", 1.0), asks("here", "sql", 0.25, line=2), asks("here", "etl", 1.0, line=3))
        gap = rp.skill_gap("here", "there", catalog=catalog(*facts, skills=(skill("etl", towards={"sql": 0.5}), "sql")))
        assert lines(gap, "SQL is held at") == [
            "SQL is held at, credited from etl = 0.5 (product) [assumed]",
            "  etl is held at = 1 (minimum)",
            "    etl (core-skill) = 1 <one, line 3>",
            "  share of etl that counts towards sql = 0.5 [vocabulary]",
            "  less by itself: sql (core-skill) <one, line 2>",
        ]
        assert gap.explain().recomputed() == gap.score == 0.5

    def test_credit_of_nothing_is_silence(self) -> None:
        facts = (asks("there", "sql", 1.0), asks("here", "etl", 0.0, line=3))
        gap = rp.skill_gap("here", "there", catalog=catalog(*facts, skills=(skill("etl", towards={"sql": 0.5}), "sql")))
        assert lines(gap, "SQL is held at") == ["SQL is held at, since no source ties it to the origin = 0 [assumed]"]

    def test_two_names_of_one_skill_hold_the_better(self) -> None:
        sql = attrs.evolve(skill("sql"), alternative_labels=("Structured Query Language",))
        own = catalog(asks("there", "sql", 1.0), skills=(sql,))
        for first, second in ((0.25, 0.5), (0.5, 0.25)):
            gap = rp.skill_gap(holds(sql=first, structured_query_language=second), "there", catalog=own)
            assert lines(gap, "SQL is held at") == ["SQL is held at = 0.5 [profile]"]

    def test_needs_of_nothing_add_up_to_nothing(self) -> None:
        own = catalog(asks("there", "sql", 0.0), skills=SKILLS)
        told = rp.skill_gap(holds(), "there", catalog=own).explain()
        assert (str(told), told.recomputed()) == ("gap from this person to Role there = 0 (sum)", 0.0)


def lines(gap: rp.SkillGap, start: str) -> list[str]:
    """Return the lines of the first unfolded step whose statement starts so, with those below it."""
    return str(next(step for _, step in gap.explain().walk() if step.statement.startswith(start))).splitlines()


class TestBadInput:
    """Names that nothing has."""

    def test_misspelt_roles(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match=r"^no role is called 'heer'; did you mean 'here'") as caught:
            rp.skill_gap("heer", "there", catalog=OWN)
        assert caught.value.suggestions[0] == "here"
        with pytest.raises(rp.UnknownRoleError, match=r"did you mean 'there'"):
            rp.skill_gap("here", "tehre", catalog=OWN)

    def test_a_misspelt_level(self) -> None:
        with pytest.raises(rp.UnknownLevelError, match=r"^no level is called 'seniour'; did you mean 'senior'"):
            rp.skill_gap("here", "there", level="seniour", catalog=OWN)

    def test_things_of_another_type(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^role must be a Role, an id or a label, got 3"):
            rp.skill_gap(3, "there", catalog=OWN)
        with pytest.raises(rp.InvalidTypeError, match=r"^role must be a Role, an id or a label"):
            rp.skill_gap("here", holds(), catalog=OWN)

    def test_one_skill_under_two_names(self) -> None:
        own = catalog(asks("there", "sql", 1.0), skills=(rp.Skill(id="sql", label="SQL", kind="tool", alternative_labels=("sequel",)),))
        # The better one counts, whichever stands first.
        assert rp.skill_gap(holds(sql=1.0, sequel=0.25), "there", catalog=own).score == 0.0
        assert rp.skill_gap(holds(sequel=0.25, sql=1.0), "there", catalog=own).score == 0.0

    def test_one_skill_under_two_names_in_either_order(self) -> None:
        own = catalog(asks("there", "sql", 1.0), skills=(rp.Skill(id="sql", label="SQL", kind="tool", alternative_labels=("sequel",)),))
        one, other = (rp.skill_gap(person, "there", catalog=own) for person in (holds(sql=0.5, sequel=None), holds(sequel=None, sql=0.5)))
        assert (one.score, one.lower, one.upper, one.evidence_share) == (other.score, other.lower, other.upper, other.evidence_share)


class TestNoWeight:
    """Weights that leave nothing to weigh give no score."""

    def test_no_requirement_has_any_weight(self) -> None:
        own = catalog(asks("there", "sql", 1.0), skills=(skill("sql"),))
        gap = rp.skill_gap(rp.Profile(), "there", weights=rp.GapWeights(unstated_importance=0.0), catalog=own)
        assert (gap.score, gap.lower, gap.upper) == (None, None, None)
        assert gap.reason == "the weights leave no requirement any weight"

    def test_what_is_asked_at_nothing_is_held(self) -> None:
        own = catalog(asks("there", "sql", 0.0), skills=(skill("sql"),))
        gap = rp.skill_gap(rp.Profile(), "there", catalog=own)
        assert (gap.score, gap.lower, gap.upper) == (0.0, 0.0, 0.0)


class TestWrongKinds:
    """Arguments of another class get a sentence."""

    def test_weights(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^weights must be a GapWeights, got \{\} \(dict\)$"):
            rp.skill_gap("data scientist", "ML engineer", weights={})  # type: ignore[arg-type]
        with pytest.raises(rp.InvalidTypeError, match=r"^weights must be a DifficultyWeights, got GapWeights\("):
            rp.transition_difficulty("data scientist", "ML engineer", weights=rp.GapWeights())  # type: ignore[arg-type]

    def test_rates(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match=r"^rates must be an ExchangeRates, got \{\} \(dict\)$"):
            rp.comp_lookup("ML engineer", rates={})  # type: ignore[arg-type]

    def test_level_of_a_path(self) -> None:
        path = rp.TransitionPath.through("data-analyst", "data-scientist")
        with pytest.raises(rp.InvalidTypeError, match=r"^level must be a Level, an id or a label, got \[\] \(list\)$"):
            rp.transition_difficulty(path, level=[])  # type: ignore[arg-type]


class TestPeople:
    """A person is taken at their word, once the word can be understood."""

    def test_a_rating_of_importance_is_no_proficiency(self) -> None:
        critical = rp.load_catalog().scale("importance").rate("critical")
        person = rp.Profile(skills=(rp.HeldSkill(skill="python", proficiency=critical),))
        sentence = r"^the proficiency in python must be on a scale of proficiency; importance measures importance, got 'critical'$"
        with pytest.raises(rp.InvalidRatingError, match=sentence):
            rp.skill_gap(person, "ML engineer")

    def test_a_scale_that_the_catalog_does_not_have(self) -> None:
        person = rp.Profile(skills=(rp.HeldSkill(skill="python", proficiency=rp.Rating(scale="stars", value=1.0)),))
        with pytest.raises(rp.UnknownScaleError, match="no scale is called 'stars'; known are"):
            rp.skill_gap(person, "ML engineer")

    def test_a_role_or_place_that_nobody_knows(self) -> None:
        with pytest.raises(rp.UnknownRoleError, match="no role is called 'astronaut'"):
            rp.transition_difficulty(rp.Profile(role="astronaut"), "ML engineer")
        with pytest.raises(rp.UnknownPlaceError, match="no place is called 'mars'"):
            rp.skill_gap(rp.Profile(location="mars"), "ML engineer")
        known = rp.Profile(role="data-scientist", location="london")
        assert rp.transition_difficulty(known, "ML engineer").claims == rp.transition_difficulty("data scientist", "ML engineer").claims


class TestSilentSkills:
    """A skill that no source ties to the origin is told apart from one that is held too little."""

    def test_which_are_silent(self) -> None:
        gap = rp.skill_gap("data scientist", "ML engineer")
        assert "software-engineering" not in {item.skill for item in gap.items if item.is_silent}
        assert {item.skill for item in rp.skill_gap("here", "there", catalog=OWN).items if item.is_silent} == {"python", "ops"}
        assert all(item.held == 0 and not item.held_requirements for item in gap.items if item.is_silent)
        assert not any(item.is_silent for item in rp.skill_gap(rp.Profile(), "ML engineer").items)


class TestEvidence:
    """A gap at each grade of evidence, and which skills to prove rather than learn."""

    # All asked at 1, each of weight 0.5. sql is shipped at 0.5, python certified at 1, ops claimed at 1, etl claimed and half of it counts
    # towards data; law is not held.
    OWN = catalog(
        *(asks("there", name, 1.0) for name in ("sql", "python", "ops", "data", "law")),
        skills=("sql", "python", "ops", "data", "law", skill("etl", towards={"data": 0.5})),
    )
    PERSON = holds(ops=1.0, etl=1.0).with_skill("sql", rated(0.5), "shipped-to-production").with_skill("python", rated(1.0), "certified")

    @pytest.mark.parametrize(
        ("grade", "score", "to_prove"),
        [
            (None, 2.0 / 5, ()),  # sql 0.5, data 0.5, law 1
            ("claimed", 2.0 / 5, ()),
            ("certified", 3.5 / 5, ("etl", "ops")),  # ops 1 and data 1 instead of 0.5
            ("used-at-work", 4.5 / 5, ("etl", "ops", "python")),
            ("shipped-to-production", 4.5 / 5, ("etl", "ops", "python")),
        ],
    )
    def test_by_hand(self, grade: str | None, score: float, to_prove: tuple[str, ...]) -> None:
        gap = rp.skill_gap(self.PERSON, "there", evidence=grade, catalog=self.OWN)
        assert (gap.score, gap.to_prove) == (pytest.approx(score, abs=1e-15), to_prove)
        assert (gap.lower, gap.upper) == (pytest.approx(score), pytest.approx(score))  # all is stated
        assert gap.evidence is (None if grade is None else rp.Evidence(grade))
        assert gap.explain().recomputed() == pytest.approx(gap.score, abs=1e-15)
        assert (gap.profile, gap.unknown_skills) == (self.PERSON, ())

    def test_a_skill_that_is_held_enough_without_proof_is_not_to_prove(self) -> None:
        own = catalog(asks("there", "data", 0.5), skills=("data", skill("etl", towards={"data": 0.5})))
        person = holds(data=1.0).with_skill("etl", rated(1.0), "used-at-work")
        gap = rp.skill_gap(person, "there", evidence=rp.Evidence.USED_AT_WORK, catalog=own)
        assert (gap.score, gap.to_prove) == (0.0, ())

    def test_one_skill_that_counts_towards_several_is_proved_once(self) -> None:
        own = catalog(
            *(asks("there", name, 1.0) for name in ("a", "b", "c")),
            asks("there", "torch", 1.0, alternatives=("flow",)),
            skills=("a", "b", "c", "torch", "flow", skill("z", towards={"a": 0.5, "b": 0.5, "c": 0.5})),
        )
        person = holds(z=1.0, flow=1.0, torch=0.5).with_skill("c", rated(0.75), "certified")
        gap = rp.skill_gap(person, "there", evidence="certified", catalog=own)
        # c is shown at 0.75, beyond the credit of z; of torch and flow, which do for one another, flow is held better.
        assert gap.to_prove == ("z", "flow")
        assert {"z", "flow"}.isdisjoint(item.skill for item in gap.items)
        assert "To prove rather than learn: z, flow." in str(gap)

    def test_to_prove_stands_in_the_order_of_what_it_adds(self) -> None:
        own = catalog(asks("there", "a", 0.25), asks("there", "b", 1.0), skills=("a", "b"))
        assert rp.skill_gap(holds(a=1.0, b=1.0), "there", evidence="certified", catalog=own).to_prove == ("b", "a")

    def test_the_grades_are_answers_of_their_own(self) -> None:
        ask = [rp.skill_gap(self.PERSON, "there", evidence=grade, catalog=self.OWN) for grade in (None, *rp.Evidence)]
        assert len({id(gap) for gap in ask}) == 5
        assert rp.skill_gap(self.PERSON, "there", evidence="certified", catalog=self.OWN) is ask[2]

    def test_repr_and_statement(self) -> None:
        gap = rp.skill_gap(self.PERSON, "there", evidence="used-at-work", catalog=self.OWN)
        assert repr(gap) == "SkillGap(profile, used-at-work -> there: 0.90 (0.90-0.90), 5 of 5 skills short)"
        assert gap.explain().statement == "gap from this person to Role there, counting what is shown as used-at-work or better"
        assert lines(gap, "OPS is held at") == [
            "OPS is held at, since the person shows nothing that counts towards it as used-at-work or better = 0 [profile]"
        ]
        assert lines(gap, "SQL is held at") == ["SQL is held at = 0.5 [profile]"]

    def test_the_level_and_the_weights_of_the_question_count_for_what_is_to_prove(self) -> None:
        own = catalog(asks("there", "a", level="entry"), asks("there", "b", level="staff"), skills=("a", "b"))
        weights = rp.GapWeights(unstated_proficiency=1.0)
        gap = rp.skill_gap(holds(a=None, b=0.5), "there", level="staff", evidence="certified", weights=weights, catalog=own)
        assert (gap.to_prove, gap.score, [item.need for item in gap.items]) == (("b",), 1.0, [1.0])
        # At entry, 0.5 is asked and claimed; all levels together ask for 1, of which 0.5 would stay open.
        own = catalog(asks("there", "a", 0.5, level="entry"), asks("there", "a", 1.0, level="staff", line=2), skills=("a",))
        assert rp.skill_gap(holds(a=0.5), "there", level="entry", evidence="certified", catalog=own).to_prove == ("a",)

    def test_a_role_has_no_evidence(self) -> None:
        sentence = r"^evidence must be left out where have is a role; it asks how a person shows their skills, got 'certified' \(str\)$"
        for have in ("here", OWN.role("here")):
            with pytest.raises(rp.InvalidTypeError, match=sentence):
                rp.skill_gap(have, "there", evidence="certified", catalog=OWN)

    @pytest.mark.parametrize("nonsense", ["proven", 3, "Certified"])
    def test_a_grade_that_is_none(self, nonsense: object) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"^Evidence must be one of claimed, certified, used-at-work, shipped-to-production"):
            rp.skill_gap(holds(), "there", evidence=nonsense, catalog=OWN)  # type: ignore[arg-type]


class TestUnusualPeople:
    """Nonsense, nothing, everything: each gets a truthful answer."""

    @pytest.mark.parametrize("evidence", [None, *rp.Evidence])
    def test_unknown_skills_alone(self, evidence: rp.Evidence | None) -> None:
        person = rp.Profile(skills=(rp.HeldSkill(skill="sqll", proficiency=rated(1.0)),), unknown=("Telepathy",))
        gap = rp.skill_gap(person, "there", evidence=evidence, catalog=OWN)
        nothing = rp.skill_gap(rp.Profile(), "there", catalog=OWN)
        assert (gap.score, gap.lower, gap.upper, gap.evidence_share) == (1.0, nothing.lower, nothing.upper, nothing.evidence_share)
        assert (gap.unknown_skills, gap.to_prove) == (("Telepathy", "sqll"), ())

    def test_unknown_skills_change_no_number(self) -> None:
        known, more = holds(sql=0.5), attrs.evolve(holds(sql=0.5, sqll=1.0), unknown=("a",))
        gaps = [rp.skill_gap(person, "there", catalog=OWN) for person in (known, more)]
        assert gaps[0].items == gaps[1].items
        assert (gaps[0].score, gaps[0].unknown_skills, gaps[1].unknown_skills) == (gaps[1].score, (), ("a", "sqll"))

    @pytest.mark.parametrize("evidence", [None, *rp.Evidence])
    def test_nobody(self, evidence: rp.Evidence | None) -> None:
        gap = rp.skill_gap(rp.Profile(hours_per_week=0), "there", evidence=evidence, catalog=OWN)
        assert (gap.score, gap.upper, gap.to_prove, gap.unknown_skills) == (1.0, 1.0, (), ())

    def test_more_than_the_target_asks(self) -> None:
        person = rp.Profile().with_skills(
            *(rp.HeldSkill(skill=name, proficiency=rated(1.0), evidence="shipped-to-production") for name in SKILLS)
        )
        for evidence in (None, *rp.Evidence):
            gap = rp.skill_gap(person, "there", evidence=evidence, catalog=OWN)
            assert (gap.score, gap.lower, gap.upper, gap.missing, gap.to_prove) == (0.0, 0.0, 0.0, (), ())

    def test_a_target_of_which_nothing_is_said(self) -> None:
        person = attrs.evolve(holds(sql=1.0), unknown=("a",))
        gap = rp.skill_gap(person, "here", evidence="certified", catalog=catalog(skills=SKILLS))
        assert (gap.score, gap.lower, gap.upper, gap.to_prove, gap.unknown_skills) == (None, None, None, (), ("a",))
        assert gap.reason == "no source says what skills the role Role here asks for"

    def test_what_is_shown(self) -> None:
        person = rp.Profile(unknown=("Telepathy", *(f"x{number}" for number in range(16)))).with_skill("python", rated(1.0))
        text = " ".join(str(rp.skill_gap(person, "there", evidence="certified", catalog=OWN)).split())
        assert "Counting what the person shows as certified or better. To prove rather than learn: PYTHON. Not counted, since" in text
        assert (
            "since the catalog does not know them: Telepathy, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13 and 2 more."
            in text
        )
        plain = str(rp.skill_gap(holds(sql=1.0), "there", catalog=OWN))
        assert not [word for word in ("prove", "Counting", "Not counted") if word in plain]
