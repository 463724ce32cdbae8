"""What was given, brought together for the figures: denials found, matched to claims, and set beside what our own checks say of the same claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from auditkit.analytics.calendar_month import Month
from auditkit.analytics.decisions import decisions
from auditkit.analytics.month import Figures, Known, figures
from auditkit.analytics.patterns import Pattern
from auditkit.analytics.sent import replaced, sent_lines
from auditkit.desks.denials import DeniedLine, settle
from auditkit.reference import Reference
from auditkit.reports.month_given import Given
from auditkit.rule import Answer, Severity
from auditkit.tables import Columns

if TYPE_CHECKING:
    from auditkit.second_process import SecondProcess

_MUST_FIX = (str(Severity.DENIAL), str(Severity.RECOUPMENT))
_FINDING = ["claim_id", "line_number", "date_of_service", "patient_id", "rule", "message"]


@dataclass(frozen=True)
class Gathered:
    """Everything that does not depend on the month: denials found and matched, claims and notes checked."""

    given: Given
    known: Known
    denied: Mapping[str, DeniedLine]  # by denial key
    notes_of: Mapping[str, tuple[str, ...]]  # claim id -> names of notes
    note_rules: tuple[str, ...]  # ids of the rules that were asked of notes
    trouble: str = ""  # why claims could not be checked, in a sentence

    @property
    def months(self) -> list[Month]:
        """Months with a decision, newest first."""
        days = self.known.decisions["decided_on"].dropna().dt.to_period("M").unique()
        return sorted((Month(day.year, day.month) for day in days), reverse=True)

    @cached_property
    def rules_of(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Rules that found something, by claim and line; the line is "" where it is of the whole claim or day."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for frame in (self.known.findings, self.known.of_notes):
            if frame is not None:
                for claim, line, rule in zip(frame["claim_id"], frame["line_number"], frame["rule"], strict=True):
                    found[claim, line].append(rule)
        return {subject: tuple(rules) for subject, rules in found.items()}


@dataclass(frozen=True)
class Joined:
    """The figures of a month, and what is behind them."""

    gathered: Gathered
    figures: Figures
    unclear: int  # lines paid with zero in the month where the payer does not say enough
    answered: int  # answers of the month about any line, counted or not
    behind: dict[Pattern, pd.DataFrame] = field(
        default_factory=dict
    )  # the lines of each pattern, once they were asked for


def gather(
    given: Given,
    reference: Reference | None = None,
    told: Callable[[str], None] = lambda words: None,
    second: SecondProcess | None = None,
) -> Gathered:
    """Find the denials, match them, check claims and notes. `told` hears what is being done. `second` checks the claims, where there is one."""
    reference = reference or Reference.of_practice()
    claims = given.claims if given.claims and given.claims["claim_id"] else None
    findings, trouble = None, ""
    notes_of, of_notes, note_rules = {}, None, ()
    with ThreadPoolExecutor(max_workers=1) as beside:  # the database checks claims while denials are looked for
        if claims:
            as_of = _day_of_all(claims, given.remittances["claim_payments"])
            tables = (claims, given.history, given.payers, given.authorizations)
            asked = (_checked, *tables, as_of, _folder(reference))
            checked = second.begin(*asked) if second else beside.submit(*asked).result
        told("Looking for denied lines ...")
        settled = settle(given.remittances, claims, payers=given.payers, reference=reference)
        replaces = replaced(claims, given.remittances["claim_payments"]) if claims else {}
        decided = decisions(settled, given.remittances, claims, replaces)
        decided["clinic"] = _named(decided["clinic"], given.remittances["remittances"])
        if claims:
            told(f"Checking {len(claims['claim_id']):,} claim lines ...")
            findings, trouble = checked()
    if claims and given.notes:
        told(f"Auditing {len(given.notes):,} notes ...")
        notes_of, of_notes, note_rules = _noted(given, claims, as_of, reference)
    sent = sent_lines(claims, replaces) if claims else None
    known = Known(decided, sent, findings, of_notes, _rejected(given.remittances), given.acted_on)
    return Gathered(given, known, {line.denial_key: line for line in settled.denied}, notes_of, note_rules, trouble)


def join(gathered: Gathered, month: Month) -> Joined:
    """The month's figures."""
    decided = gathered.known.decisions
    is_here = decided["decided_on"].between(pd.Timestamp(month.start), pd.Timestamp(month.end))
    found = figures(gathered.known, month, gathered.note_rules, tuple(gathered.notes_of))
    unclear = decided["is_unclear"] & decided["is_decided"] & is_here
    return Joined(gathered, found, int(unclear.sum()), int(is_here.sum()))


def _named(clinics: pd.Series, remittances: Mapping[str, list[str]]) -> pd.Series:
    """Clinics by the name under which they are paid, with their NPI."""
    names = {
        npi: name for npi, name in zip(remittances["payee_npi"], remittances["payee_name"], strict=True) if npi and name
    }
    return clinics.map({npi: f"{names[npi]}, {npi}" if npi in names else npi for npi in clinics.unique()})


