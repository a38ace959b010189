"""Limits on what anyone may have written: the length of names and lists, and the keys of TOML."""

from __future__ import annotations

import re
from typing import Any

from rolepath.errors import InvalidFieldError
from rolepath.model._check import Validator, name_of

#: Most characters of the name of a skill.
LONGEST_NAME = 200
#: Most characters of a preference.
LONGEST_PREFERENCE = 1_000
#: Most characters of an unknown key that are shown whole and compared with those known, which takes time that grows with their square.
LONGEST_KEY = 40
#: Most entries of a list.
MOST_ENTRIES = 1_000
#: Most parts of a dotted key of TOML. The parser's memory grows with the square of their number.
KEY_PARTS = 8
#: Most characters of a word of TOML outside texts and comments: a key, a number. The parser takes 150 bytes for each.
LONGEST_WORD = 1_000_000

_BASIC = r'"(?:[^"\\\n]|\\.)*+'
_LITERAL = r"'[^'\n]*+"
_PART = rf"""(?:[\w-]++|{_BASIC}"|{_LITERAL}')"""
# Texts and comments are passed over whole, since dots within them join nothing. One that never ends is no TOML, nor is what follows it.
_TOKEN = re.compile(
    rf"""
    \#[^\n]*+
    |\"{{3}}(?:[^"\\]++|\\.|"{{1,2}}(?!"))*+"{{0,5}}
    |'{{3}}(?:[^']++|'{{1,2}}(?!'))*+'{{0,5}}
    |(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{KEY_PARTS}}})
    |(?P<word>[\w-]{{{LONGEST_WORD + 1}}})
    |[\w-]++|{_BASIC}"?|{_LITERAL}'?
    |[^"'\#\w-]++
    """,
    re.VERBOSE | re.DOTALL,
)


def no_longer(limit: int) -> Validator:
    """Demand a text of at most so many characters."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if len(value) > limit:
            raise InvalidFieldError(name_of(instance, attribute), value, f"must have at most {limit:,} characters; shorten it")

    return check


def no_more(limit: int) -> Validator:
    """Demand a tuple of at most so many entries."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if len(value) > limit:
            raise InvalidFieldError(name_of(instance, attribute), len(value), f"must hold at most {limit:,} entries; leave some out")

    return check


def refuse_long_keys(text: str) -> None:
    """Refuse a text of TOML with a key of more than ``KEY_PARTS`` parts or a word of more than ``LONGEST_WORD`` characters.

    It is to be called before a parser sees the text.

    Raises:
        ValueError: the text has one.
    """
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "key":
            raise ValueError(f"a key joins more than {KEY_PARTS} words by dots; a table has no such key")
        if token.lastgroup == "word":
            raise ValueError(f"a number or a key has more than {LONGEST_WORD:,} characters")
