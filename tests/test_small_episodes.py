"""Small labelled episodes: those of `dev` were used while the rules were written, those of `heldout` were labelled before and never tuned on.

`python -m pytest tests/test_small_episodes.py -s` prints how often the rules agree with the labels.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from auditkit.care.example import LINE
from auditkit.episodes import audit_episodes
from auditkit.tables import NoteMeta, NoteText

FOLDER = Path(__file__).parent / "episodes"
OF = {"PT": "GP", "OT": "GO", "SLP": "GN"}


def answered(path: Path):
    """(rule, subject, label, answer) for every labelled subject of one episode."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    who = LINE["patient_id"]
    notes = [
        NoteText(
            f"{day}.txt",
            words,
            NoteMeta(patient_id=who, date_of_service=date.fromisoformat(day), discipline=case["discipline"]),
        )
        for day, words in case["notes"].items()
    ]
    lines = []
    for number, given in enumerate(case["lines"], 1):
        day, code, units = given.split()
        lines.append({
            **LINE, "claim_id": day, "line_number": str(number), "date_of_service": day, "hcpcs_code": code, "units": units,
            "modifiers": OF[case["discipline"]], "payer_type": case["payer_type"],
        })  # fmt: skip
    plans = [{"patient_id": who, **plan} for plan in case["plans"]] if "plans" in case else None
    payers = (
        [{"payer_id": LINE["payer_id"], "unit_rule": case["unit_rule"], "payer_type": ""}]
        if "unit_rule" in case
        else None
    )
    audit = audit_episodes(notes, lines, plans, payers, today=date(2026, 11, 20))
    code_of = {str(n): given.split()[1] for n, given in enumerate(case["lines"], 1)}
    found = {
        (v.rule, f"{v.date_of_service} {code_of[v.line_number]}" if v.line_number else v.date_of_service): v
        for v in audit.verdicts
    }
    for rule, labels in case["expected"].items():
        for subject, label in labels.items():
            yield rule, subject, label, found[rule, subject]


@pytest.mark.parametrize("folder", ["dev", "heldout"])
def test_the_rules_agree_with_the_labels(folder):
    every = [(path.stem, *row) for path in sorted((FOLDER / folder).glob("*.toml")) for row in answered(path)]
    wrong = [row for row in every if row[3] != row[4].answer]
    by_rule: dict[str, list[bool]] = {}
    for _, rule, _, label, verdict in every:
        by_rule.setdefault(rule, []).append(label == verdict.answer)
    print(
        f"\n{folder}: {len(every) - len(wrong)} of {len(every)} agree; "
        + ", ".join(f"{r} {sum(a)}/{len(a)}" for r, a in by_rule.items())
    )
    for name, rule, subject, label, verdict in wrong:
        print(f"  {name} {rule} {subject}: labelled {label}, answered {verdict.answer}: {verdict.message}")
    assert len(every) - len(wrong) >= 0.9 * len(every)
    false_findings = [row for row in wrong if row[4].answer == "not_met"]
    assert len(false_findings) <= 0.06 * len(every)
