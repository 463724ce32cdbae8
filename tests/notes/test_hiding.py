"""Hiding: a longer phrase of one vocabulary swallows a shorter cue of another in the layer that all criteria share.

Mostly that is meant ("now walks" is no "walks", "go on" no "go"). Where it makes an answer wrong, the cue needs a layer of its own, or the
longer phrase as well. Here every vocabulary is looked for by itself, hiding only its own; no answer that was wrong may then be right.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

from auditkit.audit import audit_note
from auditkit.rules import note_rules
from auditkit.tables import NoteMeta
from auditkit.text import cues
from auditkit.text.literal_pass import Hit, LiteralPass

from .test_agreement import SETS, labelled

PACKAGE = Path(cues.__file__).parents[1]
EXCERPTS = Path(__file__).parents[1] / "rules" / "note" / "examples"


def vocabularies() -> dict[str, set[str]]:
    """The names of the shared cues by the file that holds their phrases."""
    note_rules()
    modules = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("**/*.py"))}
    held: dict[str, set[str]] = defaultdict(set)
    files = sorted(path.stem for path in (PACKAGE / "text" / "vocabulary").glob("*.toml"))
    for name in cues._bits:
        own = [file for file in files if name in cues.vocabulary(file)]
        own += [path.stem for path, text in modules.items() if f'"{name}"' in text]
        held[own[0] if own else "of a test"].add(name)
    return held


class Apart:
    """The literal pass with a layer for each vocabulary; their hits come as one layer."""

    def __init__(self, groups) -> None:
        self._shared = [
            {
                phrase: bits & mask
                for phrase, bits in cues._layers[cues.SHARED].items()
                if bits & mask
            }
            for mask in (sum(cues._bits[name] for name in names) for names in groups)
        ]  # fmt: skip
        self._pass = LiteralPass([*self._shared, *cues._layers[1:]])

    def find(self, words: str) -> list[list[Hit]]:
        found = self._pass.find(words)
        at: dict[tuple[int, int], Hit] = {}
        for hits in found[: len(self._shared)]:
            for hit in hits:
                before = at.get(hit[:2])
                at[hit[:2]] = hit._replace(cues=hit.cues | before.cues) if before else hit
        return [[at[place] for place in sorted(at)], *found[len(self._shared) :]]


def answers():
    """(where, rule, given, wanted) over the labelled notes and the excerpts of the rules."""
    rules = note_rules()
    for name in SETS:
        for number, (text, labels) in enumerate(labelled(name)):
            for verdict in audit_note(text, rules=rules).verdicts:
                yield f"{name} {number}", verdict.rule, str(verdict.answer), labels["verdicts"][verdict.rule]["answer"]
    for path in sorted(EXCERPTS.glob("*.toml")):
        own = {path.stem: rules[path.stem]}
        for wanted, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for number, row in enumerate(rows):
                kinds = row.get("kinds") or row["kind"]
                meta = NoteMeta(kinds=(kinds,) if isinstance(kinds, str) else tuple(kinds), discipline=row.get("discipline", ""))  # fmt: skip
                given = audit_note(row["text"], meta=meta, rules=own).verdicts[0].answer
                yield f"{path.stem} {wanted} {number}", path.stem, str(given), wanted


def mended(monkeypatch, apart: Apart) -> list[str]:
    """The answers that are wrong with hiding and right without."""
    cues.find("")
    before = list(answers())
    monkeypatch.setattr(cues, "_pass", apart)
    after = list(answers())
    return [
        f"{where}: {rule} says {given}, and {then} where nothing hides"
        for (where, rule, given, wanted), (*_, then, _) in zip(before, after, strict=True)
        if given != wanted and then == wanted
    ]


def test_no_answer_is_wrong_because_another_vocabulary_hides_its_words(monkeypatch):
    assert mended(monkeypatch, Apart(vocabularies().values())) == []
