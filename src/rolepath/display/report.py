"""A report to hand over: one page for a mentor and a mentee, with every figure linked to the lines that it rests on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from rolepath._version import __version__
from rolepath.analysis.agreement import Disagreements, disagreements
from rolepath.analysis.comp import CompLookup, comp_lookup
from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
from rolepath.analysis.gap import SkillGap, skill_gap
from rolepath.analysis.needs import listed_by_person, unknown_of
from rolepath.analysis.plan import LearningPlan, learning_plan
from rolepath.analysis.question import bundled, role_or_profile
from rolepath.analysis.route import Routes, find_paths
from rolepath.display import view_of
from rolepath.display.html import STYLE, to_fragment
from rolepath.display.models import rated
from rolepath.display.plan import span
from rolepath.display.view import Table, View, visible
from rolepath.errors import InvalidTypeError, MissingExtraError
from rolepath.model.catalog import Catalog
from rolepath.model.level import Level
from rolepath.model.profile import Profile
from rolepath.model.role import Role
from rolepath.model.source import Source

__all__ = ["Report", "report"]

TEMPLATE = "report.html.jinja"
#: Skills of a person that are shown at first.
ROWS_SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One part of the page."""

    id: str
    heading: str
    about: str
    #: What it shows, as HTML.
    parts: tuple[str, ...]


# A report is a form of output, like a table, and no answer of its own; so it is no attrs class, of which each is a document.
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report:
    """The answers on one move, as a page: self-contained, without a script, to read on a screen or on paper."""

    #: Who moves: a person, or a role that stands for someone who meets what its sources ask.
    have: Profile | Role
    #: What is missing for the role wanted.
    gap: SkillGap
    #: How hard the move is, and how long it takes.
    move: TransitionDifficulty
    #: The ways there.
    routes: Routes
    #: What to learn, in order.
    plan: LearningPlan
    #: What the roles pay: the one wanted, and the one held where there is one.
    pay: tuple[CompLookup, ...]
    #: Where sources disagree on these roles.
    disagreements: tuple[Disagreements, ...]
    #: The catalog asked.
    catalog: Catalog

    @property
    def title(self) -> str:
        """What the page is called."""
        level = f", {self.gap.level}" if self.gap.level else ""
        return f"From {self.gap.origin_label} to {self.gap.target_label}{level}"

    def html(self) -> str:
        """Return the page.

        Raises:
            MissingExtraError: the extra ``[report]`` is not installed.
        """
        try:
            jinja2: Any = import_module("jinja2")
            markupsafe: Any = import_module("markupsafe")
        except ImportError:
            raise MissingExtraError("a report", "report") from None
        template = files("rolepath.display").joinpath(TEMPLATE).read_text(encoding="utf-8")
        page: str = (
            jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
            .from_string(template)
            .render(
                title=visible(self.title),
                style=markupsafe.Markup(STYLE),
                summary=[(name, visible(value)) for name, value in self._summary()],
                sections=[replace(section, parts=tuple(map(markupsafe.Markup, section.parts))) for section in self._sections()],
                sources=[visible(_source_line(source)) for source in self.catalog.sources],
                version=__version__,
                catalog=visible(self.catalog.name),
            )
        )
        return page + "\n"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file, in place of what it holds, and return its path.

        Raises:
            MissingExtraError: the extra ``[report]`` is not installed; nothing is written then.
            OSError: the file cannot be written.
        """
        if not isinstance(path, (str, os.PathLike)):
            raise InvalidTypeError("path", path, "must be the path of a file to write")
        page = self.html()
        written = Path(path)
        written.write_text(page, encoding="utf-8")
        return written

    def _repr_html_(self) -> str:
        summary = View(title=self.title, lead=tuple(f"{name}: {value}" for name, value in self._summary()))
        return STYLE + to_fragment(summary)

    def __repr__(self) -> str:
        """Name the report on one line."""
        return f"Report({self.gap.origin or 'profile'} -> {self.gap.target})"

    def __str__(self) -> str:
        """Say what the page opens with."""
        return "\n".join([visible(self.title), *(f"{name}: {visible(value)}" for name, value in self._summary())])

    def _summary(self) -> Iterator[tuple[str, str]]:
        """Say the main figures, each with its bounds."""
        gap, move = self.gap, self.move
        told = f"{gap.score:.2f}, bounds {gap.lower:.2f} to {gap.upper:.2f}" if gap.score is not None else f"not known: {gap.reason}"
        yield "Gap (0 = nothing is missing)", told
        told = f"{move.score:.2f}, bounds {move.lower:.2f} to {move.upper:.2f}" if move.score is not None else f"not known: {move.reason}"
        yield "Difficulty (0 = no move)", told
        core = next((milestone.months for milestone in self.plan.milestones if milestone.name == "core"), None)
        if core is not None:
            yield "Months until what sources ask most is held", f"{span(*core)}, at {self.plan.hours_per_week:g} hours a week"
        for stated in self.plan.stated:
            least, most = stated.months.minimum, stated.months.maximum
            if most is not None and stated.months.citation is not None:
                months = f"up to {most:g}" if least is None else f"{least:g} to {most:g}"
                yield f"Months as {stated.months.citation.source} states them", months
        if self.plan.items:
            yield "Learn first", ", ".join(item.label for item in self.plan.items[:3])

    def _sections(self) -> Iterator[_Section]:
        """Yield what the page shows, in order."""
        standing = to_fragment(_standing(self.catalog, self.have))
        yield _Section(id="standing", heading="Where you stand", about="What counts as held.", parts=(standing,))
        told = (
            ("gap", "What is missing", "Skill by skill, what the role asks beyond what is held.", (self.gap,)),
            ("move", "How hard the move is", "Factor by factor, with what sources claim of it.", (self.move,)),
            ("routes", "Ways there", "Directly, and through other roles.", (self.routes,)),
            ("plan", "What to learn", "In order, with the time it takes, what proves it and what sources warn of.", (self.plan,)),
            ("pay", "What it pays", "By source, in groups that compare. Unlike figures stay apart.", self.pay),
            ("disagreements", "What the sources disagree on", "Who says what, and what that takes for granted.", self.disagreements),
        )
        for ident, heading, about, answers in told:
            yield _Section(id=ident, heading=heading, about=about, parts=tuple(to_fragment(view_of(answer)) for answer in answers))


def _source_line(source: Source) -> str:
    by = f", {source.publisher}" if source.publisher else ""
    return f"{source.id}: {source.title}{by}, {source.published or 'no date'}"


def _standing(catalog: Catalog, have: Profile | Role) -> View:
    """View what someone brings: a person's skills as they list them, or a role."""
    if isinstance(have, Role):
        lead = (f"Someone who holds what sources ask of the role {have.label}, of each skill the least that they state.",)
        return View(title=have.label, lead=lead)
    said = (
        ("role", None if have.role is None else catalog.role(have.role).label),
        ("level", have.level),
        ("years", None if have.years is None else f"{have.years:g}"),
        ("place", None if have.location is None else catalog.place(have.location).label),
        ("hours a week for learning", None if have.hours_per_week is None else f"{have.hours_per_week:g}"),
        ("not known to the catalog, so counted as nothing", ", ".join(unknown_of(catalog, have)) or None),
    )
    listed = (
        (catalog.skill(skill).label, rated(entry.proficiency, "not said"), entry.evidence.value)
        for skill, entry in listed_by_person(catalog, have)
    )
    rows = tuple(sorted(listed))
    held = Table(caption="Skills", header=("skill", "proficiency", "how it is shown"), rows=rows, first=ROWS_SHOWN, all_in="the profile")
    return View(
        title="This person",
        lead=tuple(f"{name}: {value}" for name, value in said if value is not None),
        tables=(held,) if rows else (),
        notes=() if rows else ("The profile lists no skill, so all that the role asks for counts as missing.",),
    )


