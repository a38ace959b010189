"""Write what later versions are held to: the store of this version, and the snapshot of public signatures and fields.

Run ``python tests/compatibility/write.py`` after a change of the public interface that is meant, and commit what it writes. The folder of a
version that is released stays as it is.
"""

from __future__ import annotations

import inspect
import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

import rolepath as rp
import rolepath.testing.checks
import rolepath.testing.laws
import rolepath.testing.strategies

STORE = Path(__file__).parent / "store"
SNAPSHOT = Path(__file__).parent / "public.txt"
#: The same for what those test with who build on rolepath.
TESTING = Path(__file__).parent / "testing.txt"
MODULES = (rolepath.testing.strategies, rolepath.testing.checks, rolepath.testing.laws)
#: Protocol of the stored pickles, which every supported Python reads.
PROTOCOL = 4

# What is stored ------------------------------------------------------------------------------------------------------------------------


def catalog() -> rp.Catalog:
    """Make a catalog of few facts, with an entry of every kind; it stays as it is when the bundled data change."""
    proficiency = rp.Scale(
        id="proficiency",
        label="Proficiency",
        measures="proficiency",
        reason="Two labels, and whole numbers to four.",
        steps=(rp.ScaleStep(label="some", value=0.5), rp.ScaleStep(label="good", value=0.75)),
        minimum=0,
        maximum=4,
    )
    importance = rp.Scale(id="importance", label="Importance", measures="importance", reason="To five.", minimum=0, maximum=5)

    def at(source: str, line: int) -> rp.Citation:
        return rp.Citation(source=source, section="A section", line=line)

    def asks(role: str, skill: str, held: float, line: int, **more: Any) -> rp.SkillRequirement:
        return rp.SkillRequirement(
            role=role,
            skill=skill,
            basis="core-skill",
            citation=at("north", line),
            proficiency=proficiency.rate(held),
            importance=importance.rate(line),
            **more,
        )

    def pays(role: str, low: str, high: str | None, source: str, line: int, **more: Any) -> rp.SalaryBand:
        return rp.SalaryBand(
            role=role,
            component="base",
            minimum=Decimal(low),
            maximum=None if high is None else Decimal(high),
            currency="EUR",
            level="second",
            location="town",
            citation=at(source, line),
            **more,
        )

    return rp.Catalog(
        name="stored",
        sources=(
            rp.Source(id="north", title="North", author="Someone", published="2026-01", region="land", currency="EUR"),
            rp.Source(id="south", title="South"),
        ),
        scales=(proficiency, importance),
        places=(rp.Place(id="land", label="Land"), rp.Place(id="town", label="Town", within="land")),
        skills=(
            rp.Skill(id="baking", label="Baking", kind="knowledge", effort_weeks_minimum=4.0, effort_weeks_maximum=8.0),
            rp.Skill(
                id="bread",
                label="Bread",
                kind="knowledge",
                alternative_labels=("Loaves",),
                broader="baking",
                related=(rp.RelatedSkill(skill="cakes", credit=0.5, reason="Both rise."),),
                prerequisites=("baking",),
                effort_weeks_minimum=2.0,
                effort_weeks_maximum=3.5,
            ),
            rp.Skill(id="cakes", label="Cakes", kind="knowledge"),
        ),
        roles=(
            rp.Role(id="baker", label="Baker", alternative_labels=("Breadmaker",), group="7512", onet=("51-3011.00",), esco=()),
            rp.Role(id="cook", label="Cook"),
        ),
        standard_levels=tuple(
            rp.Level(id=name, label=name.title(), track="individual-contributor", rank=rank)
            for rank, name in enumerate(("first", "second", "third"), 1)
        ),
        levels=(rp.Level(id="second", label="Journeyman", track="individual-contributor", rank=2, role="baker", citation=at("south", 16)),),
        requirements=(
            asks("baker", "bread", 3, 1, is_essential=True),
            asks("baker", "baking", 4, 2, alternatives=("cakes",)),
            asks("baker", "cakes", 1, 3, level="third"),
            asks("cook", "cakes", 2, 4),
        ),
        salary_bands=(
            pays("baker", "30000.50", "40000", "north", 10),
            pays("baker", "35000", "45000", "south", 11, open_top=True, approximate=True, hedge="often"),
            pays("cook", "1E+4", None, "north", 12),
        ),
        pay_claims=(
            rp.PayClaim(
                role="baker", relation="more", other="cook", percent_minimum=Decimal("2.50"), levels=("second",), citation=at("south", 13)
            ),
        ),
        pay_percentiles=(
            rp.PayPercentiles(
                role="baker",
                component="base",
                currency="EUR",
                year=2023,
                first_year=2021,
                p25=Decimal("20000.50"),
                p50=Decimal(30000),
                p75=Decimal(40000),
                floors=(75,),
                location="town",
                titles=("Baker", "Breadmaker"),
                records=12,
                repeats=3,
                citation=rp.Citation(source="south", section="pay.csv", line=2, end_line=20),
            ),
        ),
        transition_claims=(
            rp.TransitionClaim(
                kind="duration",
                text="From cook to baker in a year.",
                origin="cook",
                target="baker",
                months_minimum=Decimal(6),
                months_maximum=Decimal(12),
                citation=at("north", 14),
            ),
        ),
        traits=(rp.Trait(roles=("baker",), aspect="choose-if", text="You like mornings", citation=at("north", 15)),),
        descriptors=(
            rp.Descriptor(
                role="baker",
                family="activity",
                item="4.A.1",
                label="Kneading",
                citation=at("south", 17),
                within=("4.A",),
                assumed=("within",),
            ),
            rp.Descriptor(role="cook", family="preparation", item="zone", label="Zone 2", citation=at("south", 18), value=2.0),
        ),
        reading_reports=(
            rp.ReadingReport(
                source="south",
                files=(rp.FileReport(name="ovens.txt", kind="ratings", rows=3, used=2, left_out="too hot"),),
                unrated=("cook",),
                unlisted=("99-1",),
                ambiguous=("Chef",),
            ),
        ),
        parameters=(rp.Parameter(name="gap.tool", value=0.5, low=0.25, high=1.0, reason="For the store."),),
        difficulty_model=rp.DifficultyModel(weights=rp.DifficultyWeights(shortfall=0.5, effort=0.25, step=0.25), core_share=0.5),
        proximity_model=rp.ProximityModel(titles=20.0),
    )


