"""A web service over the library: gap, difficulty, pay and plan, each as a typed endpoint.

Run it with ``pip install rolepath "fastapi>=0.164" uvicorn`` and ``uvicorn --app-dir examples service:app``.

Whatever the library refuses is answered with status 422: ``loc`` names the field, and ``msg`` is the library's sentence. Names are looked
up as they enter, so that each bad one is told at its own field, and all of them at once.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Callable
from contextlib import suppress
from math import isfinite
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

import rolepath as rp

#: It never changes, so that all threads may ask it. For a framework of your own: ``rp.load_overlay("framework")``.
CATALOG = rp.load_catalog()
#: One step of the place of a fault, such as ``skills[0].proficiency``.
STEP = re.compile(r"\[(\d{1,9})\]|([^.\[\]]+)")


class Service(FastAPI):
    """An application whose OpenAPI description holds the library's own schemas of its documents."""

    def openapi(self) -> dict[str, Any]:
        """Describe the service."""
        described = super().openapi()
        for kind in (rp.SkillGap, rp.TransitionDifficulty, rp.CompLookup, rp.LearningPlan, rp.Profile):
            parts = json.dumps(rp.json_schema(kind)["$defs"]).replace("#/$defs/", "#/components/schemas/")
            described["components"]["schemas"].update(json.loads(parts))
        return described


app = Service(title="rolepath", version=rp.__version__, max_body_size=1_000_000)
app.add_middleware(GZipMiddleware)  # the document of a gap has some 300 kB, as it holds every fact behind the answer; zipped, 20

# What is asked ---------------------------------------------------------------------------------------------------------


def read_by(read: Callable[[Any], object]) -> PlainValidator:
    """Let the library read a field, and make what it refuses an error of that field."""

    def validate(given: Any) -> object:
        try:
            return read(given)
        except rp.RolepathError as error:
            faults = error.faults if isinstance(error, rp.DataFileError) else (rp.Fault("", "", "", str(error)),)
            lines = [as_line(type(error).__name__, fault, given) for fault in faults]
            raise ValidationError.from_exception_data("question", lines) from None

    return PlainValidator(validate)


def as_line(kind: str, fault: rp.Fault, given: Any) -> Any:
    """Tell pydantic of a fault; it puts the name of the field in front of the place within."""
    place = tuple(int(index) if index else key for index, key in STEP.findall(fault.field))
    with suppress(LookupError, TypeError):  # what is missing is shown by what it is missing from
        for step in place:
            given = given[step]
    return {"type": PydanticCustomError(kind, fault.sentence), "loc": place, "input": given}


def role_or_person(have: Any) -> rp.Role | rp.Profile:
    """Read the name of a role, or the document of a person whose role, level and place are known."""
    if not isinstance(have, dict):
        return CATALOG.role(have)
    person = rp.from_document(have, rp.Profile)
    rp.Profile.from_data({"role": person.role, "level": person.level, "location": person.location}, catalog=CATALOG)
    for held in person.skills:
        if held.proficiency is not None:
            CATALOG.scale(held.proficiency.scale)
    return person


NAME = WithJsonSchema({"type": "string"})
PERSON = WithJsonSchema({"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Profile.document"}]})
Role = Annotated[rp.Role, read_by(CATALOG.role), NAME]
Level = Annotated[rp.Level, read_by(CATALOG.level), NAME]
Place = Annotated[rp.Place, read_by(CATALOG.place), NAME]
Source = Annotated[rp.Source, read_by(CATALOG.source), NAME]
RoleOrPerson = Annotated[rp.Role | rp.Profile, read_by(role_or_person), PERSON]


class Asked(BaseModel):
    """A question, whose fields are the arguments of the verb. No other field is taken."""

    model_config = ConfigDict(extra="forbid")


class GapAsked(Asked):
    """The arguments of ``rolepath.skill_gap``."""

    have: RoleOrPerson
    want: Role
    level: Level | None = None
    evidence: rp.Evidence | None = None


class DifficultyAsked(Asked):
    """The arguments of ``rolepath.transition_difficulty``."""

    origin: RoleOrPerson
    target: Role
    level: Level | None = None
    target_level: Level | None = None


class PayAsked(Asked):
    """The arguments of ``rolepath.comp_lookup``."""

    role: Role
    level: Level | None = None
    location: Place | None = None
    component: rp.PayComponent | None = None
    currency: str | None = None
    source: Source | None = None


class PlanAsked(Asked):
    """The arguments of ``rolepath.learning_plan``."""

    have: RoleOrPerson
    target: Role
    level: Level | None = None
    hours_per_week: float | None = None
    evidence: rp.Evidence | None = None


# What is answered ------------------------------------------------------------------------------------------------------


def described(kind: type) -> dict[int | str, dict[str, Any]]:
    """Name the schema of the document that an endpoint answers with."""
    return {200: {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}.document"}}}}}


def document(answer: object) -> Response:
    """Answer with a document, as the library writes it."""
    return Response(rp.to_json(answer), media_type="application/json")


@app.post("/gap", responses=described(rp.SkillGap))
def gap(asked: GapAsked) -> Response:
    """Find what is missing for a role, skill by skill, with who asks for it."""
    return document(rp.skill_gap(**dict(asked), catalog=CATALOG))


@app.post("/difficulty", responses=described(rp.TransitionDifficulty))
def difficulty(asked: DifficultyAsked) -> Response:
    """Find how hard a move is, factor by factor, with the months it takes and what sources claim of it."""
    return document(rp.transition_difficulty(**dict(asked), catalog=CATALOG))


@app.get("/pay", responses=described(rp.CompLookup))
def pay(asked: Annotated[PayAsked, Query()]) -> Response:
    """Find what a role pays, by source, in groups that compare."""
    return document(rp.comp_lookup(**dict(asked), catalog=CATALOG))


@app.post("/plan", responses=described(rp.LearningPlan))
def plan(asked: PlanAsked) -> Response:
    """Find what to learn for a role, in which order, for how long, and what proves it."""
    return document(rp.learning_plan(**dict(asked), catalog=CATALOG))


# What is refused -------------------------------------------------------------------------------------------------------


@app.exception_handler(rp.RolepathError)
def refused_by_the_verb(request: Request, error: rp.RolepathError) -> Response:
    """Refuse what comes to light only when the verb is called: hours that no week has, levels that do not compare."""
    field, given = getattr(error, "field", None), getattr(error, "value", None)
    if isinstance(error, rp.LevelTrackError):
        field, given = "target_level", error.left
    part = "query" if request.method == "GET" else "body"
    detail = {"loc": (part, field) if field else (part,), "msg": str(error), "type": type(error).__name__, "input": given}
    return refused(request, RequestValidationError([detail]))


@app.exception_handler(RequestValidationError)
def refused(_: Request, error: RequestValidationError) -> Response:
    """Answer in FastAPI's own form. What was given is told in short, and where JSON has no word for it, such as NaN, as text."""

    def shown(given: Any) -> Any:
        is_plain = given is None or isinstance(given, str | int) or (isinstance(given, float) and isfinite(given))
        return given if is_plain else reprlib.repr(given)

    details = [{**{key: each[key] for key in ("loc", "msg", "type")}, "input": shown(each["input"])} for each in error.errors()]
    return Response(json.dumps({"detail": details}), status_code=422, media_type="application/json")
