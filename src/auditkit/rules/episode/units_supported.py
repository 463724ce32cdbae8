"""The units billed agree with the minutes of that day's note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from auditkit.care.visit_minutes import VisitMinutes, minutes_of
from auditkit.rule import Answer, EpisodeExample, EpisodeRule, Ruling, Severity, Source
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.units import Service, billed_words, by_itself, in_words, table_units, total_time

if TYPE_CHECKING:
    from auditkit.care.episode import Episode, Visit
    from auditkit.reference import Reference

_COUNTS_TOTAL = frozenset(
    ("medicare_b", "medicare_advantage", "medicaid", "tricare")
)  # whose usual rule is the day's total


class _Timed(NamedTuple):
    """A timed code billed on the day, with all its units."""

    code: str
    units: int | None
    counted: str
    minutes_per_unit: int
    least: int
    is_firm: bool


def check(episode: Episode, reference: Reference) -> list[Ruling]:
    """One ruling for each billed visit."""
    return [_ruling(episode, visit, reference) for visit in episode.billed_visits]


def _ruling(episode: Episode, visit: Visit, reference: Reference) -> Ruling:
    timed, unknown = _timed(visit, reference)
    if not timed:
        if unknown:
            return Ruling(
                visit,
                Answer.UNCLEAR,
                f"{', '.join(unknown)}: not in the table of codes, so it is not known whether minutes count.",
            )
        return Ruling(visit, Answer.NOT_APPLICABLE, "No service that is paid by its minutes was billed.")
    if not visit.documents:
        return Ruling(visit, Answer.UNCLEAR, "No note of this day is in hand.")
    if any(t.units is None for t in timed):
        return Ruling(visit, Answer.UNCLEAR, "The units of a timed service are not given.")
    found = minutes_of(visit.documents, [t.code for t in timed])
    if found.timed is None and not found.by_code:
        where = "they are said to stand elsewhere" if found.in_doubt else "it gives no minutes of timed services"
        return Ruling(visit, Answer.UNCLEAR, f"The note cannot support or contradict the units: {where}.")
    rule, is_set = _unit_rule(episode, visit)
    answers = [_count(timed, found, one) for one in ((rule,) if rule else ("cms", "spm"))]
    answer, message = answers[0]
    if any(other is not answer for other, _ in answers):
        return Ruling(
            visit, Answer.UNCLEAR, "It depends on how the payer counts units; set unit_rule for it in the payers table."
        )
    is_firm = is_set and all(t.is_firm for t in timed)
    return Ruling(visit, answer, message, None if is_firm or answer is not Answer.NOT_MET else Severity.REVIEW)


def _timed(visit: Visit, reference: Reference) -> tuple[list[_Timed], list[str]]:
    """The timed codes of the day, lines of one code taken together, and the codes that are not known."""
    rows, unknown = {}, []
    for line in visit.lines:
        fact = reference.code(line.hcpcs_code, visit.on)
        if not fact.row:
            unknown.append(line.hcpcs_code)
        elif fact["is_timed"] == "1" and fact["minutes_counted"] and fact["kind"] != "remote":
            rows[line.hcpcs_code] = fact
    return [
        _Timed(
            code, visit.units_of(code), rows[code]["minutes_counted"], int(rows[code]["minutes_per_unit"]), int(rows[code]["least_minutes"] or 8),
            rows[code]["timing_confidence"] in ("page-confirmed", "derived"),
        )
        for code in rows
    ], sorted(set(unknown))  # fmt: skip


def _unit_rule(episode: Episode, visit: Visit) -> tuple[str, bool]:
    """The payer's rule ("" where unknown), and whether the practice, or Medicare itself, has set it."""
    own = episode.unit_rules.get(visit.payer_id, "")
    if own in ("cms", "spm"):
        return own, True
    return ("cms", visit.payer_type == "medicare_b") if visit.payer_type in _COUNTS_TOTAL else ("", False)


def _count(timed: list[_Timed], found: VisitMinutes, rule: str) -> tuple[Answer, str]:
    pool = [t for t in timed if t.counted == "pool"]
    alone = [t for t in timed if t.counted != "pool"]
    answers = [_alone(t, found, is_only=len(timed) == 1) for t in alone]
    if pool:
        answers.append(_shared(pool, found, bool(alone)) if rule == "cms" else _each(pool, found, len(timed) == 1))
    for wanted in (Answer.NOT_MET, Answer.UNCLEAR):
        for answer, message in answers:
            if answer is wanted:
                return answer, message
    return answers[-1]


