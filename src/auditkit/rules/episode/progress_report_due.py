"""A clinician's progress report comes no later than every tenth treatment day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from auditkit.care.authors import Author
from auditkit.care.payment import is_self_pay, most, of_whom
from auditkit.care.reports import may_serve_as_report
from auditkit.rule import Answer, Confidence, EpisodeExample, EpisodeRule, Ruling, Severity
from auditkit.rules.manuals import benefit_policy_manual

if TYPE_CHECKING:
    from auditkit.care.episode import Document, Episode, Visit
    from auditkit.reference import Reference

_DELAY = 7  # calendar days after the period in which a delayed report may still be written


class _Reports(NamedTuple):
    """Days on which a report was written: by a clinician beyond doubt; perhaps; by an assistant."""

    sure: list[date]
    perhaps: list[date]
    by_assistant: list[date]
    not_in_hand: list[date]  # treatment days without a note: a report may stand there


def check(episode: Episode, reference: Reference) -> list[Ruling]:
    """One ruling for each billed visit: how many treatment days it comes after the last report."""
    reports = _reports(episode)
    days = [visit.on for visit in episode.treatment_days]
    return [_ruling(episode, visit, days, reports, reference) for visit in episode.billed_visits]


def _reports(episode: Episode) -> _Reports:
    found = _Reports([], [], [], [])
    for visit in episode.visits:
        if visit.is_evaluation:
            continue  # it is the first day of the first period, not the end of one
        if not visit.documents and visit.is_treatment_day and not episode.holds_all_reports:
            found.not_in_hand.append(visit.on)
        for document in visit.documents:
            _sort(document, visit.on, found)
    return found


def _sort(document: Document, on: date, found: _Reports) -> None:
    if not document.is_report:
        if document.author is not Author.ASSISTANT and may_serve_as_report(document.note):
            found.perhaps.append(on)
    elif document.author is Author.CLINICIAN:
        found.sure.append(on)
    elif document.author is Author.ASSISTANT:
        found.by_assistant.append(on)
    else:
        found.perhaps.append(on)


def _ruling(episode: Episode, visit: Visit, days: list[date], reports: _Reports, reference: Reference) -> Ruling:
    if is_self_pay(visit):
        return Ruling(visit, Answer.NOT_APPLICABLE, "No payer asks for progress reports.")
    interval = reference.threshold("progress_report_interval", visit.on)["value"]
    if not interval:
        return Ruling(visit, Answer.UNCLEAR, "The interval for that day is not held.")
    most_days, on = int(interval), visit.on
    sure = max((d for d in reports.sure if d < on), default=None)
    may_be = max((d for d in (*reports.sure, *reports.perhaps, *reports.not_in_hand) if d < on), default=None)
    at_most = _since(days, sure, on) if sure or episode.is_whole else None
    at_least = _since(days, may_be, on)
    if at_least > most_days:
        return _overdue(episode, visit, days, sure, at_least, most_days, reports)
    if at_most is not None and at_most <= most_days:
        if last := _never_came(episode, visit, days, at_most, most_days, reports):
            return last
        since = f"the report of {sure}" if sure else f"the evaluation of {days[0]}, which is the first"
        return Ruling(
            visit,
            Answer.MET,
            f"{_nth(at_most)} treatment day after {since}."
            if sure
            else f"{_nth(at_most)} treatment day, counting {since}.",
        )
    return Ruling(visit, Answer.UNCLEAR, _why_unclear(episode, sure, on, reports, at_most, most_days))


def _since(days: list[date], report: date | None, on: date) -> int:
    """Treatment days after a report, up to and with `on`; all of them where there was none."""
    return sum(1 for day in days if day <= on and (report is None or day > report))


def _overdue(episode, visit: Visit, days: list[date], sure, count: int, most_days: int, reports: _Reports) -> Ruling:
    after = [day for day in days if day <= visit.on and (sure is None or day > sure)]
    due = after[most_days - 1] if len(after) >= most_days else visit.on
    came = min((d for d in reports.sure if d >= visit.on), default=None)
    since = (
        f"since the report of {sure}"
        if sure
        else f"since the evaluation of {days[0]}"
        if episode.is_whole
        else "in these claims"
    )
    words = f"{_nth(count)} treatment day {since}; a clinician's report was due by {due}, the {_nth(most_days)}"
    if came:
        words += f", and came on {came}."
    elif held := [d for d in reports.by_assistant if (sure is None or d > sure) and d <= visit.on]:
        words += f"; the one of {held[-1]} is signed by an assistant."
    else:
        words += ", and none is among the notes."
    delayed = came is not None and (came - due).days <= _DELAY
    if delayed:
        words += f" It was written within {_DELAY} days, which may be accepted as a delayed report."
    return Ruling(visit, Answer.NOT_MET, words + of_whom(visit), Severity.REVIEW if delayed else most(visit))


def _never_came(
    episode, visit: Visit, days: list[date], count: int, most_days: int, reports: _Reports
) -> Ruling | None:
    """The tenth day is the last one in hand, its note is no report, and none came in the week after."""
    written = (*reports.sure, *reports.perhaps, *reports.not_in_hand)
    if count != most_days or visit.on != days[-1] or not visit.documents or any(d >= visit.on for d in written):
        return None
    if (episode.today - visit.on).days <= _DELAY:
        return None
    words = f"{_nth(count)} treatment day without a clinician's report, and none came by {episode.today}."
    return Ruling(visit, Answer.NOT_MET, words + of_whom(visit), most(visit))


def _why_unclear(episode, sure, on: date, reports: _Reports, at_most: int | None, most_days: int) -> str:
    missing = [d for d in reports.not_in_hand if d < on and (sure is None or d > sure)]
    doubtful = [d for d in reports.perhaps if d < on and (sure is None or d > sure)]
    if doubtful:
        return f"The note of {doubtful[-1]} may be the report: it looks back over goals or is one, and does not show plainly that a clinician wrote it as such."
    if missing:
        many = "1 treatment day" if len(missing) == 1 else f"{len(missing)} treatment days"
        return f"The notes of {many} since {'the report of ' + str(sure) if sure else 'the start'} are not in hand; a report may be among them."
    return "The evaluation and the days before these claims are not in hand, so treatment days cannot be counted."


def _nth(count: int) -> str:
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_TREATED = tuple({"date_of_service": f"2026-03-{day:02d}"} for day in (5, 6, 9, 10, 11, 12, 13, 16))

rule = EpisodeRule(
    title="A progress report comes at least every tenth treatment day",
    why=(
        "The progress report is where a clinician says whether treatment works and why it should go on. Medicare asks for one at least every ten "
        "treatment days, the evaluation being the first; visits past the tenth without one are open to be taken back."
    ),
    fix=(
        "Count treatment days from the evaluation or the last report, and write the report on the tenth day at the latest. A daily note can be "
        "the report where a therapist writes it and it says how the patient stands toward each goal. An assistant's notes add to a report and "
        "do not replace it."
    ),
    question="On which treatment day did you plan the report, and what got in its way?",
    severity=Severity.RECOUPMENT,
    payment_critical=True,
    sources=(
        benefit_policy_manual("220.3.D, progress report: timing, who writes it, assistants"),
        benefit_policy_manual("220.3.D, delayed reports: within 7 calendar days of the period's end", Confidence.MEMORY),
    ),
    # The ten-day count is of 2013; this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    supply="The notes of every visit of the episode from the evaluation on, or the word that all reports there are were supplied (--all-reports).",
    edition="Benefit Policy Manual ch. 15 Rev. 255",
    good=EpisodeExample(
        notes={
            "2026-03-04": "PT Initial Evaluation. Knee OA. Signed: A. Placebrook, PT, DPT",
            **{line["date_of_service"]: "PT Daily Note. Ther-ex 15 min. Signed: A. Placebrook, PT, DPT" for line in _TREATED},
            "2026-03-17": "PT Progress Report and Daily Note. STG 1 met: stands without hands. Signed: A. Placebrook, PT, DPT",
            "2026-03-18": "PT Daily Note. Ther-ex 15 min. Signed: A. Placebrook, PT, DPT",
        },
        lines=(
            {"date_of_service": "2026-03-04", "hcpcs_code": "97161"}, *_TREATED,
            {"date_of_service": "2026-03-17"}, {"date_of_service": "2026-03-18"},
        ),
        reason="The evaluation is the first day; the report comes on the tenth.",
    ),
    bad=EpisodeExample(
        notes={
            "2026-03-04": "PT Initial Evaluation. Knee OA. Signed: A. Placebrook, PT, DPT",
            **{line["date_of_service"]: "PT Daily Note. Ther-ex 15 min. Signed: A. Placebrook, PT, DPT" for line in _TREATED},
            "2026-03-17": "PT Daily Note. Ther-ex 15 min. Signed: A. Placebrook, PT, DPT",
            "2026-03-18": "PT Daily Note. Ther-ex 15 min. Signed: A. Placebrook, PT, DPT",
        },
        lines=(
            {"date_of_service": "2026-03-04", "hcpcs_code": "97161"}, *_TREATED,
            {"date_of_service": "2026-03-17"}, {"date_of_service": "2026-03-18"},
        ),
        reason="Eleven treatment days, and no report among them.",
    ),
    check=check,
)  # fmt: skip
