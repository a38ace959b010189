"""All pairs at once: each number is the one that the single question gets, and what is not known stays so."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis import matrix as module
from rolepath.analysis.matrix import RoleMatrix, difficulty_matrix, gap_matrix, nearest
from rolepath.testing import strategies as rs

SOURCE = rp.Source(id="s", title="A source")
IMPORTANCE = rp.Scale(id="importance", label="I", measures="importance", reason="For tests.", minimum=1, maximum=5)
LEVEL = rp.Scale(id="level", label="L", measures="proficiency", reason="For tests.", minimum=0, maximum=7)
AT = rp.Citation(source="s", section="x", line=1)
DISTANCE = rp.DifficultyModel(
    weights=rp.DifficultyWeights(shortfall=0, effort=0, step=0, distance=1.0, preparation=0.25), preparation_down=2 / 3
)


def catalog(method: str, numbers: st.DataObject, *, roles: int = 6) -> rp.Catalog:
    """Draw a catalog of rated roles, some of which lack something."""
    skills = [f"k{n}" for n in range(4)]
    names = [f"r{n}" for n in range(roles)]
    draw = numbers.draw
    some = st.sets(st.sampled_from(["a", "b", "c", "d"]))
    requirements, descriptors = [], []
    for role in names:
        if draw(st.booleans()):
            requirements += [
                rp.SkillRequirement(
                    role=role,
                    skill=skill,
                    basis="core-skill",
                    citation=AT,
                    importance=IMPORTANCE.rate(draw(st.integers(1, 5))),
                    proficiency=LEVEL.rate(draw(st.integers(0, 7))),
                    alternatives=tuple(sorted(draw(st.sets(st.sampled_from([s for s in skills if s != skill]), max_size=1)))),
                )
                for skill in skills
                if method == "shape" or draw(st.booleans())
            ]
        for family in ("activity", "technology", "tool"):
            descriptors += [
                rp.Descriptor(role=role, family=family, item=item, label=item, citation=AT, within=(item + "w",))
                for item in sorted(draw(some))
            ]
        if draw(st.booleans()):
            descriptors += [
                rp.Descriptor(role=role, family="interest", item=item, label=item, citation=AT, value=draw(st.integers(1, 7)))
                for item in "xyz"
            ]
        if draw(st.booleans()):
            zone = draw(st.integers(1, 5))
            descriptors.append(rp.Descriptor(role=role, family="preparation", item="zone", label="zone", citation=AT, value=zone))
    return rp.Catalog(
        sources=(SOURCE,),
        scales=(IMPORTANCE, LEVEL),
        skills=tuple(rp.Skill(id=skill, label=skill, kind="practice") for skill in skills),
        roles=tuple(rp.Role(id=name, label=f"{name} {draw(st.sampled_from(['maker', 'seller', 'planner']))}") for name in names),
        requirements=tuple(requirements),
        descriptors=tuple(dict.fromkeys(descriptors)),
        difficulty_model=DISTANCE,
        proximity_model=rp.ProximityModel(method=method, unrated_slope=1.06, unrated_offset=-0.46),
    )


def all_pairs(matrix: RoleMatrix, catalog: rp.Catalog) -> list[tuple[str, str, float | None]]:
    return [(a.id, b.id, matrix.value(a, b)) for a in catalog.roles for b in catalog.roles]


class TestAgainstTheSingleQuestion:
    @pytest.mark.parametrize("method", ["shape", "cosine"])
    @given(numbers=st.data())
    def test_difficulty_to_the_last_bit(self, method: str, numbers: st.DataObject) -> None:
        drawn = catalog(method, numbers)
        matrix = difficulty_matrix(catalog=drawn)
        singly = [(a.id, b.id, rp.transition_difficulty(a, b, catalog=drawn).score) for a in drawn.roles for b in drawn.roles]
        assert all_pairs(matrix, drawn) == singly

    @given(drawn=rs.catalogs())
    def test_difficulty_of_any_catalog(self, drawn: rp.Catalog) -> None:
        matrix = difficulty_matrix(catalog=drawn)
        assert all_pairs(matrix, drawn) == [
            (a.id, b.id, rp.transition_difficulty(a, b, catalog=drawn).score) for a in drawn.roles for b in drawn.roles
        ]

    @given(drawn=rs.catalogs())
    def test_gap_of_any_catalog(self, drawn: rp.Catalog) -> None:
        self.same_gaps(drawn)

    @given(numbers=st.data())
    def test_gap_where_others_do_instead(self, numbers: st.DataObject) -> None:
        self.same_gaps(catalog("cosine", numbers))

    @staticmethod
    def same_gaps(drawn: rp.Catalog) -> None:
        matrix = gap_matrix(catalog=drawn)
        for origin in drawn.roles:
            for target in drawn.roles:
                single = rp.skill_gap(origin, target, catalog=drawn).score
                found = matrix.value(origin, target)
                assert found == (None if single is None else pytest.approx(single, abs=1e-12))

    def test_the_guides(self) -> None:
        bundled = rp.load_catalog()
        matrix = difficulty_matrix()
        assert all_pairs(matrix, bundled) == [
            (a.id, b.id, rp.transition_difficulty(a, b).score) for a in bundled.roles for b in bundled.roles
        ]
        assert gap_matrix().value("data-scientist", "ml-engineer") == pytest.approx(rp.skill_gap("data scientist", "ML engineer").score)

    def test_blocks_make_no_difference(self, monkeypatch: pytest.MonkeyPatch) -> None:
        drawn = rp.load_catalog()
        drawn = attrs.evolve(drawn, difficulty_model=DISTANCE, proximity_model=rp.ProximityModel(method="cosine"))
        whole = difficulty_matrix(catalog=drawn)
        monkeypatch.setattr(module, "BLOCK", 2)
        assert all_pairs(difficulty_matrix(catalog=drawn), drawn) == all_pairs(whole, drawn)

    @pytest.mark.parametrize("kind", ["onet"])
    def test_every_pair_of_the_real_o_net(self, onet: rp.Catalog, kind: str) -> None:
        described = [role for role in onet.roles if onet.descriptors_of(role)]
        assert len(described) == 923
        matrix = difficulty_matrix(roles=described, catalog=onet)
        assert matrix.values.count() == 923 * 923
        ids = [role.id for role in described]
        # A walk over all rows and columns, with steps that share no divisor with their number.
        for n in range(923):
            origin, target = ids[n], ids[n * 311 % 923]
            assert matrix.value(origin, target) == rp.transition_difficulty(origin, target, catalog=onet).score
        again = difficulty_matrix(roles=described, catalog=onet)
        assert np.array_equal(again.values.filled(-1), matrix.values.filled(-1))


class TestMatrix:
    @pytest.fixture
    def small(self) -> RoleMatrix:
        """Three roles, of which one is not known to lead to another."""
        values = np.ma.MaskedArray([[0.0, 0.2, 0.4], [0.3, 0.0, 9.0], [0.4, 0.4, 0.0]], mask=[[0, 0, 0], [0, 0, 1], [0, 0, 0]])
        return RoleMatrix(measure="difficulty", roles=("a", "b", "c"), values=values)

    def test_values(self, small: RoleMatrix) -> None:
        assert (small.value("a", "c"), small.value("b", "c"), small.value(rp.Role(id="c", label="C"), "a")) == (0.4, None, 0.4)
        assert type(small.value("a", "c")) is float
        assert repr(small) == "RoleMatrix(difficulty: 3 roles, 8 of 9 pairs known)"

    def test_percentiles(self, small: RoleMatrix) -> None:
        assert [small.percentile("a", other) for other in "abc"] == [0.0, 0.0, 40.0]
        assert small.percentile("b", "a") == 20.0
        assert small.percentile("b", "c") is small.percentile_from("b", "c") is None
        assert [small.percentile_from("a", other) for other in "bc"] == [0.0, 50.0]
        assert small.percentile_from("b", "a") == 0.0

    def test_one_role_alone(self) -> None:
        alone = difficulty_matrix(roles=["data scientist"])
        assert (alone.value("data-scientist", "data-scientist"), alone.percentile("data-scientist", "data-scientist")) == (0.0, 0.0)

    @pytest.mark.parametrize("asked", ["value", "percentile", "percentile_from"])
    def test_other_roles(self, small: RoleMatrix, asked: str) -> None:
        with pytest.raises(rp.InvalidFieldError, match=r"target must be the id of a role of the matrix; \.roles lists them, got 'x'"):
            getattr(small, asked)("a", "x")
        with pytest.raises(rp.InvalidFieldError, match="origin must be"):
            getattr(small, asked)("x", "a")

    def test_pickles(self, small: RoleMatrix) -> None:
        again = pickle.loads(pickle.dumps(small))
        assert (again.roles, again.value("b", "c"), again.value("b", "a")) == (small.roles, None, 0.3)


class TestQuestions:
    @pytest.mark.parametrize("ask", [difficulty_matrix, gap_matrix])
    def test_roles_by_any_name_and_once(self, ask: Callable[..., RoleMatrix]) -> None:
        assert ask(roles=["MLE", "data scientist"]).roles == ("ml-engineer", "data-scientist")
        with pytest.raises(rp.InvalidFieldError, match="roles stands twice; name each role once, got 'ml-engineer'"):
            ask(roles=["MLE", "ML engineer"])
        with pytest.raises(rp.UnknownRoleError):
            ask(roles=["nobody"])
        assert ask(catalog=rp.Catalog()).values.shape == (0, 0)

    @pytest.mark.parametrize("ask", [difficulty_matrix, gap_matrix, lambda: nearest("MLE")])
    def test_without_the_extra(self, ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "scipy.sparse", None)
        with pytest.raises(rp.MissingExtraError, match=r"working out all pairs of roles needs the extra \[scale\]"):
            ask()


class TestNearest:
    def test_the_easiest_first(self) -> None:
        found = nearest("data scientist", 3)
        singly = sorted(
            (score, role.id)
            for role in rp.load_catalog().roles
            if role.id != "data-scientist" and (score := rp.transition_difficulty("data scientist", role).score) is not None
        )
        assert [(near.difficulty, near.role) for near in found] == singly[:3]
        assert [near.label for near in found] == [rp.load_catalog().role(near.role).label for near in found]
        assert [near.gap for near in found] == [rp.skill_gap("data scientist", near.role).score for near in found]
        assert [near.is_thin for near in found] == [rp.skill_gap("data scientist", near.role).is_thin for near in found]
        share = 100 / len(singly)
        assert [near.percentile for near in found] == pytest.approx([0.0, share, 2 * share])

    def test_no_more_than_there_are(self) -> None:
        assert len(nearest("data scientist", 99)) == 7

    @pytest.mark.parametrize("k", [0, -1, 2.0, True, "3"])
    def test_how_many(self, k: int) -> None:
        with pytest.raises(rp.InvalidFieldError, match="k must be a whole number, 1 or more"):
            nearest("data scientist", k)

    def test_the_real_o_net(self, onet: rp.Catalog) -> None:
        found = nearest("Data Scientists", 3, catalog=onet)
        assert found[0].label == "Statisticians"
        assert found[0].gap is None
        assert [near.difficulty for near in found] == sorted(near.difficulty for near in found)