def _shared(pool: list[_Timed], found: VisitMinutes, has_others: bool) -> tuple[Answer, str]:
    """Medicare's count: the day's total first, then how it is shared among the services."""
    billed = sum(t.units for t in pool)
    total = found.timed
    exact = {
        t.code: found.by_code[t.code].low for t in pool if t.code in found.by_code and found.by_code[t.code].is_exact
    }
    if total is None:
        return (
            Answer.UNCLEAR,
            f"The note gives the minutes of {', '.join(exact) or 'no service'} only, and no total of timed minutes.",
        )
    if billed > table_units(total.high):
        what = "the whole visit took" if found.is_bounded_only else "the note gives"
        minutes = f"{total.high} minutes" if found.is_bounded_only else f"{total.high} timed minutes"
        return (
            Answer.NOT_MET,
            f"{_units(billed)} of timed services billed; {what} {minutes}, which make {_units(table_units(total.high))}.",
        )
    if found.is_bounded_only:
        return (
            Answer.UNCLEAR,
            f"The note gives the length of the visit ({total.high} minutes) and not the timed minutes.",
        )
    if billed > table_units(total.low):
        return (
            Answer.UNCLEAR,
            f"The note's timed minutes do not agree with each other ({total.low} and {total.high}), and {_units(billed)} need the larger.",
        )
    if len(exact) == len(pool) and not has_others:
        spare = total.high - sum(exact.values())
        share = total_time(exact if spare <= 0 else {**exact, "other": spare})
        if not share.fits({t.code: t.units for t in pool}):
            if spare < 0 or not total.is_exact:
                return (
                    Answer.UNCLEAR,
                    "The minutes of the services and their total do not agree, and the units fit only one of them.",
                )
            services = [Service(t.code, exact[t.code], t.units) for t in pool]
            return Answer.NOT_MET, f"The note's minutes: {in_words(services, 'cms')}; billed {billed_words(services)}."
    return Answer.MET, f"{_units(billed)} of timed services billed; the note gives {total.low} timed minutes."


def _each(pool: list[_Timed], found: VisitMinutes, is_only: bool) -> tuple[Answer, str]:
    """The other count: each service by its own minutes."""
    doubtful = []
    for t in pool:
        given = found.by_code.get(t.code) or (found.timed if is_only and not found.is_bounded_only else None)
        most = given.high if given else found.timed.high if found.timed else None
        if most is not None and t.units > by_itself({t.code: most}).total_units:
            service = Service(t.code, most, t.units)
            return (
                Answer.NOT_MET,
                f"The note's minutes at most: {in_words([service], 'spm')}; billed {billed_words([service])}.",
            )
        if given is None or t.units > by_itself({t.code: given.low}).total_units:
            doubtful.append(t.code)
    if doubtful:
        return (
            Answer.UNCLEAR,
            f"This payer counts each service by itself; the note does not give the minutes of {', '.join(doubtful)} plainly.",
        )
    return Answer.MET, "The note's minutes support the units of each service."


def _alone(t: _Timed, found: VisitMinutes, *, is_only: bool) -> tuple[Answer, str]:
    """Codes of an hour or half an hour, which are counted by themselves under any rule."""
    given = found.by_code.get(t.code) or (found.timed if is_only else None)
    if given is None:
        return Answer.UNCLEAR, f"The note does not give the minutes of {t.code}."
    service = Service(t.code, given.high, t.units, "alone", t.minutes_per_unit, t.least)
    most, least = (
        by_itself({t.code: m}, minutes_per_unit=t.minutes_per_unit, least_minutes=t.least).total_units
        for m in (given.high, given.low)
    )
    if t.units > most:
        return Answer.NOT_MET, f"The note's minutes: {in_words([service], 'cms')}; billed {billed_words([service])}."
    if t.units > least:
        return Answer.UNCLEAR, f"The note does not give the minutes of {t.code} plainly."
    return Answer.MET, f"The note's minutes support {t.code}."


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count} units"


_NOTE = (
    "PT Daily Note 3/11/2026. Therapeutic exercise 18 min: step-downs 3x8, long arc quads 3x12. Manual therapy 12 min: patellar glides. "
    "Total timed minutes: 30. Signed: A. Placebrook, PT, DPT"
)

rule = EpisodeRule(
    title="The units billed agree with the minutes of the day's note",
    why=(
        "Units of timed services are paid by the minutes behind them, and the note is where a reviewer looks for those minutes. Units that the "
        "note's minutes do not make are taken back, however good the care was."
    ),
    fix=(
        "Set the claim against the note before it is sent. Where the note is right, correct the units; where minutes were left out of the note, "
        "its author may add a dated addendum from what they know of the visit. Minutes are not changed to fit a claim."
    ),
    question="How many minutes did each timed service of this visit take, and does the note say so?",
    severity=Severity.RECOUPMENT,
    payment_critical=True,
    sources=(
        benefit_policy_manual("220.3.E, treatment note: units billed agree with total timed minutes"),
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5",
            section="20.2, counting minutes for timed codes",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/clm104c05.pdf",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="eight-minute-rule",
    supply="The note of each billed visit with the minutes of its timed services, and how the payer counts units (payers table, unit_rule: cms or spm).",
    edition="the note of the day; unit rule of the payer",
    good=EpisodeExample(
        notes={"2026-03-11": _NOTE},
        lines=(
            {"date_of_service": "2026-03-11", "hcpcs_code": "97110", "units": "1"},
            {"date_of_service": "2026-03-11", "hcpcs_code": "97140", "units": "1", "line_number": "2"},
        ),
        reason="30 timed minutes make two units, one for each service.",
    ),
    bad=EpisodeExample(
        notes={"2026-03-11": _NOTE},
        lines=(
            {"date_of_service": "2026-03-11", "hcpcs_code": "97110", "units": "2"},
            {"date_of_service": "2026-03-11", "hcpcs_code": "97140", "units": "1", "line_number": "2"},
        ),
        reason="Three units billed; 30 timed minutes make two.",
    ),
    check=check,
)
