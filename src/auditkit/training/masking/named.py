"""Names found by what they are not: a capital that is no English, clinical or everyday word, and what stands beside it.

Lists of names never end; lists of words do. So a word with a capital that neither list of words knows is taken for a name, and a person confirms
it. A name that also is a word (Rose, Mark, Baker) needs more: a sentence that does not begin there, or a name beside it.
"""

from __future__ import annotations

import itertools
import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass

from auditkit.training.masking import lexicon
from auditkit.training.masking.beside import (
    BESIDE,
    CUES,
    DOES,
    MODAL,
    OF_TEST,
    OWN_TEST,
    PARTICLES,
    RELATED,
    SOFT,
    TITLES,
)
from auditkit.training.masking.everyday import is_no_name, is_no_place
from auditkit.training.masking.hits import Hit, What

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]?\Z")
_CAMEL = re.compile(
    r"[a-z](?:(?<!^[MD]c)(?<!^Mac)(?<!^De)(?<!^La)(?<!^Le)(?<!^Du)(?<!^Da)(?<!^Di)(?<!^Van)(?<!^Fitz))[A-Z]"
)
_ENDS = re.compile(r"[.!?:;\n\r|•*>\t–—]|--|(?:^|\s)-\s")
_PLACE_BEFORE = re.compile(r"(?:\b(?:at|in|near|outside|around|from|to)|\b(?:at|in|from|to)[ ]the)[ ]\Z", re.IGNORECASE)
_MONTHS = frozenset(month.casefold() for month in month_name[1:])
_CONTRACTED = re.compile(r"n['’]t\Z|\A[A-Za-z]{1,5}['’](?:m|re|ve|ll|d)\Z", re.IGNORECASE)
_BEGINS = re.compile(r"(?:[\n:|>#]|\d)[ \t]*\Z")
_CREDENTIALS = re.compile(r",[ ](?:PTA?|DPT|OTR?|OTD|COTA|CCC|SLP|MS|MD|DO|NP|PA|RN)\b")
_MOSTLY = 0.7  # of a line's letters are capitals: it is written in capitals
_RIGHT_OF_GIVEN = 2  # words with a capital that may follow a given name and are no listed name: Two Bulls
_SHORT_CAPITALS, _UNKNOWN_CAPITALS = 4, 5  # letters: below them capitals are an abbreviation more often than a name


@dataclass(slots=True)
class _Token:
    """A word of the text without its possessive, and what the lists say."""

    start: int
    end: int
    said: str
    key: str
    in_capitals: bool  # the line is
    is_mid: bool  # a word in small letters stands before it in the same sentence
    is_titled: bool  # behind Mr., Dr. and the like
    is_related: bool  # behind "daughter", "teacher", "adjuster"
    is_cued: bool  # behind "pt", "per", "with", "called"
    is_field: bool  # alone between the marks of a claim's line
    is_hit: bool = False

    @property
    def is_capital(self) -> bool:
        return self.said[0].isupper()

    @property
    def is_upper(self) -> bool:
        return len(self.said) > 1 and self.said.isupper()

    @property
    def is_everyday(self) -> bool:
        return is_no_name(self.said) or self.key in _MONTHS

    @property
    def may_join(self) -> bool:
        """Whether it can be part of a name that stands beside it."""
        is_closed = self.is_everyday or (lexicon.is_clinical(self.key) and not lexicon.is_given(self.key))
        return self.is_capital and not is_closed


def named(text: str) -> Iterator[Hit]:
    """Every name that the lists and the writing give away, neighbours joined."""
    tokens = list(_tokens(text))
    for token in tokens:
        token.is_hit = _is_name(text, token)
    _join(text, tokens)
    at = 0
    while at < len(tokens):
        if not tokens[at].is_hit:
            at += 1
            continue
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].is_hit and _is_joined(text, tokens, last):
            last += 1
        start, end = tokens[at].start, tokens[last].end
        is_place = bool(_PLACE_BEFORE.search(text, max(0, start - 14), start)) and not lexicon.is_given(tokens[at].key)
        yield Hit(start, end, What.PLACE if is_place else What.NAME, "pattern")
        at = last + 1


_JOINTS = frozenset({" ", "-", ", ", "  "})