def nouns() -> dict[str, Any]:
    """Make one object of every class of nouns, by its name."""
    own = catalog()
    held = rp.HeldSkill(skill="cakes", proficiency=own.scale("proficiency").rate("good"), evidence="certified")
    unknown = rp.UnknownSkill(name="Ice", proficiency=own.scale("proficiency").rate(1))
    rate = rp.ExchangeRate(base="GBP", quote="EUR", rate=Decimal("1.150"))
    path = rp.TransitionPath.through("cook", "baker")
    listed: list[Any] = [
        own,
        held,
        unknown,
        rate,
        path,
        path.steps[0],
        rp.Citation(source="north", section="A section", line=3, end_line=4, printed="Page 3", via="south"),
        rp.Profile(
            skills=(held,),
            role="cook",
            level="second",
            years=3.5,
            location="town",
            pay_floor=Decimal("30000.50"),
            currency="EUR",
            hours_per_week=5.0,
            preferences=("You like mornings",),
            unknown=(unknown,),
        ),
        rp.Offer(role="baker", currency="EUR", base=Decimal(3000), period="month", one_off=Decimal("1E+3"), has_on_call=False),
        rp.ExchangeRates(rates=(rate,), day=date(2026, 1, 2), source="a bank"),
        rp.GapWeights(),
        own.difficulty_model,
        own.difficulty_model.weights,
        own.parameters[0],
        own.sources[0],
        own.places[1],
        own.roles[0],
        own.standard_levels[0],
        own.skills[1],
        own.skills[1].related[0],
        own.scales[0],
        own.scales[0].steps[0],
        held.proficiency,
        own.requirements[1],
        own.salary_bands[1],
        own.pay_claims[0],
        own.pay_percentiles[0],
        own.transition_claims[0],
        own.traits[0],
        own.descriptors[0],
        own.reading_reports[0],
        own.reading_reports[0].files[0],
        own.proximity_model,
        rp.CodeLink(
            origin_system="esco",
            origin="uri:1",
            target_system="onet-soc-2019",
            target="35-2014.00",
            citation=rp.Citation(source="north", section="links.csv", line=2),
            confidence=0.5,
            origin_label="Cook",
            target_label="Cooks",
        ),
        rp.ClaimReading(slight_percent=7.5, same_percent=2.5),
    ]
    return {type(thing).__name__: thing for thing in listed}


def answers() -> dict[str, Any]:
    """Ask the stored catalog a few questions, each by the name of its answer's class."""
    own = catalog()
    gap = rp.skill_gap("cook", "baker", catalog=own)
    listed = [
        gap,
        gap.explain(),
        rp.transition_difficulty("cook", "baker", level="first", target_level="second", catalog=own),
        rp.comp_lookup("baker", catalog=own),
        rp.learning_plan("cook", "baker", catalog=own),
        rp.compare("cook", "baker", catalog=own),
        rp.proximity("cook", "baker", catalog=own),
    ]
    return {type(thing).__name__: thing for thing in listed}


