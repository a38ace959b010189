"""Graphs of networkx: skills and moves."""

from __future__ import annotations

import io
import sys
from decimal import Decimal

import networkx as nx
import pytest

import rolepath as rp

AT = rp.Citation(source="one", section="A section", line=7)


def small() -> rp.Catalog:
    """Three skills and three roles, with every kind of edge."""
    return rp.Catalog(
        name="small",
        sources=(rp.Source(id="one", title="One"),),
        scales=(rp.Scale(id="s", label="S", measures="proficiency", reason="For tests.", minimum=0, maximum=1),),
        skills=(
            rp.Skill(id="whole", label="Whole", kind="knowledge", effort_weeks_minimum=4, effort_weeks_maximum=8.5),
            rp.Skill(
                id="part",
                label='Part "&" <more>',
                kind="tool",
                broader="whole",
                prerequisites=("first",),
                related=(rp.RelatedSkill(skill="first", credit=1, reason="Alike."),),
            ),
            rp.Skill(id="first", label="First", kind="practice"),
        ),
        roles=tuple(rp.Role(id=name, label=name.upper()) for name in ("here", "there", "silent")),
        requirements=tuple(
            rp.SkillRequirement(role=role, skill=skill, basis="core-skill", citation=AT, proficiency=rp.Rating(scale="s", value=value))
            for role, skill, value in (("here", "first", 0.5), ("there", "part", 1.0))
        ),
        transition_claims=(
            rp.TransitionClaim(
                kind="duration",
                text="Takes a year.",
                citation=AT,
                origin="here",
                target="there",
                months_minimum=Decimal("9.5"),
                months_maximum=Decimal(12),
                milestone="a first job",
                hedge="often",
            ),
            rp.TransitionClaim(kind="easier-than", text="Easier.", citation=AT, origin="here", target="there", than_target="silent"),
            rp.TransitionClaim(kind="proof", text="A system.", citation=AT, target="there", proof="deployed-system", skill="part"),
            rp.TransitionClaim(kind="advice", text="Wait.", citation=AT, origin="here"),
        ),
    )


class TestSkills:
    def test_edges_lead_from_part_to_whole_from_held_to_credited_and_from_before_to_after(self) -> None:
        graph = rp.to_networkx(small())
        assert sorted(graph.edges(data=True), key=lambda edge: edge[2]["kind"]) == [
            ("part", "whole", {"kind": "broader"}),
            ("first", "part", {"kind": "prerequisite"}),
            ("part", "first", {"kind": "related", "credit": 1.0, "reason": "Alike."}),
        ]
        assert dict(graph.nodes(data=True)) == {
            "whole": {"label": "Whole", "skill_kind": "knowledge", "effort_weeks_minimum": 4.0, "effort_weeks_maximum": 8.5},
            "part": {"label": 'Part "&" <more>', "skill_kind": "tool"},
            "first": {"label": "First", "skill_kind": "practice"},
        }
        assert graph.graph == {"name": "small"}

    def test_every_edge_of_the_bundled_catalog_is_drawn_once(self, catalog: rp.Catalog) -> None:
        graph = rp.to_networkx()
        assert list(graph) == [skill.id for skill in catalog.skills]
        expected = sorted(
            (
                *((skill.id, skill.broader, "broader") for skill in catalog.skills if skill.broader),
                *((skill.id, related.skill, "related") for skill in catalog.skills for related in skill.related),
                *((before, skill.id, "prerequisite") for skill in catalog.skills for before in skill.prerequisites),
            )
        )
        assert sorted((start, end, kind) for start, end, kind in graph.edges(data="kind")) == expected

    def test_prerequisites_have_an_order(self) -> None:
        graph = rp.to_networkx()
        before = nx.MultiDiGraph((start, end) for start, end, kind in graph.edges(data="kind") if kind == "prerequisite")
        assert before.number_of_edges() > 0
        assert nx.is_directed_acyclic_graph(before)


