"""Expressions with a table of first characters find what `re.compile` finds, no more and no less."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.rules import note_rules
from auditkit.text import expressions
from auditkit.text.expressions import expression

NOTES = Path(__file__).parents[1] / "notes"
ODD = "\u017f\u212a\u0130\u0131\u0663\u2013\u00bd\u00e9\u00c9\u1e9e\u00df\x1c\U0001f600"  # long s, Kelvin, dotted I, Arabic 3 ...
TEXT = st.text(alphabet="aAbBkKsSiI 0195./-_|\n\t([;" + ODD, max_size=24)

PIECES = st.sampled_from(
    (
        *("a", "b", "k", "s", "i", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", "[ab]", "[^ab]", r"[^\w]", r"[\d/]", "[a-k]"),
        *(r"[^\d\s]", "[\u00c0-\u017f]", "[!-\u00ff]", "[\u2013-]", "\u00e9", "\u017f", r"\b", r"\B", "^", "$", "(?<=a)"),
        *("(?<!b)", "(?=[ak])", "(?!s)", r"(?<!\w)", "(?i:k)", "(?i:[a-s])", "(?s:.)", "(?:)", "ab", "(?i:\u212a)"),
    )
)  # fmt: skip
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=4).map(lambda ways: "(?:" + "|".join(ways) + ")"),
        st.tuples(inner, st.sampled_from(("?", "*", "+", "{2}", "{0,2}", "??", "*?", "?+"))).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        ),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?>{one})"),
    ),
    max_leaves=8,
)


def spans(pattern: re.Pattern, text: str, start: int, end: int) -> list:
    return [[match.span(group) for group in range(pattern.groups + 1)] for match in pattern.finditer(text, start, end)]


@settings(deadline=None, max_examples=1500)
@given(PATTERNS, st.sampled_from((0, re.I, re.M, re.I | re.M, re.S, re.A, re.A | re.I)), TEXT, st.data())
def test_the_same_is_found_in_any_part_of_any_text(pattern, flags, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quick, plain = expression(pattern, flags), re.compile(pattern, flags)
    assert spans(quick, text, start, end) == spans(plain, text, start, end)
    assert quick.sub("<>", text) == plain.sub("<>", text)
    assert quick.split(text) == plain.split(text)
    for ask in ("search", "match", "fullmatch"):
        found, expected = getattr(quick, ask)(text, start, end), getattr(plain, ask)(text, start, end)
        assert (found and found.span()) == (expected and expected.span())


@cache
def texts() -> list[str]:
    notes = [path.read_text(encoding="utf-8") for path in sorted(NOTES.glob("*/*.txt"))[::12]]
    return [*notes, "\n".join(notes[:9]).upper(), "\n".join(notes[9:18]).lower()]


def kept() -> list[re.Pattern]:
    """Every expression that a module of the note audit keeps under a name."""
    import sys

    note_rules()
    return [
        value
        for name, module in sorted(sys.modules.items())
        if name.startswith(("auditkit.text.", "auditkit.rules.note."))
        for value in vars(module).values()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    ]


def test_every_expression_of_the_note_audit_finds_in_notes_what_it_finds_without_its_table():
    patterns = {(pattern.pattern, pattern.flags): pattern for pattern in kept()}
    assert len(patterns) > 400
    for (pattern, flags), known in patterns.items():
        plain, quick = re.compile(pattern, flags), expression(pattern, flags)
        for text in texts()[:: 1 + (len(pattern) > 900) * 3]:
            expected = [match.span() for match in plain.finditer(text)]
            assert [match.span() for match in quick.finditer(text)] == expected
            assert [match.span() for match in known.finditer(text)] == expected


def test_what_begins_with_a_boundary_or_an_optional_word_gets_a_table():
    for pattern in (r"\b(?:goals?|stgs?)\b", "(?:the )?plan", r"(?<!\d)[0-9]{2}", r"^\s*\d"):
        assert begins(pattern)


def test_what_may_be_empty_or_begin_with_anything_gets_none():
    for pattern in ("a?", ".x", "(?:a|)", r"\W*", "[^x]y", "(?=a)"):
        assert not begins(pattern)


def begins(pattern: str) -> bool:
    return bool(expressions._table(re._parser.parse(pattern)))


def test_an_expression_keeps_its_names_and_flags_and_is_equal_to_itself():
    quick = expression(r"\b(?P<count>\d+)\s(?P<unit>ft|sec)\b", re.I)
    assert quick.groupindex == {"count": 1, "unit": 2} and quick.flags & re.I
    assert quick.search("walks 200 FT today").groupdict() == {"count": "200", "unit": "FT"}


def test_with_a_python_whose_code_is_not_known_an_expression_is_what_re_makes_of_it(monkeypatch):
    monkeypatch.setattr(expressions, "_READS", False)
    assert expression(r"\bgoals?\b") == re.compile(r"\bgoals?\b")


def test_what_is_no_expression_is_refused_as_by_re():
    for wrong in ("(", "[a", "a{2,1}", "(?P<a>x)(?P<a>y)"):
        with pytest.raises(re.error):
            expression(wrong)
