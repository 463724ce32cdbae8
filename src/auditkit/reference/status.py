"""How old each table is, what it cannot answer today, and what to download next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import quarter_of
from auditkit.reference.lookup import Reference

_NCCI = "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
_SOON = 45  # days before the end of what is held from which the next edition is announced


@dataclass(frozen=True, slots=True)
class TableStatus:
    """One table or part of it: what is held, and what is missing for a day. `gaps` empty means that today is covered."""

    table: str
    part: str
    edition: str
    known_from: str
    known_to: str
    is_imported: bool
    days_past: int  # days since what is held ended; 0 while it is in force
    gaps: tuple[str, ...]
    next_step: str

    @property
    def name(self) -> str:
        """Table and part."""
        return f"{self.table}/{self.part}" if self.part else self.table

    @property
    def held(self) -> str:
        """What is held, in words: edition, dates of service, age, where it is from."""
        if not self.edition:
            return "nothing is held"
        until = f"to {self.known_to}" if self.known_to else "until further notice"
        age = (
            "as it was then"
            if self.table in _LISTS
            else f"ended {self.days_past} days ago"
            if self.days_past
            else "in force"
        )
        return f"{self.edition}, {self.known_from or 'always'} {until}, {age}, {'imported' if self.is_imported else 'comes with auditkit'}"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A part that is renewed: how it is called, and where the next one comes from. `rhythm`: quarter, year or fiscal year."""

    table: str
    part: str
    words: str
    rhythm: str
    where: str


_WANTED = (
    _Wanted("code_pairs", "medicare_practitioner", "NCCI pairs for practitioners", "quarter", f"{_NCCI}/medicare-ncci-procedure-procedure-ptp-edits; give all files of the quarter in one call"),
    _Wanted("code_pairs", "medicare_institutional", "NCCI pairs for outpatient hospitals and institutions", "quarter", f"{_NCCI}/medicare-ncci-procedure-procedure-ptp-edits; only for who bills as an institution"),
    _Wanted("unit_limits", "practitioner", "the MUE table for practitioners", "quarter", f"{_NCCI}/medicare-ncci-medically-unlikely-edits"),
    _Wanted("unit_limits", "outpatient_hospital", "the MUE table for outpatient hospitals", "quarter", f"{_NCCI}/medicare-ncci-medically-unlikely-edits; only for who bills as an institution"),
    _Wanted("addons", "", "the add-on code edits", "year", f"{_NCCI}/medicare-ncci-add-code-edits"),
    _Wanted("code_status", "medicare_b", "the fee schedule's relative value file (PPRRVU)", "year", "https://www.cms.gov/medicare/payment/fee-schedules/physician/pfs-relative-value-files"),
    _Wanted("therapy_codes", "", "the therapy code list and the January fee schedule", "year", "https://www.cms.gov/medicare/coding-billing/therapy-services/annual-therapy-update"),
    _Wanted("thresholds", "kx_threshold", "the KX thresholds", "year", "https://www.cms.gov/medicare/coding-billing/therapy-services; write them into a CSV with the columns of thresholds"),
    _Wanted("icd10cm", "", "the ICD-10-CM order file", "fiscal year", "https://www.cms.gov/medicare/coding-billing/icd-10-codes"),
    _Wanted("telehealth", "medicare_b", "the dates of Medicare telehealth", "act", "the newest act of Congress; write it into a CSV with the columns of telehealth"),
    _Wanted("modifiers", "", "the list of modifiers", "none", ""),
    _Wanted("places_of_service", "", "the places of service", "none", ""),
)  # fmt: skip
_LISTS = frozenset(wanted.table for wanted in _WANTED if wanted.rhythm == "none")
OPTIONAL = frozenset({("code_pairs", "medicare_institutional"), ("unit_limits", "outpatient_hospital")})


def status(reference: Reference, today: date) -> list[TableStatus]:
    """The state of every table that is renewed, in the order in which they matter. Raises CannotKeep for a damaged edition."""
    return [_status(reference, wanted, today) for wanted in _WANTED]


def _status(reference: Reference, wanted: _Wanted, today: date) -> TableStatus:
    held = [e for e in reference.editions if e.table == wanted.table and e.part in ("", wanted.part)]
    complete = [edition for edition in held if not _is_partial(edition, reference)]
    newest = max(complete or held, key=lambda edition: edition.known_to or "9999", default=None)
    day = today.isoformat()
    past = (
        (today - date.fromisoformat(newest.known_to)).days
        if newest and newest.known_to and newest.known_to < day
        else 0
    )
    if wanted.rhythm == "none":
        past = 0  # lists that grow a little each year; what they do not know is said where it is met
    gaps, step = [], ""
    if wanted.rhythm != "none":
        if newest is None:
            gaps.append(f"{wanted.words}: not loaded")
        elif past:
            gaps.append(f"{wanted.words}: {_period(wanted, today)} not loaded")
        partial = [edition for edition in held if edition not in complete and edition.known_to >= day]
        if gaps and partial:
            gaps[-1] += f" ({len(set().union(*(e.covers for e in partial)))} codes are, by {partial[-1].edition})"
        if wanted.table == "thresholds" and today.month >= 11 and _lacks_year(reference, today.year + 1):
            gaps.append(f"KX {today.year + 1} not loaded")
        if gaps:
            step = f"Get {wanted.words} for {_period(wanted, today)} now: {wanted.where}."
        elif newest and newest.known_to and (date.fromisoformat(newest.known_to) - today).days <= _SOON:
            step = f"The next one is due after {newest.known_to}: {wanted.where}."
        if len(gaps) == 1 and gaps[0].startswith("KX"):
            step = f"Enter them once CMS announces them: {wanted.where}."
    return TableStatus(
        wanted.table,
        wanted.part,
        newest.edition if newest else "",
        newest.known_from if newest else "",
        newest.known_to if newest else "",
        bool(newest and newest.file),
        past,
        tuple(gaps),
        step,
    )


def _is_partial(edition: Edition, reference: Reference) -> bool:
    """Whether an edition covers only some of therapy's codes."""
    return (
        edition.table in ("code_pairs", "unit_limits")
        and bool(edition.covers)
        and not _therapy(reference) <= set(edition.covers)
    )


def _therapy(reference: Reference) -> set[str]:
    return {row["code"] for row in reference.rows("therapy_codes") if not row["valid_to"]}


def _period(wanted: _Wanted, today: date) -> str:
    """The edition that holds a day, as people call it."""
    if wanted.rhythm == "quarter":
        return quarter_of(today)[0]
    if wanted.rhythm == "fiscal year":
        return f"fiscal year {today.year + (today.month >= 10)}"
    return str(today.year)


def _lacks_year(reference: Reference, year: int) -> bool:
    wanted = {"kx_threshold_pt_slp", "kx_threshold_ot"}
    return bool(wanted - {row["item"] for row in reference.rows("thresholds") if row["valid_from"][:4] == str(year)})
