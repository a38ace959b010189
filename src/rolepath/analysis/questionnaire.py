"""The questionnaire: what sources say to choose a role by, as statements that a person answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeAlias

import attrs

from rolepath.analysis.explain import Explanation, cite
from rolepath.analysis.question import bundled
from rolepath.errors import InvalidFieldError, InvalidTypeError, UnknownQuestionError
from rolepath.model.catalog import Catalog
from rolepath.model.identity import RoleId, SourceId, label_key, to_id, visible
from rolepath.model.role import Aspect, Role, Trait
from rolepath.model.shown import Shown
from rolepath.model.source import Citation

__all__ = ["Answers", "Question", "answers_of", "by_key", "questions", "questions_of", "roles_of"]


#: Answers to questions, by id, text or question: yes, no, None for skipped, or a share of agreement from 0 to 1.
Answers: TypeAlias = "Mapping[str, bool | float | None] | Mapping[Question, bool | float | None]"


@attrs.frozen(kw_only=True, repr=False)
class Question(Shown):
    """A statement by which sources say to choose a role: it is true of a person, or not.

    Statements of the same words, case and punctuation aside, are one question, whichever sources make them.
    """

    #: Kebab-case id, made of the text.
    id: str
    #: The statement, as one source's fact words it.
    text: str
    #: Roles that a yes speaks for, by id.
    roles: tuple[RoleId, ...]
    #: The facts that state it.
    traits: tuple[Trait, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where sources state it, each place once."""
        return tuple(dict.fromkeys(trait.citation for trait in self.traits))

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources that state it, each once."""
        return tuple(dict.fromkeys(trait.citation.source for trait in self.traits))

    def explain(self) -> Explanation:
        """Unfold the question into the facts that state it."""
        facts = tuple(cite(trait, f"choose {' or '.join(trait.roles)} if {trait.text}") for trait in self.traits)
        return Explanation(statement=f"{self.text}?", children=facts)

    def __repr__(self) -> str:
        """Name the question on one line."""
        return f"Question({self.id}: {visible(self.text)!r} for {', '.join(self.roles)})"


def questions(
    *, roles: Iterable[Role | str] | None = None, limit: int | None = None, catalog: Catalog | None = None
) -> tuple[Question, ...]:
    """Make a questionnaire of what sources say to choose a role by.

    Questions that separate most come first: those that speak for fewest of the roles, the roles in turn, and of each role the statements
    of most sources, then its sources in turn, one statement of each line cited before the next of the same line.

    Args:
        roles: only questions that speak for one of these; all by default.
        limit: at most this many questions.
        catalog: the catalog to ask; the bundled guides by default.

    Returns:
        The questions, each with the facts that state it.

    Raises:
        UnknownRoleError: a name is not a role's.
        InvalidTypeError, InvalidFieldError: the limit is not a whole number from 0.

    >>> import rolepath as rp
    >>> [question.roles for question in rp.questions(limit=3)]
    [('ai-engineer',), ('data-scientist',), ('ml-engineer',)]
    """
    catalog = bundled(catalog)
    if limit is not None and type(limit) is not int:
        raise InvalidTypeError("limit", limit, "must be a whole number")
    if limit is not None and limit < 0:
        raise InvalidFieldError("limit", limit, "must be 0 or more")
    chosen = None if roles is None else roles_of(catalog, roles)
    return questions_of(catalog, chosen)[:limit]


def roles_of(catalog: Catalog, roles: Iterable[Role | str]) -> tuple[RoleId, ...]:
    """Resolve the names of roles, each once.

    Raises:
        InvalidTypeError: a single name is given rather than several.
        UnknownRoleError: a name is not a role's.
    """
    if isinstance(roles, (str, Role)) or not isinstance(roles, Iterable):
        raise InvalidTypeError("roles", roles, "must be several roles, such as a list of ids or labels")
    return tuple(dict.fromkeys(catalog.role(role).id for role in roles))


def questions_of(catalog: Catalog, roles: tuple[RoleId, ...] | None = None) -> tuple[Question, ...]:
    """Return the questions that speak for some of the roles, those that separate most first."""
    if roles is None:
        return catalog.derived(_all_in_order)
    return catalog.answer(("questions", roles), lambda: _in_order(catalog.derived(_all), roles))


def _all(catalog: Catalog) -> tuple[Question, ...]:
    found: dict[str, list[Trait]] = {}
    for trait in dict.fromkeys(catalog.traits):
        if trait.aspect is Aspect.CHOOSE_IF and trait.roles:
            found.setdefault(label_key(trait.text), []).append(trait)
    return tuple(_question(traits) for _, traits in sorted(found.items()))


def _all_in_order(catalog: Catalog) -> tuple[Question, ...]:
    every = catalog.derived(_all)
    return _in_order(every, tuple(sorted({role for question in every for role in question.roles})))


def _question(traits: list[Trait]) -> Question:
    ordered = sorted(traits, key=lambda trait: (trait.citation.source, trait.citation.line, trait.text, repr(trait)))
    text = ordered[0].text
    return Question(
        id=_id(label_key(text)),
        text=text,
        roles=tuple(sorted({role for trait in traits for role in trait.roles})),
        traits=tuple(ordered),
    )


def _id(key: str) -> str:
    """Make an id of what counts in a text. Where letters are lost that tell texts apart, digits made of the text stand for them."""
    try:
        made = to_id(key)
    except InvalidFieldError:  # no Latin letter
        made = "question"
    if made.replace("-", " ") == key:
        return made
    from hashlib import sha256

    return f"{made}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _in_order(every: tuple[Question, ...], roles: tuple[RoleId, ...]) -> tuple[Question, ...]:
    """Order questions by how few of the roles they speak for; those of as many in turn, role by role."""
    kept = [(question, tuple(sorted(set(question.roles) & set(roles)))) for question in every]
    by_roles: dict[tuple[RoleId, ...], list[Question]] = {}
    for question, among in kept:
        if among:
            by_roles.setdefault(among, []).append(question)
    turns = [
        (len(among), turn, among, question) for among, listed in by_roles.items() for turn, question in enumerate(_widest_first(listed))
    ]
    turns.sort(key=lambda entry: entry[:3])
    return tuple(question for *_, question in turns)


def _widest_first(listed: list[Question]) -> list[Question]:
    """Order the questions of one role: those of most sources first, then the sources in turn, and within a source its lines in turn."""
    by_line = _numbered(listed, _line)  # which are in the order of their texts
    by_source = _numbered(
        [question for _, question in sorted(by_line, key=lambda pair: (-len(pair[1].sources), pair[0], _line(pair[1]), pair[1].id))],
        lambda question: (len(question.sources), question.sources[0]),
    )
    by_source.sort(key=lambda pair: (-len(pair[1].sources), pair[0], pair[1].sources[0]))
    return [question for _, question in by_source]


def _line(question: Question) -> tuple[str, int]:
    return (question.traits[0].citation.source, question.traits[0].citation.line)


def _numbered(listed: list[Question], group: Callable[[Question], Hashable]) -> list[tuple[int, Question]]:
    """Number questions within each group, from 0, in their order."""
    seen: dict[Hashable, int] = {}
    numbered = []
    for question in listed:
        numbered.append((seen.get(group(question), 0), question))
        seen[group(question)] = numbered[-1][0] + 1
    return numbered


# Answers ---------------------------------------------------------------------------------------------------------------


def answers_of(catalog: Catalog, answers: Answers | None) -> dict[str, float | None]:
    """Resolve answers to question ids and shares of agreement: 1 for yes, 0 for no, None for skipped.

    Raises:
        UnknownQuestionError: a key is no question's id or text; carries suggestions.
        InvalidTypeError, InvalidFieldError: an answer is none, or one question is answered in two ways.
    """
    if answers is None:
        return {}
    if not isinstance(answers, Mapping):
        raise InvalidTypeError("answers", answers, "must map ids of questions to True, False, None or a number from 0 to 1")
    found: dict[str, float | None] = {}
    for key, answer in answers.items():
        name, share = _named(catalog, key), _share(key, answer)
        if name in found and found[name] != share:
            raise InvalidFieldError("answers", name, "must answer each question in one way")
        found[name] = share
    return found


def by_key(catalog: Catalog) -> dict[str, str]:
    """Ids of the questions, by what counts in their texts."""
    return {label_key(question.text): question.id for question in catalog.derived(_all)}


def _named(catalog: Catalog, key: object) -> str:
    """Find the id of a question by object, id or text."""
    query = key.id if isinstance(key, Question) else key
    if not isinstance(query, str):
        raise InvalidTypeError("answers", query, "must have ids of questions as keys")
    texts = catalog.derived(by_key)
    if query in texts.values():
        return query
    found = texts.get(label_key(query))
    if found is not None:
        return found
    from difflib import get_close_matches

    close = get_close_matches(label_key(query)[:200], texts, n=3, cutoff=0.6)
    raise UnknownQuestionError(query, tuple(texts[text] for text in close))


def _share(key: object, answer: object) -> float | None:
    if answer is None or isinstance(answer, bool):
        return None if answer is None else float(answer)
    name = f"answers[{key.id if isinstance(key, Question) else key!r}]"
    if not isinstance(answer, (int, float)):
        raise InvalidTypeError(name, answer, "must be True, False, None or a number from 0 to 1")
    if not 0 <= answer <= 1:
        raise InvalidFieldError(name, answer, "must lie in 0 to 1")
    return float(answer)