class TestTransitions:
    def test_each_claim_between_two_roles_is_an_edge(self) -> None:
        graph = rp.to_networkx(small(), "transitions")
        cited = {"source": "one", "line": 7}
        assert [edge for *ends, edge in graph.edges(data=True) if ends == ["here", "there"]] == [
            {
                "kind": "duration",
                "text": "Takes a year.",
                "months_minimum": 9.5,
                "months_maximum": 12.0,
                "milestone": "a first job",
                "hedge": "often",
                **cited,
            },
            {"kind": "easier-than", "text": "Easier.", "than_target": "silent", **cited},
        ]
        assert graph.number_of_edges() == 2
        assert dict(graph.nodes(data="label")) == {"here": "HERE", "there": "THERE", "silent": "SILENT"}

    def test_claims_that_leave_an_end_open_are_counted(self, catalog: rp.Catalog) -> None:
        assert rp.to_networkx(small(), "transitions").graph == {"name": "small", "open_claims": 2}
        graph = rp.to_networkx(catalog, "transitions")
        assert graph.number_of_edges() + graph.graph["open_claims"] == len(catalog.transition_claims)

    def test_a_proof_names_its_form_and_skill(self, catalog: rp.Catalog) -> None:
        claims = [claim for claim in catalog.transition_claims if claim.origin and claim.target and claim.proof]
        edges = [edge for *_, edge in rp.to_networkx(catalog, "transitions").edges(data=True) if "proof" in edge]
        assert sorted((edge["text"], edge["proof"]) for edge in edges) == sorted(
            (claim.text, claim.proof.value) for claim in claims if claim.proof
        )

    def test_modelled_difficulties_stand_beside_the_claims(self) -> None:
        catalog = small()
        graph = rp.to_networkx(catalog, "transitions", has_difficulty=True)
        modelled = {(start, end): edge for start, end, edge in graph.edges(data=True) if edge["kind"] == "modelled"}
        moves = {pair: rp.transition_difficulty(*pair, catalog=catalog) for pair in modelled}
        assert {pair: (edge["difficulty"], edge["lower"], edge["upper"], edge["evidence_share"]) for pair, edge in modelled.items()} == {
            pair: (move.score, move.lower, move.upper, move.evidence_share) for pair, move in moves.items()
        }
        assert set(modelled) == {("here", "there"), ("there", "here")}  # no source says what the silent role asks
        assert graph.number_of_edges("here", "there") == 3
        assert "months_minimum" not in modelled["here", "there"]  # nobody states the effort of what is missing
        assert modelled["there", "here"]["months_maximum"] == 0.0  # the part counts as the first in full

    def test_modelled_months_are_those_of_the_difficulty(self, catalog: rp.Catalog) -> None:
        graph = rp.to_networkx(catalog, "transitions", has_difficulty=True)
        (edge,) = (edge for edge in graph["data-scientist"]["ml-engineer"].values() if edge["kind"] == "modelled")
        months = rp.transition_difficulty("data-scientist", "ml-engineer").modelled_months
        assert months is not None
        assert (edge["months_minimum"], edge["months_maximum"]) == (months.minimum, months.maximum)


class TestBoth:
    @pytest.mark.parametrize(("what", "options"), [("skills", {}), ("transitions", {"has_difficulty": True})])
    @pytest.mark.parametrize("of", ["small", "bundled"])
    def test_attributes_are_plain_and_survive_graphml(self, what: str, options: dict[str, bool], of: str, catalog: rp.Catalog) -> None:
        graph = rp.to_networkx(small() if of == "small" else catalog, what, **options)
        values = [value for *_, data in (*graph.nodes(data=True), *graph.edges(data=True)) for value in data.values()]
        assert {type(value) for value in (*values, *graph, *graph.graph.values())} <= {str, int, float}
        written = io.BytesIO()
        nx.write_graphml(graph, written)
        back = nx.read_graphml(io.BytesIO(written.getvalue()), force_multigraph=True)
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
        edges = [sorted((start, end, sorted(data.items())) for start, end, data in drawn.edges(data=True)) for drawn in (back, graph)]
        assert edges[0] == edges[1]

    def test_an_empty_catalog_makes_an_empty_graph(self) -> None:
        for what in ("skills", "transitions"):
            assert nx.is_empty(rp.to_networkx(rp.Catalog(), what))

    def test_what_is_asked_is_checked(self) -> None:
        with pytest.raises(rp.InvalidFieldError, match="what must be skills or transitions, got 'roles'"):
            rp.to_networkx(small(), "roles")
        with pytest.raises(rp.InvalidFieldError, match="has_difficulty must be left out for skills"):
            rp.to_networkx(small(), has_difficulty=True)
        with pytest.raises(rp.InvalidTypeError, match="has_difficulty must be True or False"):
            rp.to_networkx(small(), "transitions", has_difficulty=1)  # type: ignore[arg-type]
        with pytest.raises(rp.InvalidTypeError, match="catalog must be a Catalog"):
            rp.to_networkx("small")  # type: ignore[arg-type]

    def test_without_the_extra_one_sentence_says_how_to_install_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "networkx", None)
        with pytest.raises(
            rp.MissingExtraError, match=r"a graph needs the extra \[graph\]; install it with: pip install 'rolepath\[graph\]'"
        ):
            rp.to_networkx(small())