def report(
    have: Role | Profile | str,
    target: Role | str,
    *,
    level: Level | str | None = None,
    hours_per_week: float | None = None,
    max_steps: int = 2,
    catalog: Catalog | None = None,
) -> Report:
    """Answer everything on one move, for a page to hand over.

    Args:
        have: a person, or a role that stands for someone who meets what its sources ask.
        target: the role wanted, as object, id or label.
        level: level wanted; that of the person by default.
        hours_per_week: hours for learning, 0 to 168; those of the person by default, or else those that the catalog assumes.
        max_steps: most steps of a route.
        catalog: the catalog to ask; the bundled guides by default.

    Raises:
        UnknownRoleError, UnknownLevelError: a name is not known.
        InvalidFieldError: the hours or the steps are out of range.

    >>> import rolepath as rp
    >>> page = rp.report("data scientist", "ML engineer")
    >>> page
    Report(data-scientist -> ml-engineer)
    >>> print(page.title)
    From Data scientist to ML engineer
    """
    catalog = bundled(catalog)
    start, end = role_or_profile(catalog, have), catalog.role(target)
    own = start.level if isinstance(start, Profile) else None
    held = start if isinstance(start, Role) else None if start.role is None else catalog.role(start.role)
    roles = [end, *([held] if held is not None and held.id != end.id else [])]
    return Report(
        have=start,
        gap=skill_gap(start, end, level=level, catalog=catalog),
        move=transition_difficulty(start, end, target_level=level, catalog=catalog),
        routes=find_paths(start, end, target_level=level, max_steps=max_steps, hours_per_week=hours_per_week, catalog=catalog),
        plan=learning_plan(start, end, level=level, hours_per_week=hours_per_week, catalog=catalog),
        pay=tuple(comp_lookup(role, level=(own if level is None else level) if role is end else own, catalog=catalog) for role in roles),
        disagreements=tuple(disagreements(role=role, catalog=catalog) for role in roles),
        catalog=catalog,
    )
