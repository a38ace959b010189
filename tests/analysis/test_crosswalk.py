"""Crosswalks of two catalogs: by codes alone, with a confidence that each step lowers, and what is lost on the way."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.analysis.crosswalk import FURTHER_FILE

URI = "http://data.europa.eu/esco/occupation/"


def role(name: str, **fields: object) -> rp.Role:
    """Make a role."""
    return rp.Role(id=name, label=fields.pop("label", name), **fields)


def catalog(name: str, *roles: rp.Role) -> rp.Catalog:
    """Make a catalog."""
    return rp.Catalog(name=name, roles=roles)


def link(origin: str, target: str, confidence: float | None = None, line: int = 1) -> rp.CodeLink:
    """Link two codes, each of the classification that its form tells; codes of O*NET of 2010 begin with ``old``."""
    systems = [
        "esco" if code.startswith("http") else "isco-08" if code.isdigit() else "soc-2010" if "." not in code else "onet-soc-2010"
        for code in (origin, target)
    ]
    if target.startswith("new"):
        systems[1] = "onet-soc-2019"
    return rp.CodeLink(
        origin_system=systems[0],
        origin=origin,
        target_system=systems[1],
        target=target.removeprefix("new"),
        confidence=confidence,
        citation=rp.Citation(source="walk", section="walk.csv", line=line),
    )


def pairs(walk: rp.Crosswalk) -> dict[tuple[str, str], float]:
    """Confidence by pair of roles."""
    return {(found.origin, found.target): found.confidence for found in walk.links}


class TestSameCode:
    def test_the_same_code_links(self) -> None:
        a = catalog("a", role("x", onet=("11-1011.00",)), role("y", esco=(f"{URI}1",)))
        b = catalog("b", role("p", onet=("11-1011.00",)), role("q", esco=(f"{URI}1",)))
        walk = rp.crosswalk(a, b)
        assert pairs(walk) == {("x", "p"): 1.0, ("y", "q"): 1.0}
        assert {found.basis for found in walk.links} == {"same-code"}
        assert walk.links[0].reason == "each step leads from one to one"
        assert walk.links[0].links == ()

    def test_of_several_codes_each_is_one_of_their_number(self) -> None:
        a = catalog("a", role("x", label="Ex", onet=("11-1011.00", "11-1021.00")))
        b = catalog("b", role("p", onet=("11-1011.00",)), role("q", onet=("11-1021.00",)))
        walk = rp.crosswalk(a, b)
        assert pairs(walk) == {("x", "p"): 0.5, ("x", "q"): 0.5}
        assert walk.links[0].reason == "onet-soc-2019 11-1011.00 is one of 2 that Ex is"

    def test_a_code_of_several_roles_is_one_of_their_number(self) -> None:
        a = catalog("a", *(role(name, onet=("11-1011.00",)) for name in "xyz"))
        walk = rp.crosswalk(a, catalog("b", role("p", onet=("11-1011.00",))))
        assert pairs(walk) == {(name, "p"): pytest.approx(1 / 3) for name in "xyz"}
        assert walk.links[0].reason == "x is one of 3 roles of a under onet-soc-2019 11-1011.00"

    def test_the_same_group_links_nothing(self) -> None:
        walk = rp.crosswalk(catalog("a", role("x", group="2511")), catalog("b", role("p", group="2511")))
        assert walk.links == ()

    def test_a_code_that_stands_twice_counts_once(self) -> None:
        walk = rp.crosswalk(catalog("a", role("x", onet=("1", "1"))), catalog("b", role("p", onet=("1",))))
        assert pairs(walk) == {("x", "p"): 1.0}


class TestPublished:
    A = catalog("a", role("x", esco=(f"{URI}1",)), role("y", esco=(f"{URI}2",)))
    B = catalog("b", role("p", onet=("11-1011.00",)), role("q", onet=("11-1021.00",)))

    def test_one_file_links_and_is_cited(self) -> None:
        (found,) = rp.crosswalk(self.A, self.B, links=[link(f"{URI}1", "new11-1011.00", line=7)]).links
        assert (found.origin, found.target, found.confidence, found.basis) == ("x", "p", 1.0, "published")
        assert [published.citation.line for published in found.links] == [7]

    def test_the_grade_of_the_file_is_the_confidence(self) -> None:
        links = [link(f"{URI}1", "new11-1011.00", 0.25), link(f"{URI}1", "new11-1021.00", 0.5)]
        walk = rp.crosswalk(self.A, self.B, links=links)
        assert pairs(walk) == {("x", "q"): 0.5, ("x", "p"): 0.25}
        assert walk.links[0].reason == f"esco {URI}1 and onet-soc-2019 11-1021.00 stand side by side, with a grade of 0.5"

    def test_without_a_grade_each_partner_is_one_of_their_number(self) -> None:
        links = [link(f"{URI}1", "new11-1011.00"), link(f"{URI}1", "new11-1021.00"), link(f"{URI}2", "new11-1021.00")]
        walk = rp.crosswalk(self.A, self.B, links=links)
        assert pairs(walk) == {("x", "p"): 0.5, ("x", "q"): 0.5, ("y", "q"): 0.5}
        assert [found.reason.split(", and ")[-1] for found in walk.links] == [
            "it is one of 2 partners",
            "it is one of 2 partners",
            "the latter is that of 2",
        ]

    def test_of_links_that_say_the_same_the_last_counts(self) -> None:
        links = [link(f"{URI}1", "new11-1011.00", line=2), link(f"{URI}1", "new11-1011.00", line=1)]
        (found,) = rp.crosswalk(self.A, self.B, links=links).links
        assert found.confidence == 1.0

    def test_labels_of_the_file_are_named(self) -> None:
        named = rp.CodeLink(
            origin_system="esco",
            origin=f"{URI}1",
            origin_label="Old",
            target_system="onet-soc-2019",
            target="11-1011.00",
            target_label="New",
            confidence=0.5,
            citation=rp.Citation(source="walk", section="walk.csv", line=1),
        )
        (found,) = rp.crosswalk(self.A, self.B, links=[named]).links
        assert found.reason.startswith(f"esco {URI}1 (Old) and onet-soc-2019 11-1011.00 (New) stand")


class TestChained:
    def test_files_follow_one_another_and_each_further_one_costs(self) -> None:
        a = catalog("a", role("x", esco=(f"{URI}1",)))
        b = catalog("b", role("p", onet=("11-1021.00",)))
        links = [link(f"{URI}1", "11-1011.00", 0.5), link("11-1011.00", "new11-1021.00", line=2)]
        (found,) = rp.crosswalk(a, b, links=links).links
        assert found.confidence == 0.5 * FURTHER_FILE
        assert found.basis == "chained"
        assert [step.is_assumed for step in found.steps] == [False, False, False, False, True]
        assert [published.citation.line for published in found.links] == [1, 2]
        assert found.reason.endswith("with a grade of 0.5; 2 files are followed")

    def test_from_the_group_of_esco_through_soc(self) -> None:
        a = catalog("a", role("x", esco=(f"{URI}1",), group="2120"), role("y", esco=(f"{URI}2",), group="2120"))
        b = catalog("b", role("p", onet=("15-2041.00",)), role("q", onet=("15-2041.01",)))
        links = [
            link("2120", "15-2041"),
            link("15-2041.00", "new15-2041.00"),
            link("15-2041.01", "new15-2041.01"),
        ]
        walk = rp.crosswalk(a, b, links=links)
        assert pairs(walk) == dict.fromkeys(itertools.product("xy", "pq"), 0.25 * FURTHER_FILE)
        assert walk.links[0].reason == (
            "x is one of 2 roles of a under isco-08 2120; soc-2010 15-2041 is divided into 2 of O*NET, among them 15-2041.00; "
            "2 files are followed"
        )

    def test_one_file_and_a_group_are_a_chain_without_further_cost(self) -> None:
        a = catalog("a", role("x", group="2120"))
        b = catalog("b", role("p", onet=("15-2041.00",)))
        (found,) = rp.crosswalk(a, b, links=[link("2120", "new15-2041.00")]).links
        assert (found.confidence, found.basis) == (1.0, "chained")

    def test_occupations_of_soc_that_no_file_names_lead_nowhere(self) -> None:
        a = catalog("a", role("x", esco=(f"{URI}1",)))
        b = catalog("b", role("p", group="2120"))
        assert not rp.crosswalk(a, b, links=[link(f"{URI}1", "15-2041.00"), link("2120", "15-1111")]).links

    def test_a_wider_group_stands_for_the_groups_in_it(self) -> None:
        a = catalog("a", role("x", group="2111"), role("y", group="2112"), role("z", group="2211"))
        b = catalog("b", role("p", onet=("19-2099.00",)))
        walk = rp.crosswalk(a, b, links=[link("211", "new19-2099.00")])
        assert pairs(walk) == {("x", "p"): 0.5, ("y", "p"): 0.5}

    def test_what_is_no_group_of_isco_leads_nowhere(self) -> None:
        a = catalog("a", role("x", group="15-2111"), role("y", group="21115"))
        walk = rp.crosswalk(a, catalog("b", role("p", onet=("1",))), links=[link("2111", "new1")])
        assert walk.links == ()

    def test_a_chain_is_left_out_where_both_its_ends_have_a_shorter_one(self) -> None:
        a = catalog("a", role("x", esco=(f"{URI}1",), group="2120"), role("y", group="2120"))
        b = catalog("b", role("p", onet=("15-2041.00",)), role("q", onet=("15-2041.01",)))
        links = [
            link(f"{URI}1", "new15-2041.00"),
            link("2120", "15-2041"),
            link("15-2041.00", "new15-2041.00"),
            link("15-2041.01", "new15-2041.01"),
        ]
        # x and p have each other: y and q are reached by chains alone, so that chains to and from them stay, but for x to p.
        walk = rp.crosswalk(a, b, links=links)
        assert {key for key, value in pairs(walk).items() if value == 1.0} == {("x", "p")}
        assert pairs(walk).keys() == {("x", "p"), ("x", "q"), ("y", "p"), ("y", "q")}
        walk = rp.crosswalk(catalog("a", a.roles[0]), catalog("b", b.roles[0]), links=links)
        assert pairs(walk) == {("x", "p"): 1.0}
        only = [link(f"{URI}1", "new15-2041.00"), link(f"{URI}2", "new15-2041.01"), *links[1:]]
        both = catalog("a", a.roles[0], role("y", esco=(f"{URI}2",), group="2120"))
        assert pairs(rp.crosswalk(both, b, links=only)) == {("x", "p"): 1.0, ("y", "q"): 1.0}

    def test_a_shorter_chain_counts_though_a_longer_one_be_surer(self) -> None:
        a = catalog("a", role("x", esco=(f"{URI}1",), group="2120"))
        b = catalog("b", role("p", onet=("15-2041.00",)))
        links = [link("2120", "15-2041"), link("15-2041.00", "new15-2041.00"), link(f"{URI}1", "15-2041.00", 0.25)]
        assert pairs(rp.crosswalk(a, b, links=links)) == {("x", "p"): 0.25 * FURTHER_FILE}
        assert pairs(rp.crosswalk(a, b, links=links[:2])) == {("x", "p"): FURTHER_FILE}

    def test_of_ways_of_one_length_the_surest_counts(self) -> None:
        a = catalog("a", role("x", esco=(f"{URI}1",)))
        b = catalog("b", role("p", onet=("1.00",)))
        links = [link(f"{URI}1", f"11-101{n}.00", n / 10) for n in range(5)] + [link(f"11-101{n}.00", "new1.00", 1.0) for n in range(5)]
        for order in (links, links[::-1]):
            (found,) = rp.crosswalk(a, b, links=order).links
            assert found.confidence == 0.4 * FURTHER_FILE

    def test_of_two_published_steps_the_surer_counts(self) -> None:
        # The same two codes, put side by side by one file each way.
        a = catalog("a", role("x", esco=(f"{URI}1",)))
        b = catalog("b", role("p", onet=("1.00",)))
        turned = rp.CodeLink(
            origin_system="onet-soc-2019",
            origin="1.00",
            target_system="esco",
            target=f"{URI}1",
            confidence=0.75,
            citation=rp.Citation(source="walk", section="other.csv", line=1),
        )
        for links in ([link(f"{URI}1", "new1.00", 0.25), turned], [turned, link(f"{URI}1", "new1.00", 0.25)]):
            assert pairs(rp.crosswalk(a, b, links=links)) == {("x", "p"): 0.75}


class TestReviewed:
    """Codes of one classification on both sides settle the matter: no file is asked."""

    LINKS = (link(f"{URI}1", "new1.00"),)

    def test_an_empty_list_stands_against_files(self) -> None:
        a = catalog("a", role("x", onet=("1.00",), esco=()))
        b = catalog("b", role("p", esco=(f"{URI}1",)))
        walk = rp.crosswalk(a, b, links=self.LINKS)
        assert walk.links == ()
        assert walk.unlinked_origins == (
            rp.UnlinkedRole(role="x", label="x", reason="a review found no such job in esco", is_reviewed=True),
        )

    def test_where_nobody_has_looked_files_are_followed(self) -> None:
        a = catalog("a", role("x", onet=("1.00",)))
        b = catalog("b", role("p", esco=(f"{URI}1",)))
        assert pairs(rp.crosswalk(a, b, links=self.LINKS)) == {("x", "p"): 1.0}

    def test_an_empty_list_means_nothing_where_the_other_has_no_such_codes(self) -> None:
        walk = rp.crosswalk(catalog("a", role("x", esco=())), catalog("b", role("p", onet=("1.00",))))
        assert walk.unlinked_origins[0].reason == "it carries no code of a classification"
        assert not walk.unlinked_origins[0].is_reviewed
        assert walk.unlinked_targets[0].reason == "nothing leads from onet-soc-2019 1.00 to a role of a"


class TestLosses:
    def test_what_collapses_and_what_splits(self) -> None:
        a = catalog("a", *(role(name, onet=(code,)) for name, code in (("x", "1"), ("y", "1"), ("z", "2"))))
        b = catalog("b", role("p", onet=("1",)), role("q", onet=("2",)), role("r", onet=("2",)))
        walk = rp.crosswalk(a, b)
        assert [[found.origin for found in group] for group in walk.collapsed] == [["x", "y"]]
        assert [[found.target for found in group] for group in walk.split] == [["q", "r"]]
        assert walk.unlinked_origins == walk.unlinked_targets == ()

    def test_a_label_alone_links_nothing_and_is_told(self) -> None:
        a = catalog("a", role("x", label="AI engineer", alternative_labels=("AIE", "ai  Engineer", "!")))
        b = catalog(
            "b",
            role("p", label="inseminator", alternative_labels=("AI-engineer",)),
            role("q", label="other", alternative_labels=("!",)),
        )
        walk = rp.crosswalk(a, b)
        assert walk.links == ()
        assert walk.homonyms == (
            rp.Homonym(label="AI engineer", origin="x", origin_label="AI engineer", target="p", target_label="inseminator"),
        )

    def test_a_label_of_roles_that_are_linked_is_no_homonym(self) -> None:
        a, b = catalog("a", role("x", label="l", onet=("1",))), catalog("b", role("p", label="L", onet=("1",)), role("q", label="l"))
        assert [item.target for item in rp.crosswalk(a, b).homonyms] == ["q"]


class TestResult:
    WALK = rp.crosswalk(
        catalog("a", role("x", esco=(f"{URI}1",)), role("y", label="same"), role("v", esco=(f"{URI}1",))),
        catalog("b", role("p", onet=("11-1021.00",)), role("q", label="Same"), role("w", onet=("5",))),
        links=[link(f"{URI}1", "11-1011.00", 0.5), link("11-1011.00", "new11-1021.00", line=2)],
    )

    def test_on_one_line(self) -> None:
        assert repr(self.WALK) == "Crosswalk(a ~ b: 2 links, 1 and 2 roles without a partner, 1 homonyms)"
        assert repr(self.WALK.links[0]) == "RoleLink(x ~ p: 0.23, chained)"

    def test_the_explanation_gives_the_confidence_again(self) -> None:
        tree = self.WALK.explain()
        first = tree.children[0]
        assert first.value == prod(float(child.value) for child in first.children if child.value is not None) == 0.5 * 0.5 * FURTHER_FILE
        assert [child.citation is not None for child in first.children] == [False, True, True, False, False]
        assert [child.rests_on for child in first.children] == ["catalog", None, None, "catalog", None]
        assert [child.statement for child in tree.children[2:]] == [
            "same has no partner in b: it carries no code of a classification",
            "Same has no partner in a: it carries no code of a classification",
            "w has no partner in a: nothing leads from onet-soc-2019 5 to a role of a",
            "same is same in one and Same in the other, and nothing links them",
        ]

    def test_as_text_and_html(self) -> None:
        text = str(self.WALK)
        assert text.startswith("Crosswalk, a to b")
        assert "2 links" in text
        for caption in ("Links", "What is lost", "Without a partner in b", "Without a partner in a", "Collapsing into one", "Same label"):
            assert caption in text
        assert "x, v" in text
        assert "[1] walk, lines 1, 2" in text
        assert "<table" in self.WALK._repr_html_()

    def test_as_tables(self) -> None:
        (first, _) = self.WALK.to_records()
        assert (first["origin"], first["target"], first["basis"], first["lines"]) == ("x", "p", "chained", ["walk:1", "walk:2"])
        assert [(row["catalog"], row["role"]) for row in self.WALK.to_records("unlinked")] == [("a", "y"), ("b", "q"), ("b", "w")]
        assert [(row["label"], row["target"]) for row in self.WALK.to_records("homonyms")] == [("same", "q")]


class TestArguments:
    @pytest.mark.parametrize("value", [None, "guides"])
    def test_the_second_must_be_a_catalog(self, value: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="catalog_b must be a Catalog"):
            rp.crosswalk(None, value)  # type: ignore[arg-type]

    def test_the_first_must_be_a_catalog_or_none(self) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must be a Catalog"):
            rp.crosswalk("guides", catalog("b"))  # type: ignore[arg-type]

    @pytest.mark.parametrize("links", [3, ["x"], "x"])
    def test_links_must_be_links(self, links: object) -> None:
        with pytest.raises(rp.InvalidTypeError, match="must hold links, as read_crosswalk"):
            rp.crosswalk(None, catalog("b"), links=links)  # type: ignore[arg-type]


class TestLaws:
    """Whatever is linked: confidence lies in 0-1, the other way round says the same, and the order of links counts for nothing."""

    uris = st.sampled_from([f"{URI}{n}" for n in range(3)])
    old = st.sampled_from(["11-1011.00", "11-1011.01", "11-1021.00"])
    new = st.sampled_from(["new11-1011.00", "new11-1021.00"])
    soc = st.sampled_from(["11-1011", "11-1021"])
    isco = st.sampled_from(["1112", "1120", "112"])
    grades = st.none() | st.sampled_from([0.25, 0.5, 1.0])
    some_links = st.lists(
        st.builds(link, uris, old, grades) | st.builds(link, old, new) | st.builds(link, isco, soc) | st.builds(link, uris, new, grades),
        max_size=12,
        unique_by=lambda found: (found.origin_system, found.origin, found.target_system, found.target),
    )
    left = st.lists(
        st.builds(lambda esco, group: {"esco": esco, "group": group}, st.none() | st.tuples(uris), st.sampled_from(["1112", "1120", None])),
        max_size=4,
    )
    right = st.lists(st.none() | st.just(()) | st.tuples(new.map(lambda code: code.removeprefix("new"))), max_size=4)

    @given(links=some_links, left=left, right=right, data=st.data())
    def test_laws(self, links: list[rp.CodeLink], left: list[dict[str, object]], right: list[tuple[str, ...]], data: st.DataObject) -> None:
        a = catalog("a", *(role(f"a{n}", **fields) for n, fields in enumerate(left)))
        b = catalog("b", *(role(f"b{n}", onet=codes) for n, codes in enumerate(right)))
        walk = rp.crosswalk(a, b, links=links)
        found = pairs(walk)
        assert all(0 <= value <= 1 for value in found.values())
        assert all(one.confidence == prod(step.share for step in one.steps) for one in walk.links)
        back = {(two, one): value for (one, two), value in pairs(rp.crosswalk(b, a, links=links)).items()}
        assert back == {key: pytest.approx(value) for key, value in found.items()}
        shuffled = rp.crosswalk(a, b, links=data.draw(st.permutations(links)))
        assert pairs(shuffled) == found
        assert len(walk.unlinked_origins) == len(a.roles) - len({one for one, _ in found})
        assert len(walk.unlinked_targets) == len(b.roles) - len({two for _, two in found})


@pytest.fixture(scope="module")
def esco(data: Path) -> rp.Catalog:
    """The real ESCO."""
    return rp.read_esco(*data.glob("ESCO*.zip"))


@pytest.fixture(scope="module")
def links(data: Path) -> tuple[rp.CodeLink, ...]:
    """The real crosswalks."""
    return rp.read_crosswalk(data / "crosswalks")


class TestTheRealFiles:
    def test_esco_to_onet(self, esco: rp.Catalog, onet: rp.Catalog, links: Iterable[rp.CodeLink]) -> None:
        walk = rp.crosswalk(esco, onet, links=links)
        assert not walk.unlinked_origins
        assert {found.basis for found in walk.links} == {"chained"}  # no file reaches the codes of 2019 alone
        near = max((found for found in walk.links if found.origin_label == "statistician"), key=lambda found: found.confidence)
        assert near.target_label == "Statisticians"
        assert len({found.target for found in walk.links}) + len(walk.unlinked_targets) == 1016

    def test_bundled_roles_to_both(self, esco: rp.Catalog, onet: rp.Catalog, links: Iterable[rp.CodeLink]) -> None:
        ours = rp.load_catalog()
        for theirs, field in ((esco, "esco"), (onet, "onet")):
            walk = rp.crosswalk(None, theirs, links=links)
            assert {found.origin for found in walk.links} == {entry.id for entry in ours.roles if getattr(entry, field)}
            assert all(found.basis == "same-code" and found.confidence == 1 for found in walk.links)
            assert all(entry.is_reviewed for entry in walk.unlinked_origins)
            assert len(walk.links) + len(walk.unlinked_origins) == len(ours.roles)
        homonyms = {(item.label, item.target_label) for item in rp.crosswalk(None, esco).homonyms}
        assert ("AI engineer", "animal artificial insemination technician") in homonyms
