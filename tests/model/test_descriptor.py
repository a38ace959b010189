"""What a framework ties to roles besides skills, and what came of reading it."""

from __future__ import annotations

import attrs
import pytest

import rolepath as rp

AT = rp.Citation(source="north", section="S", line=3)
SOUTH = rp.Citation(source="south", section="S", line=4)


def tells(role: str, family: str, item: str, value: float | None = None, citation: rp.Citation = AT) -> rp.Descriptor:
    return rp.Descriptor(role=role, family=family, item=item, label=item.upper(), value=value, citation=citation)


OWN = rp.Catalog(
    sources=(rp.Source(id="north", title="North"), rp.Source(id="south", title="South")),
    roles=(
        rp.Role(id="cook", label="Cook", onet=("35-2014.00",), esco=("http://data.europa.eu/esco/occupation/cook",)),
        rp.Role(id="baker", label="Baker", onet=()),
    ),
    descriptors=(
        tells("cook", "activity", "cutting"),
        tells("cook", "preparation", "zone", 2.0, SOUTH),
        tells("baker", "activity", "kneading"),
    ),
    reading_reports=(rp.ReadingReport(source="north", files=(rp.FileReport(name="a.txt", rows=3, used=2),), unrated=("baker",)),),
)


class TestDescriptor:
    def test_repr(self) -> None:
        assert repr(OWN.descriptors[0]) == "Descriptor(cook: activity CUTTING)"
        assert repr(OWN.descriptors[1]) == "Descriptor(cook: preparation ZONE = 2)"

    def test_it_is_a_fact(self) -> None:
        assert OWN.descriptors[0] in OWN.facts
        assert OWN.facts_of("south") == (OWN.descriptors[1],)
        more = OWN.with_facts(tells("baker", "tool", "oven"))
        assert more.descriptors[-1].item == "oven"
        assert OWN.only_sources("north").descriptors == (OWN.descriptors[0], OWN.descriptors[2])


class TestOfRole:
    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({}, ["cutting", "zone"]),
            ({"family": "activity"}, ["cutting"]),
            ({"family": rp.DescriptorFamily.PREPARATION}, ["zone"]),
            ({"source": "South"}, ["zone"]),
            ({"source": "south", "family": "activity"}, []),
        ],
    )
    def test_filters(self, filters: dict[str, object], found: list[str]) -> None:
        assert [fact.item for fact in OWN.descriptors_of("Cook", **filters)] == found

    def test_wrong_names(self) -> None:
        with pytest.raises(rp.UnknownRoleError):
            OWN.descriptors_of("waiter")
        with pytest.raises(rp.InvalidFieldError):
            OWN.descriptors_of("cook", family="mood")
        with pytest.raises(rp.UnknownSourceError):
            OWN.descriptors_of("cook", source="east")


class TestCodes:
    def test_a_role_is_found_by_its_codes(self) -> None:
        assert OWN.role("35-2014.00").id == "cook"
        assert OWN.role("http://data.europa.eu/esco/occupation/cook").id == "cook"

    def test_a_code_of_two_roles_names_neither(self) -> None:
        both = attrs.evolve(OWN, roles=tuple(attrs.evolve(role, onet=("35-2014.00",)) for role in OWN.roles))
        with pytest.raises(rp.AmbiguousNameError):
            both.role("35-2014.00")


class TestReports:
    def test_they_name_sources_and_roles_of_the_catalog(self) -> None:
        with pytest.raises(rp.CatalogError) as caught:
            attrs.evolve(OWN, reading_reports=(rp.ReadingReport(source="east", unrated=("waiter",)),))
        assert [(fault.block, fault.field, fault.sentence) for fault in caught.value.faults] == [
            ("reading_reports[0]", "source", "no source has the id 'east'"),
            ("reading_reports[0]", "unrated", "no role has the id 'waiter'"),
        ]

    def test_merged_once(self) -> None:
        assert OWN.merged(OWN).reading_reports == OWN.reading_reports

    def test_repr(self) -> None:
        assert repr(OWN.reading_reports[0]) == "ReadingReport(north: 1 files, 1 roles without ratings)"
