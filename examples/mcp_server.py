"""A server of the Model Context Protocol over stdio: the library's verbs as tools.

Run it with ``pip install rolepath "mcp>=2.1"`` and ``python examples/mcp_server.py``, or name that command in the settings of a client.

A tool answers with the text that the library prints. The document of an answer comes along, as structured content, where it is asked for:
it may have hundreds of kB, and many clients hand a model the structured content in place of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field

import rolepath as rp

#: It never changes. For a framework of your own: ``rp.load_overlay("framework")``.
CATALOG = rp.load_catalog()

server = MCPServer(
    "rolepath",
    version=rp.__version__,
    instructions=(
        "What career guides say of roles in data, machine learning and AI: their skills, the moves between them, their pay. "
        "An answer cites its sources, marks what is assumed and keeps disagreements; say so with its figures. "
        "role_names lists the roles that are known."
    ),
)

# What is asked ---------------------------------------------------------------------------------------------------------


class Person(BaseModel):
    """A person's skills and circumstances, of which any may be left out. A skill that is not listed is not held."""

    model_config = ConfigDict(extra="allow")  # so that it is the library which refuses a key, and says which was meant

    skills: Annotated[
        list[str] | dict[str, Any],
        Field(
            description="Names; or names with how well each is held: familiar, working, strong, expert; or names with both that and how "
            'it is shown, such as {"proficiency": "strong", "evidence": "used-at-work"}.'
        ),
    ] = []
    role: Annotated[str | None, Field(description="Present role.")] = None
    level: Annotated[str | None, Field(description="Present level.")] = None
    location: Annotated[str | None, Field(description="Place of work, such as London.")] = None
    hours_per_week: Annotated[float | None, Field(description="Hours a week for learning.")] = None


RoleOrPerson = Annotated[str | Person, Field(description="A role, for someone who has what its sources ask; or a person.")]
Role = Annotated[str, Field(description="Id or any name of a role, such as ML engineer.")]
Level = Annotated[str | None, Field(description="entry, mid, senior, staff, principal, manager, director or vp; all where left out.")]
Evidence = Annotated[rp.Evidence | None, Field(description="Of a person alone: count only skills that are shown at least so well.")]
WithDocument = Annotated[bool, Field(description="Add the whole answer as data. For programs: it may have hundreds of kB.")]


def role_or_person(have: str | Person) -> rp.Role | rp.Profile:
    """Find a role, or read a person, whose skills and circumstances go by any name that the catalog has."""
    return CATALOG.role(have) if isinstance(have, str) else rp.Profile.from_data(have.model_dump(), catalog=CATALOG)


# What is answered ------------------------------------------------------------------------------------------------------


def tool(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Make a tool of a function. What the library refuses is an error of the tool, with the library's sentence."""

    @wraps(answer)
    def answer_or_refuse(**asked: Any) -> Any:
        try:
            return answer(**asked)
        except rp.RolepathError as error:
            raise ToolError(str(error)) from error

    return server.tool(annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))(answer_or_refuse)


def told(answer: object, *, with_document: bool) -> CallToolResult:
    """Tell an answer as text, and as a document where that is asked for."""
    document = rp.to_document(answer) if with_document else None
    return CallToolResult(content=[TextContent(type="text", text=str(answer))], structured_content=document)


@tool
def skill_gap(
    have: RoleOrPerson, want: Role, *, level: Level = None, evidence: Evidence = None, with_document: WithDocument = False
) -> CallToolResult:
    """Find what is missing for a role, skill by skill, what adds most first, with who asks for it.

    The score runs from 0 (nothing is missing) to 1 (everything). Its bounds allow for what no source states.
    """
    answer = rp.skill_gap(role_or_person(have), want, level=level, evidence=evidence, catalog=CATALOG)
    return told(answer, with_document=with_document)


@tool
def transition_difficulty(
    origin: RoleOrPerson, target: Role, *, level: Level = None, target_level: Level = None, with_document: WithDocument = False
) -> CallToolResult:
    """Find how hard a move to a role is, factor by factor, with the months that it takes and what sources claim of it.

    The score runs from 0 (no move) to 1 (the hardest). The levels are those held and moved to; name both, or neither.
    """
    answer = rp.transition_difficulty(role_or_person(origin), target, level=level, target_level=target_level, catalog=CATALOG)
    return told(answer, with_document=with_document)


@tool
def comp_lookup(
    role: Role,
    *,
    level: Level = None,
    location: Annotated[str | None, Field(description="Place, such as London or US.")] = None,
    component: Annotated[rp.PayComponent | None, Field(description="What the pay counts.")] = None,
    currency: Annotated[str | None, Field(description="ISO 4217 code, such as USD. Nothing is converted.")] = None,
    with_document: WithDocument = False,
) -> CallToolResult:
    """Find what a role pays, by source, in groups that compare, and whether the sources agree.

    Figures of different groups differ in level, place, currency or in what they count, and are not to be compared.
    """
    answer = rp.comp_lookup(role, level=level, location=location, component=component, currency=currency, catalog=CATALOG)
    return told(answer, with_document=with_document)


@tool
def learning_plan(
    have: RoleOrPerson,
    target: Role,
    *,
    level: Level = None,
    hours_per_week: Annotated[float | None, Field(description="Hours a week for learning, 0 to 168.")] = None,
    evidence: Evidence = None,
    with_document: WithDocument = False,
) -> CallToolResult:
    """Find what to learn for a role, in which order, for how long, and what proves it."""
    person = role_or_person(have)
    answer = rp.learning_plan(person, target, level=level, hours_per_week=hours_per_week, evidence=evidence, catalog=CATALOG)
    return told(answer, with_document=with_document)


@tool
def role_names(
    role: Annotated[str | None, Field(description="Any name of a role; every role where left out.")] = None,
) -> dict[str, list[str]]:
    """Find the names that a role goes by, under its id, the preferred one first."""
    found = CATALOG.roles if role is None else (CATALOG.role(role),)
    return {each.id: [each.label, *each.alternative_labels] for each in found}


if __name__ == "__main__":
    server.run()
