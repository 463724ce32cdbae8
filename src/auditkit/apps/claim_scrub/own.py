"""What a practice decides about payers and checks, as tables: a payer's row with what was changed, and how a change would move answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditkit.tables import PAYERS, Columns, empty_columns

if TYPE_CHECKING:
    from auditkit.apps.claim_scrub.results import Results

EDITED = (
    "payer_type", "unit_rule", "timely_filing_days", "discipline_modifier_required", "authorization_required",
    "authorization_codes", "pair_source", "telehealth_accepted",
)  # fmt: skip
Row = dict[str, str]


def payer_rows(lines: Columns, given: Columns | None, kept: Mapping[str, Row]) -> dict[str, Row]:
    """A row for every payer that is billed, by its number (its name where it has none): as given, then as a person changed it."""
    held: dict[str, Row] = {}
    if given is not None:
        for place in range(len(given["payer_id"])):
            row = {name: column[place] for name, column in given.items()}
            held.setdefault(row["payer_id"] or row["payer_name"], row)
    by_name = {row["payer_name"].casefold(): row for row in held.values() if row["payer_name"]}
    rows: dict[str, Row] = {}
    for number, name, kind in dict.fromkeys(
        zip(lines["payer_id"], lines["payer_name"], lines["payer_type"], strict=True)
    ):
        key = number or name
        if not key or key in rows:
            continue
        start = dict.fromkeys((column.name for column in PAYERS.columns), "")
        found = held.get(key) or by_name.get(name.casefold()) or {}
        row = (
            start | {"payer_id": number, "payer_name": name, "payer_type": kind} | {n: v for n, v in found.items() if v}
        )
        rows[key] = row | {n: str(v) for n, v in kept.get(key, {}).items() if n in EDITED}
    return rows


def as_columns(rows: Iterable[Row]) -> Columns:
    """Rows of payers as the table that a scrub takes."""
    columns = empty_columns(PAYERS)
    for row in rows:
        for name in columns:
            columns[name].append(row.get(name, ""))
    return columns


def checked_row(fields: Mapping[str, str]) -> tuple[Row, str]:
    """What a person typed about a payer in canonical spelling, and "" or the sentence that says what cannot be read."""
    from auditkit.tables.table import canonical_text

    row: Row = {}
    for name in EDITED:
        column = PAYERS.column(name)
        typed = fields.get(name, "").strip()
        try:
            row[name] = canonical_text(column)(typed) if typed else ""
        except ValueError:
            return {}, f"{WORDS[name]}: what was typed cannot be read. {_HOW.get(name, '')}".strip()
    return row, ""


WORDS = {
    "payer_type": "Kind of payer",
    "unit_rule": "How timed units are counted",
    "timely_filing_days": "Days to file after the service",
    "discipline_modifier_required": "GP, GO or GN wanted on therapy lines",
    "authorization_required": "Authorization needed",
    "authorization_codes": "Codes that need it (empty: all but evaluations)",
    "pair_source": "List of code pairs",
    "telehealth_accepted": "Takes therapy by telehealth",
}
_HOW = {
    "timely_filing_days": "Write a whole number of days, such as 180.",
    "authorization_codes": "Write the codes with | between, such as 97110|97140.",
}
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "payer_type": (("Not set", ""), ("Medicare Part B", "medicare_b"), ("Medicare Advantage", "medicare_advantage"), ("Medicaid", "medicaid"),
                   ("Commercial", "commercial"), ("TRICARE", "tricare"), ("Workers' compensation", "workers_comp"), ("Self-pay", "self_pay")),
    "unit_rule": (("Not set", ""), ("All timed minutes of the day together (cms)", "cms"), ("Each service by itself (spm)", "spm")),
    "discipline_modifier_required": (("Not set", ""), ("Yes", "1"), ("No", "0")),
    "authorization_required": (("Not set", ""), ("Yes", "1"), ("No", "0")),
    "telehealth_accepted": (("Not set", ""), ("Yes", "1"), ("No", "0")),
    "pair_source": (("Not set", ""), ("Medicare, practitioner", "medicare_practitioner"), ("Medicare, institutional", "medicare_institutional"),
                    ("The payer's own list", "own_list"), ("None", "none")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """How many lines of these claims would be answered otherwise, and in which direction."""

    lines: int
    of: int
    come: int  # findings that come
    go: int  # findings that go
    told: int  # points that could not be told and then can
    lost: int  # points that can be told and then could not
    by_rule: tuple[tuple[str, int], ...]  # title of a check, how many of its answers differ

    @property
    def sentence(self) -> str:
        """The preview in words."""
        if not self.lines:
            return f"No answer would change on the {self.of:,} lines here."
        parts = [
            f"{count:,} {words}{'' if count == 1 else 's'} {'would ' + verb}"
            for count, words, verb in (
                (self.go, "finding", "go away"),
                (self.come, "finding", "come"),
                (self.told, "point", "no longer be unclear"),
                (self.lost, "point", "become unclear"),
            )
            if count
        ]
        return f"{self.lines:,} of {self.of:,} lines would be answered otherwise: {', '.join(parts)}."


def preview(before: Results, after: Results, line_of: Callable[[str], int]) -> Preview:
    """Compare two scrubs of the same lines. `line_of` says how many lines a claim has: what is said of a whole claim touches all of them."""
    old, new = before.answers(), after.answers()
    touched: dict[tuple[str, str], int] = {}
    by_rule: dict[str, int] = {}
    counts = {"come": 0, "go": 0, "told": 0, "lost": 0}
    for key in sorted(set(old) | set(new)):
        more = new.get(key, 0) - old.get(key, 0)
        if not more:
            continue
        claim, line, _, rule, group = key
        if group == "unclear":
            counts["lost" if more > 0 else "told"] += abs(more)
        else:
            counts["come" if more > 0 else "go"] += abs(more)
        touched[claim, line] = 1 if line else line_of(claim)
        by_rule[rule] = by_rule.get(rule, 0) + abs(more)
    whole = {claim for claim, line in touched if not line}
    lines = sum(n for (claim, line), n in touched.items() if not line or claim not in whole)
    checks = before.checks
    named = tuple((checks[rule].title, n) for rule, n in sorted(by_rule.items(), key=lambda item: -item[1]))
    return Preview(lines, len(before.lines["claim_id"]), **counts, by_rule=named)