def _rejected(tables: Mapping[str, Mapping[str, list[str]]]) -> frozenset[str] | None:
    """Claims that were rejected before settlement; None where no answer of that kind was given."""
    answers = tables.get("rejections")
    if not answers or not any(answers["claim_id"]):
        return None
    named = zip(answers["claim_id"], answers["is_accepted"], strict=True)
    return frozenset(claim for claim, is_accepted in named if claim and is_accepted != "1")


def _folder(reference: Reference) -> Path | str:
    """Where the reference tables are; where they cannot be put together, why not in a sentence."""
    from auditkit.reference.editions import CannotKeep

    try:
        return reference.folder()
    except CannotKeep as error:
        return str(error)


def _checked(
    claims: Columns, history: Columns | None, payers: Columns | None, authorizations: Columns | None, as_of: date, reference: Path | str,
) -> tuple[pd.DataFrame | None, str]:  # fmt: skip
    """What must be fixed on these claims by our own checks, as of the day by which all of them were sent; without it, why."""
    from auditkit.reference.editions import CannotKeep
    from auditkit.scrub import TableError, scrub

    if isinstance(reference, str):
        return None, reference
    try:
        result = scrub(
            claims, today=as_of, history=history, payers=payers, authorizations=authorizations, reference=reference
        )
        found = result.frame((Answer.NOT_MET,))
    except (TableError, CannotKeep) as error:
        return None, str(error)
    return found.loc[found["severity"].isin(_MUST_FIX), _FINDING].reset_index(drop=True), ""


def _day_of_all(claims: Mapping[str, list[str]], payments: Mapping[str, list[str]]) -> date:
    """The last day that the files know of."""
    days = [*claims["submitted_on"], *claims["date_of_service"], *payments["payment_date"]]
    # a day that could not be read stands as it was written, and tells nothing
    latest = pd.to_datetime(pd.Series(days, dtype=str), format="%Y-%m-%d", errors="coerce").max()
    return date.max if pd.isna(latest) else latest.date()


def _noted(
    given: Given, claims: Mapping[str, list[str]], as_of: date, reference: Reference
) -> tuple[dict[str, tuple[str, ...]], pd.DataFrame, tuple[str, ...]]:
    """The notes of each claim, what they and the episodes fall short of where payment depends on it, and the ids of all rules that were asked."""
    from auditkit.audit import audit_note
    from auditkit.episodes import audit_episodes
    from auditkit.rules import note_rules

    criteria = note_rules()
    claims_of: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    names = ("patient_id", "date_of_service", "claim_id", "modifiers")
    for patient, day, claim, modifiers in zip(*(claims[name] for name in names), strict=True):
        claims_of[patient, day].setdefault(claim, "")
        claims_of[patient, day][claim] += f"|{modifiers}"
    notes_of: dict[str, list[str]] = defaultdict(list)
    rows = []
    for note in given.notes:
        if not note.meta.patient_id:
            continue
        audit = audit_note(note.text, note.name, note.meta, reference=reference)
        day = audit.date_of_service.isoformat() if audit.date_of_service else ""
        for claim, modifiers in claims_of.get((note.meta.patient_id, day), {}).items():
            if not _fits(audit.discipline, modifiers):
                continue
            notes_of[claim].append(note.name)
            rows += [
                (claim, "", day, note.meta.patient_id, verdict.rule, criteria[verdict.rule].title)
                for verdict in audit.findings
                if criteria[verdict.rule].payment_critical
            ]
    episodes = audit_episodes(
        [note for note in given.notes if note.meta.patient_id], claims, None, given.payers, today=as_of, reference=reference,
        settings=_only_must_fix(), with_links=False,
    )  # fmt: skip
    rows += [
        (v.claim_id, v.line_number, v.date_of_service, v.patient_id, v.rule, v.message)
        for v in episodes.verdicts
        if v.answer is Answer.NOT_MET and v.severity in _MUST_FIX and v.claim_id in notes_of
    ]
    found = pd.DataFrame(rows, columns=_FINDING, dtype=str).drop_duplicates(["claim_id", "line_number", "rule"])
    return {claim: tuple(own) for claim, own in notes_of.items()}, found, (*criteria, *episodes.rules)


def _only_must_fix():
    """Episode rules that can give what must be fixed; the others are not asked."""
    from auditkit.rules import comparison_rules, episode_rules
    from auditkit.scrub.settings import Change, Settings

    others = [
        rule for rule, one in {**episode_rules(), **comparison_rules()}.items() if str(one.severity) not in _MUST_FIX
    ]
    return Settings({rule: Change(rule, None, "not asked for a monthly report") for rule in others})


def _fits(discipline: str, modifiers: str) -> bool:
    own = {"PT": "GP", "OT": "GO", "SLP": "GN"}.get(discipline, "")
    others = {"GP", "GO", "GN"} - {own}
    return not own or own in modifiers or not any(other in modifiers for other in others)