def _tokens(text: str) -> Iterator[_Token]:
    before: _Token | None = None
    line_end, in_capitals = -1, False
    for match in _WORD.finditer(text):
        start = match.start()
        if start > line_end:
            line_start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            letters = [letter for letter in text[line_start:line_end] if letter.isalpha()]
            in_capitals = sum(map(str.isupper, letters)) >= _MOSTLY * len(letters) and len(letters) > 12
        said = _POSSESSIVE.sub("", match[0]) if not match[0].isupper() or match[0].endswith(("'S", "’S")) else match[0]
        is_mid = before is not None and before.said[0].islower() and not _ENDS.search(text, before.end, start)
        is_titled = before is not None and before.key in TITLES and text[before.end : start] in (" ", ". ", ".")
        is_beside = before is not None and bool(BESIDE.fullmatch(text, before.end, start))
        before = _Token(
            start,
            start + len(said),
            said,
            lexicon.folded(said),
            in_capitals,
            is_mid,
            is_titled,
            is_related=is_beside and before.key in RELATED,
            is_cued=is_beside and before.key in CUES,
            is_field=text[start - 1 : start] in ("|", "*", "^")
            or text[match.end() : match.end() + 1] in ("|", "*", "^", "~"),
        )
        if before.key:
            yield before


def _is_name(text: str, token: _Token) -> bool:
    """Whether the word alone is taken for a name."""
    if token.is_titled and token.is_capital and (lexicon.is_name(token.key) or lexicon.is_eponym(token.key)):
        return True
    if token.is_related and not token.is_capital and token.key in SOFT:  # dtr june
        return True
    if token.is_everyday or len(token.key) < 2 or _CONTRACTED.search(token.said) or _is_of_test(text, token):
        return False
    is_listed, is_word = lexicon.is_name(token.key), lexicon.is_word(token.key)
    if not token.is_capital:
        return _is_small_name(token, is_listed=is_listed, is_word=is_word)
    if token.is_upper:
        if is_word:
            return token.is_related and token.key in SOFT
        if is_listed:
            return len(token.key) >= (2 if token.is_field else _SHORT_CAPITALS - token.in_capitals)
        return len(token.key) >= _UNKNOWN_CAPITALS + (not token.in_capitals) - 2 * token.is_related
    if is_word:  # Rose, Mark, Hope: only inside a sentence
        is_said_of = token.key not in MODAL and bool(DOES.match(text, token.end))
        return (
            (token.is_mid or is_said_of)
            and lexicon.is_given(token.key)
            and not lexicon.is_clinical(token.key)
            and not is_no_place(token.said)
        )
    return is_listed or (len(token.key) >= 4 - (token.is_mid or token.is_related) and not _CAMEL.search(token.said))


def _is_small_name(token: _Token, *, is_listed: bool, is_word: bool) -> bool:
    """Whether a word in small letters is a name: a listed one that is no word, or any that is no word behind "daughter" or "pt"."""
    if is_word:
        return token.is_related and token.key in SOFT
    if is_listed:
        return len(token.key) >= (3 if token.is_related or token.is_cued else 4 if lexicon.is_given(token.key) else 5)
    if token.key.endswith("s") and len(token.key) > 5 and lexicon.is_given(token.key[:-1]):  # arjuns teacher
        return not lexicon.is_word(token.key[:-1])
    return token.is_related and len(token.key) >= 4


def _is_of_test(text: str, token: _Token) -> bool:
    """Whether the word names a test: "Thomas test", "Hawkins-Kennedy"."""
    if OF_TEST.match(text, token.end) or (OWN_TEST.match(text, token.end) and not lexicon.is_given(token.key)):
        return True
    beside = (
        re.match(r"[-/–]([^\W\d_]+)", text[token.end : token.end + 20]),
        re.search(r"([^\W\d_]+)[-/–]\Z", text[max(0, token.start - 20) : token.start]),
    )
    return any(found and lexicon.is_eponym(lexicon.folded(found[1])) for found in beside)


def _join(text: str, tokens: list[_Token]) -> None:
    """Take in what stands beside a name: an initial, a listed name that also is a word, the other half behind a comma."""
    _pair(text, tokens)
    for n, token in enumerate(tokens):
        if token.is_hit and not token.is_capital and n + 1 < len(tokens):
            right = tokens[n + 1]
            right.is_hit |= len(right.said) == 1 and _gap(text, tokens, n) == " " and right.said not in "aixlrpt"
            right.is_hit |= (
                _gap(text, tokens, n) == " " and lexicon.is_family(right.key) and not lexicon.is_word(right.key)
            )
        if token.is_hit and token.is_capital:
            _join_right(text, tokens, n)
            _join_left(text, tokens, n)


