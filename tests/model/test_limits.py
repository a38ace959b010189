"""Limits: what has the greatest length is accepted, what is longer is not."""

from __future__ import annotations

import attrs
import pytest

import rolepath as rp
from rolepath.model._limits import KEY_PARTS, LONGEST_NAME, LONGEST_PREFERENCE, MOST_ENTRIES, no_longer, no_more, refuse_long_keys

LONGEST_KEY = ".".join("abcdefgh")


@attrs.frozen(kw_only=True)
class Limited:
    text: str = attrs.field(default="", validator=no_longer(3))
    entries: tuple[int, ...] = attrs.field(default=(), validator=no_more(3))


def test_names_preferences_lists_and_keys_have_limits_of_their_own() -> None:
    assert (LONGEST_NAME, LONGEST_PREFERENCE, MOST_ENTRIES, KEY_PARTS) == (200, 1_000, 1_000, 8)


def test_the_limit_itself_is_accepted() -> None:
    assert Limited(text="abc", entries=(1, 2, 3)) == Limited(text="abc", entries=(1, 2, 3))


def test_one_more_is_refused() -> None:
    with pytest.raises(rp.InvalidFieldError, match=r"^Limited.text must have at most 3 characters; shorten it, got 'abcd'$"):
        Limited(text="abcd")
    with pytest.raises(rp.InvalidFieldError, match=r"^Limited.entries must hold at most 3 entries; leave some out, got 4$"):
        Limited(entries=(1, 2, 3, 4))


@pytest.mark.parametrize(
    "text", [f"{LONGEST_KEY} = 1", f"[ {LONGEST_KEY} ]", f"# {LONGEST_KEY}.i", f"a = '{LONGEST_KEY}.i'", f'a = """\n{LONGEST_KEY}.i"""']
)
def test_keys_of_eight_parts_and_dots_in_texts_and_comments_are_accepted(text: str) -> None:
    refuse_long_keys(text)


@pytest.mark.parametrize("text", [f"{LONGEST_KEY}.i = 1", f"[{LONGEST_KEY} . i]", f"'a.b'.{LONGEST_KEY}", f"a = 'b'\n{LONGEST_KEY}.i = 1"])
def test_a_key_of_nine_parts_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a key joins more than 8 words by dots; a table has no such key$"):
        refuse_long_keys(text)
