"""Ids, and how names are compared."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolepath as rp
from rolepath.model.identity import is_id, label_key, visible


class TestLabelKey:
    """Case, punctuation, width and runs of blanks do not count; ``+``, ``#``, ``&`` and ``*`` do."""

    @pytest.mark.parametrize(
        ("label", "key"),
        [
            ("ML engineer", "ml engineer"),
            ("  ML-Engineer ", "ml engineer"),
            ("ml_engineer", "ml engineer"),
            ("ML \t/ engineer", "ml engineer"),
            ("\uff2d\uff2c\u00a0engineer", "ml engineer"),
            ("Straße", "strasse"),
            ("Café", "café"),
            ("Cafe\u0301", "café"),
            ("C++", "c++"),
            ("C#", "c#"),
            ("C", "c"),
            ("R&D", "r&d"),
            ("O*NET", "o*net"),
            ("CI/CD (GitHub)", "ci cd github"),
            ("数据科学家", "数据科学家"),
            ("...", ""),
            ("", ""),
        ],
    )
    def test_what_counts(self, label: str, key: str) -> None:
        assert label_key(label) == key

    @given(st.text(st.characters(exclude_characters="_", exclude_categories=["Cs"])))
    def test_a_key_is_its_own_key(self, text: str) -> None:
        assert label_key(label_key(text)) == label_key(text)

    @given(st.lists(st.from_regex(r"[a-z+#]+", fullmatch=True), min_size=1), st.sampled_from([" ", "-", "_", ", ", " / ", "  "]))
    def test_words_may_be_joined_by_anything(self, words: list[str], joint: str) -> None:
        assert label_key(joint.join(words).upper()) == " ".join(words)

    def test_case_never_counts(self) -> None:
        """A letter is its own capital's, however either is composed; but for the dotless i, whose capital is that of another letter."""
        letters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == "L"]
        spelt = ((letter, other) for letter in letters for other in (letter.upper(), letter.lower(), unicodedata.normalize("NFD", letter)))
        assert {letter for letter, other in spelt if label_key(letter) != label_key(other)} == {"\u0131"}

    @pytest.mark.parametrize("label", ["ml__engineer", "ml_ engineer", "ml - _engineer"])
    def test_a_run_with_underscores_counts_as_one_blank(self, label: str) -> None:
        assert label_key(label) == "ml engineer"


class TestToId:
    """An id is made of the Latin letters and digits of a label."""

    @pytest.mark.parametrize(
        ("label", "made"),
        [
            ("ML engineer", "ml-engineer"),
            (" Data  Scientist (Senior) ", "data-scientist-senior"),
            ("C++", "cpp"),
            ("C#", "csharp"),
            ("Café", "cafe"),
            ("A/B testing", "a-b-testing"),
            ("15-2051.00", "15-2051-00"),
            ("--x--", "x"),
        ],
    )
    def test_made(self, label: str, made: str) -> None:
        assert rp.to_id(label) == made

    @pytest.mark.parametrize("label", ["", "---", "数据"])
    def test_a_label_without_latin_letters_is_refused(self, label: str) -> None:
        with pytest.raises(rp.InvalidFieldError) as caught:
            rp.to_id(label)
        assert str(caught.value) == f"label must hold a Latin letter or a digit to make an id from, got {label!r}"

    @given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: any(c.isascii() and c.isalnum() for c in text)))
    def test_what_is_made_is_an_id_and_stays(self, label: str) -> None:
        made = rp.to_id(label)
        assert is_id(made)
        assert rp.to_id(made) == made


@pytest.mark.parametrize("text", ["a", "ml-engineer", "15-2051.00", "2.a.1.b", "0"])
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "ML", "a b", "a_b", "-a", "a-", "a--b", "a.-b", ".a", "a\n", "é", "../a", "a/b"])
def test_no_ids(text: str) -> None:
    assert not is_id(text)


def test_an_id_is_made_from_a_text() -> None:
    with pytest.raises(rp.InvalidTypeError, match=r"label must be a text, got None \(NoneType\)"):
        rp.to_id(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Café, R&D \u2013 数据", "\N{NO-BREAK SPACE}", "👩\N{VARIATION SELECTOR-16}", ""])
def test_what_is_read_as_it_stands_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\n", r"\u000a"),
        ("\x1b", r"\u001b"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}", r"\u202e"),
        ("\ud800", r"\ud800"),
        ("\N{LINE SEPARATOR}", r"\u2028"),
        ("\N{PARAGRAPH SEPARATOR}", r"\u2029"),
    ],
)
def test_what_changes_the_text_around_it_is_shown_by_its_number(char: str, shown: str) -> None:
    assert visible(f"a{char}b") == f"a{shown}b"