def _pair(text: str, tokens: list[_Token]) -> None:
    """Two listed names that both are words: "BLACKWOOD, JUNE" where a line or a field begins, "Will Chase, OTR/L"."""
    for n, (left, right) in enumerate(itertools.pairwise(tokens)):
        gap = _gap(text, tokens, n)
        if (
            not (left.is_capital and right.is_capital and left.is_upper == right.is_upper)
            or min(len(left.key), len(right.key)) < 3
        ):
            continue
        begins = not text[: left.start].strip() or bool(_BEGINS.search(text, max(0, left.start - 4), left.start))
        if (
            gap == ", "
            and begins
            and not left.is_everyday
            and lexicon.is_family(left.key)
            and lexicon.is_given(right.key)
        ):
            left.is_hit = right.is_hit = not lexicon.is_clinical(left.key)
        if (
            gap == " "
            and _CREDENTIALS.match(text, right.end)
            and lexicon.is_given(left.key)
            and lexicon.is_family(right.key)
        ):
            left.is_hit = right.is_hit = True


def _join_right(text: str, tokens: list[_Token], n: int) -> None:
    given, taken = lexicon.is_given(tokens[n].key), 0
    for at in range(n, min(n + 4, len(tokens) - 1)):
        right, gap = tokens[at + 1], _gap(text, tokens, at)
        if right.is_hit and _is_joined(text, tokens, at):
            continue
        is_surname = (
            given and lexicon.is_eponym(right.key) and not re.match(r"[ ]?=?[ ]?\d", text[right.end : right.end + 3])
        )
        if (
            not _is_joined(text, tokens, at)
            or not (right.may_join or is_surname)
            or (right.is_upper != tokens[n].is_upper and len(right.said) > 1)
        ):
            return
        if _is_initial(text, right) or (
            lexicon.is_name(right.key)
            and not (gap == ", " and not lexicon.is_given(right.key))
            and not (right.in_capitals and lexicon.is_english(right.key) and right.key not in SOFT)
        ):
            right.is_hit = True
        elif (
            given
            and gap == " "
            and not right.is_upper
            and taken < _RIGHT_OF_GIVEN
            and not re.search("(?:ed|ly|ing)$", right.key)
        ):
            right.is_hit, taken = True, taken + 1
        else:
            return


def _is_initial(text: str, token: _Token) -> bool:
    """Whether one letter behind a name belongs to it; R and L are sides, M and F sexes, unless a stop follows."""
    return len(token.said) == 1 and (
        text[token.end : token.end + 1] == "."
        or (token.said not in "RLMFPA" and not re.match(r"[ ][a-z]", text[token.end : token.end + 2]))
    )


def _join_left(text: str, tokens: list[_Token], n: int) -> None:
    for at in range(n, max(n - 3, 0), -1):
        left, gap = tokens[at - 1], _gap(text, tokens, at - 1)
        if left.is_hit:
            continue
        if left.key in PARTICLES and gap == " " and (left.is_capital or (at > 1 and tokens[at - 2].is_hit)):
            left.is_hit = True
            continue
        is_initial = (
            len(left.said) == 1
            and left.is_capital
            and not (left.said in "CF" and text[max(0, left.start - 2) : left.start].strip().isdigit())  # 32 C.
            and (gap in (". ", ".") or (gap == " " and left.said not in "AILR"))
        )
        is_listed = lexicon.is_given(left.key) or (
            lexicon.is_family(left.key) and (gap != " " or not lexicon.is_english(left.key))
        )
        is_half = gap in (" ", "-", ", ") and len(left.said) > 1 and left.may_join and is_listed
        if not is_initial and not (is_half and left.is_upper == tokens[n].is_upper):
            return
        left.is_hit = True


def _is_joined(text: str, tokens: list[_Token], at: int) -> bool:
    """Whether a word and the next can be one name; a stop parts them unless it stands behind an initial."""
    gap = _gap(text, tokens, at)
    return gap in _JOINTS or (gap in (". ", ".") and len(tokens[at].said) == 1)


def _gap(text: str, tokens: list[_Token], at: int) -> str:
    """What stands between a word and the next."""
    return text[tokens[at].end : tokens[at + 1].start]
