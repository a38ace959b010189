"""Documents, for any catalog: reading what is written is the identity, and of what is changed at random only our errors come out."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rolepath as rp

from .strategies import Question, catalogs, profiles, questions

FORMS: dict[str, Callable[[Any], Any]] = {
    "plain": lambda thing: rp.from_document(rp.to_document(thing)),
    "json": lambda thing: rp.from_json(rp.to_json(thing)),
    "toml": lambda thing: rp.from_toml(rp.to_toml(thing)),
}


def assert_identity(thing: Any) -> None:
    for again in FORMS.values():
        back = again(thing)
        assert back == thing
        assert hash(back) == hash(thing)
        assert repr(attrs.astuple(back)) == repr(attrs.astuple(thing))  # the digits of amounts and the kinds of numbers


class TestRoundTrip:
    """Writing and reading is the identity."""

    @given(catalog=catalogs(has_pay=True, has_distance=True))
    def test_catalogs(self, catalog: rp.Catalog) -> None:
        assert_identity(catalog)

    @given(catalog=catalogs(), data=st.data())
    def test_people(self, catalog: rp.Catalog, data: st.DataObject) -> None:
        assert_identity(data.draw(profiles(catalog)))

    @given(question=questions(is_mostly_telling=True, has_distance=True))
    def test_answers(self, question: Question) -> None:
        for answer in (question.gap(), question.proximity(), question.move()):
            assert_identity(answer)
            told = answer.explain()
            for again in FORMS.values():
                assert again(told) == told
                assert again(told).recomputed() == told.recomputed()

    @given(question=questions(is_move=True, has_pay=True))
    def test_longer_answers(self, question: Question) -> None:
        catalog, origin, target = question.catalog, question.origin, question.target
        assert_identity(rp.learning_plan(origin, target, catalog=catalog))
        assert_identity(rp.comp_lookup(target, catalog=catalog))
        assert_identity(rp.find_paths(origin, target, max_steps=2, catalog=catalog))

    @given(
        text=st.text(st.characters(exclude_categories=["Cs"])), value=st.floats(allow_nan=False) | st.decimals(-(10**15), 10**15, places=5)
    )
    def test_any_text_and_number(self, text: str, value: Any) -> None:
        step = rp.Explanation(statement=f"a{text}", value=value, rests_on=text)
        for again in FORMS.values():
            back = again(step)
            assert (back.statement, back.rests_on, repr(back.value)) == (step.statement, text, repr(value))


# What a document may be changed to ------------------------------------------------------------------------------------------------------

_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, 1, -1, 2**63, 10**400]),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["Infinity", "NaN", "1E+999999999", "sNaN", "2026-02-30", "Profile", "a", "\ud800", "", "object", "steps", "type"]),
)
_anything = st.recursive(
    _scalars | st.builds(object) | st.binary(max_size=3) | st.decimals(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(["object", "type", "steps", "schema_version", "objects"]) | _scalars, inner, max_size=3
        )
        | st.builds(lambda place: {"object": place}, inner)
        | st.tuples(inner)
    ),
    max_leaves=6,
)


def places(plain: Any) -> Iterator[tuple[Any, Any]]:
    """Every table or list of a document with each key or index of it."""
    ahead = [plain]
    while ahead:
        holder = ahead.pop()
        if isinstance(holder, (dict, list)):
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            for key in keys:
                yield holder, key
                ahead.append(holder[key])


def _documents() -> list[dict[str, Any]]:
    """Small documents of many classes."""
    cited = rp.Citation(source="one", section="A", line=1)
    fact = rp.SkillRequirement(role="a", skill="b", basis="core-skill", citation=cited)
    scale = rp.Scale(id="p", label="P", measures="proficiency", reason="R", minimum=0, maximum=7)
    own = rp.Catalog(
        sources=(rp.Source(id="one", title="One"),),
        scales=(scale,),
        skills=(rp.Skill(id="b", label="B", kind="knowledge", effort_weeks_minimum=1.0, effort_weeks_maximum=2.0),),
        roles=(rp.Role(id="a", label="A"), rp.Role(id="c", label="C")),
        standard_levels=(rp.Level(id="mid", label="Mid", track="individual-contributor", rank=1),),
        requirements=(fact, attrs.evolve(fact, importance=None, proficiency=scale.rate(3))),
    )
    someone = rp.Profile(skills=(rp.HeldSkill(skill="b", proficiency=scale.rate(1)),), unknown=(rp.UnknownSkill(name="welding"),))
    things = [
        own,
        someone,
        rp.skill_gap(someone, "a", catalog=own),
        rp.transition_difficulty("c", "a", catalog=own),
        rp.learning_plan(someone, "a", catalog=own),
        rp.skill_gap(someone, "a", catalog=own).explain(),
        rp.comp_lookup("a", catalog=own),
    ]
    return [rp.to_document(thing) for thing in things]


_DOCUMENTS = _documents()
_some_document = st.sampled_from(range(len(_DOCUMENTS)))


_keys = st.text(max_size=5) | st.sampled_from(["object", "type", "level"]) | _scalars


def _add(draw: st.DrawFn, holder: Any, key: Any) -> None:
    value = draw(_anything)
    if isinstance(holder, dict):
        holder[draw(_keys)] = value
    else:
        holder.insert(key, value)


def _repeat(draw: st.DrawFn, holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.extend([holder[key]] * draw(st.integers(1, 3)))


def _rename(draw: st.DrawFn, holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[f"{key}{draw(st.sampled_from(['s', '_', 'é']))}"] = holder.pop(key)


def _retype(draw: st.DrawFn, holder: Any, key: Any) -> None:
    holder[key] = draw(_anything)


def _drop(_: st.DrawFn, holder: Any, key: Any) -> None:
    del holder[key]


_changes = st.sampled_from([_add, _repeat, _rename, _retype, _retype, _drop])


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """Change a document in one to four places: drop, add, swap, retype, repeat or rename, and call some version 1."""
    document = copy.deepcopy(_DOCUMENTS[draw(_some_document)])
    for _ in range(draw(st.integers(1, 4))):
        found = list(places(document))
        if not found:
            break
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        if draw(st.booleans()):
            draw(_changes)(draw, holder, key)
        else:
            other, place = found[draw(st.integers(0, len(found) - 1))]
            holder[key], other[place] = copy.deepcopy(other[place]), copy.deepcopy(holder[key])
    if draw(st.integers(0, 5)) == 5:
        document["schema_version"] = draw(st.sampled_from([1, 1, 3, True]))
    return document


def read_or_refused(read: Callable[[Any], Any], document: Any) -> Any:
    """Read a document; None where it is refused, which has to be with our error and at least one fault."""
    made, faults = None, None
    try:
        made = read(document)
    except rp.DataFileError as error:
        faults = error.faults if str(error) else ()
    assert faults is None or len(faults) > 0
    return made


class TestChanged:
    """A changed document is read or refused with our error, and what is read can be written and read again."""

    @given(document=changed())
    @example(document={"schema_version": 1, "type": []})
    @example(document={"schema_version": 2, "type": "Role", "objects": [{"type": []}]})
    @example(document={"schema_version": 1, "type": "Catalog", "difficulty_model": {}, "parameters": 5})
    @example(document={"schema_version": 2, "type": "Explanation", "steps": []})
    @example(document={"schema_version": 2, "type": "Explanation", "steps": [{"statement": ""}]})
    @example(document={"schema_version": 2, "type": "Explanation", "steps": [{"statement": "a", "value": float("nan")}]})
    @example(document={"schema_version": 2, "type": "Need", "object": 0})
    @example(document={"schema_version": 2, "type": "Role", 1: 2, "x": 3})
    def test_plain(self, document: Any) -> None:
        made = read_or_refused(rp.from_document, document)
        if made is not None:
            assert rp.from_document(rp.to_document(made)) == made
            assert rp.from_json(rp.to_json(made)) == made

    @given(document=changed())
    def test_as_json(self, document: Any) -> None:
        try:
            text = json.dumps(document)
        except (TypeError, ValueError):  # no JSON
            return
        made = read_or_refused(rp.from_json, text)
        if made is not None:
            assert rp.from_json(rp.to_json(made)) == made

    @given(data=st.data(), which=_some_document)
    def test_a_text_that_is_cut_or_changed(self, data: st.DataObject, which: int) -> None:
        text = json.dumps(_DOCUMENTS[which])
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        broken = (
            text[:start] + data.draw(st.text(max_size=5) | st.sampled_from(['"', "{", "]", "1e999", "NaN", "\\ud800", ","])) + text[end:]
        )
        for read in (rp.from_json, rp.from_toml):
            read_or_refused(read, broken)

    @given(text=st.text())
    @pytest.mark.parametrize("read", [rp.from_json, rp.from_toml])
    def test_any_text(self, read: Callable[[str], Any], text: str) -> None:
        with pytest.raises(rp.DataFileError):
            read(text)