def plain(thing: Any) -> Any:
    """Say what an object holds, by a way of its own that knows nothing of documents: its class, and each field by name."""
    if attrs.has(type(thing)):
        held = {field.name: plain(getattr(thing, field.name)) for field in attrs.fields(type(thing)) if field.init}
        return {"class": type(thing).__name__, **held}
    if isinstance(thing, tuple):
        return [plain(entry) for entry in thing]
    if isinstance(thing, Enum):
        return f"{type(thing).__name__}.{thing.name}"
    return thing if thing is None or isinstance(thing, (str, bool)) else repr(thing)


def write_store() -> None:
    """Write the store of this version."""
    folder = STORE / rp.__version__
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    stored = nouns() | answers()
    for name, thing in stored.items():
        (folder / f"{name}.json").write_text(rp.to_json(thing, indent=1) + "\n", encoding="utf-8")
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(thing, PROTOCOL))
    expected = {name: plain(thing) for name, thing in sorted(stored.items())}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# The snapshot --------------------------------------------------------------------------------------------------------------------------

HEAD = """\
# Every public name with its signature, fields, members and methods.
# Written by tests/compatibility/write.py, which says when to run it.
"""


class _Text:
    """The text of a type, which a signature shows without quotes."""

    def __init__(self, text: Any) -> None:
        self.text = text if isinstance(text, str) else inspect.formatannotation(text)

    def __repr__(self) -> str:
        return self.text


def _signature(function: Callable[..., Any]) -> str:
    found = inspect.signature(function)
    parameters = [
        part if part.annotation is part.empty else part.replace(annotation=_Text(part.annotation)) for part in found.parameters.values()
    ]
    returned = found.return_annotation
    return str(found.replace(parameters=parameters, return_annotation=returned if returned is found.empty else _Text(returned)))


def _annotation(kind: type, name: str) -> str:
    """Return the type of a field as it is written."""
    return next(vars(base)["__annotations__"][name] for base in kind.__mro__ if name in vars(base).get("__annotations__", {}))


def _default(field: Any) -> str:
    if field.default is attrs.NOTHING:
        return "required"
    return "made anew" if isinstance(field.default, attrs.Factory) else f"default {field.default!r}"  # type: ignore[arg-type]


def _fields(kind: Any) -> Iterator[str]:
    for field in attrs.fields(kind) if attrs.has(kind) else ():
        if not field.name.startswith("_"):
            yield f"    {field.name}: {_annotation(kind, field.name)}, {_default(field)}"


def _methods(kind: type) -> Iterator[str]:
    """Describe public methods and properties, those of our own bases included."""
    fields = {field.name for field in attrs.fields(kind)} if attrs.has(kind) else set[str]()
    for name in sorted(dir(kind)):
        homes = [base for base in kind.__mro__ if name in vars(base)]
        if name.startswith("_") or name in fields or not homes or not homes[0].__module__.startswith("rolepath"):
            continue
        held = vars(homes[0])[name]
        if isinstance(held, (classmethod, staticmethod)):
            yield f"    {type(held).__name__} {name}{_signature(getattr(kind, name))}"
        elif inspect.isfunction(held):
            yield f"    def {name}{_signature(held)}"
        elif hasattr(held, "fget") or hasattr(held, "func"):
            function = getattr(held, "fget", None) or held.func
            yield f"    property {name}: {_Text(function.__annotations__['return'])!r}"


def _class(name: str, kind: type) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in kind.__bases__ if base is not object and not base.__name__.startswith("_"))
    yield f"class {name}({bases})" if bases else f"class {name}"
    if issubclass(kind, BaseException) and "__init__" in vars(kind):
        yield f"    def __init__{_signature(vars(kind)['__init__'])}"
    if issubclass(kind, Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in kind)
    yield from _fields(kind)
    yield from _methods(kind)


def _described(name: str, home: Any = rp) -> Iterable[str]:
    found = getattr(home, name)
    if name == "__version__":
        return ["__version__: str"]
    if inspect.isclass(found):
        return _class(name, found)
    if inspect.isfunction(found):
        return [f"def {name}{_signature(found)}"]
    if home is not rp:  # another name of a type, which each Python writes in a way of its own
        return [f"type {name}"]
    supertype = getattr(found, "__supertype__", None)
    return [f"type {name}: {supertype.__name__}" if supertype else f"{name} = {found!r}".replace("rolepath.model.", "")]


def snapshot() -> str:
    """Describe every public name."""
    return HEAD + "".join("\n" + "".join(f"{line}\n" for line in _described(name)) for name in rp.__all__)


def testing_snapshot() -> str:
    """Describe every public name of ``rolepath.testing``, and name the checks, which failures are expected by."""
    blocks = [f"module {home.__name__}\n" + "\n".join("\n".join(_described(name, home)) for name in home.__all__) for home in MODULES]
    blocks.append("checks\n" + "\n".join(f"    {check.name}" for check in rolepath.testing.checks.checks()))
    return HEAD + "".join(f"\n{block}\n" for block in blocks)


if __name__ == "__main__":
    write_store()
    TESTING.write_text(testing_snapshot(), encoding="utf-8")
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
