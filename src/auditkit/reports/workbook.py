"""Results as an Excel workbook and as CSV: what to look at first, every verdict, and what could not be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from auditkit.analytics.intervals import wilson
from auditkit.audit import NoteAudit
from auditkit.reports.spreadsheet import Sheets, guarded, to_bytes
from auditkit.reports.standing import Decided, Decisions, NoteStanding, standings
from auditkit.reports.wording import day, importance, kinds, number_of
from auditkit.rule import Answer, NoteRule, Source
from auditkit.tables import Issue

CSV_COLUMNS = (
    "note", "kinds", "discipline", "date_of_service", "rule", "answer", "payment_critical", "evidence", "message",
)  # fmt: skip
_FEW = 20  # answered notes below which a share says little


def to_csv(audits: Sequence[NoteAudit], rules: Mapping[str, NoteRule], decisions: Decisions | None = None) -> str:
    """One row per verdict, with a header; `answer` is the one that counts, a person's where there is one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for standing in standings(audits, rules, decisions or {}):
        audit = standing.audit
        head = [
            guarded(audit.name),
            "|".join(str(kind) for kind in audit.kinds),
            guarded(audit.discipline),
            audit.date_of_service.isoformat() if audit.date_of_service else "",
        ]
        for d in standing.answers:
            critical = "yes" if d.rule.payment_critical else "no"
            message = guarded(d.verdict.message)
            writer.writerow([*head, d.rule_id, str(d.answer), critical, guarded(_evidence(audit, d)), message])
    return out.getvalue()


def to_xlsx(
    audits: Sequence[NoteAudit],
    rules: Mapping[str, NoteRule],
    issues: Sequence[Issue] = (),
    decisions: Decisions | None = None,
) -> bytes:
    """The workbook's bytes: sheets Summary, Findings, All verdicts, Not read."""
    found = standings(audits, rules, decisions or {})

    def fill(sheets: Sheets) -> None:
        _summary(sheets, found, rules, issues)
        _findings(sheets, found)
        _all_verdicts(sheets, found)
        _not_read(sheets, issues)

    return to_bytes("Note audit", fill)


def _source(source: Source) -> str:
    dated = f" ({source.dated})" if source.dated else ""
    return f"{source.title}: {source.section}{dated}"


def _evidence(audit: NoteAudit, decided: Decided) -> str:
    return " | ".join(" ".join(audit.text[e.start : e.end].split()) for e in decided.verdict.evidence)


def _summary(
    sheets: Sheets, found: Sequence[NoteStanding], rules: Mapping[str, NoteRule], issues: Sequence[Issue]
) -> None:
    critical = [s.counted(payment_critical=True) for s in found]
    quality = [s.counted(payment_critical=False) for s in found]
    missing = sum(is_met < of for is_met, of in critical)
    unread = sum(not issue.is_warning for issue in issues)
    lines = (
        "Note audit",
        f"{number_of(len(found), 'note')} read; {number_of(unread, 'item')} not read.",
        f"Notes with a payment-critical criterion not met: {missing} of {len(found)}.",
        f"Payment-critical: {_of(critical)}. Quality: {_of(quality)}.",
        "Cannot tell and does not apply stand in no denominator. The program proposes; a person decides.",
    )
    by_rule: dict[str, list[Answer]] = {rule_id: [] for rule_id in rules}
    for standing in found:
        for d in standing.answers:
            by_rule[d.rule_id].append(d.answer)
    rows = []
    for rule_id, answers in by_rule.items():
        n = {answer: answers.count(answer) for answer in Answer}
        of = n[Answer.MET] + n[Answer.NOT_MET]
        share = n[Answer.MET] / of if of else None
        counts = [n[answer] for answer in (Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE)]
        between = _interval(n[Answer.MET], of)
        critical = importance(rules[rule_id].payment_critical)
        rows.append([rules[rule_id].title, critical, *counts, of, share, between, rule_id])
    columns = (
        ("Criterion", 58), ("Counts as", 20), ("Met", 8), ("Not met", 9), ("Cannot tell", 11), ("Does not apply", 14),
        ("Answered (n)", 12), ("Share met", 10), ("95% interval", 20), ("Rule", 26),
    )  # fmt: skip
    sheets.table("Summary", columns, rows, above=lines)


def _of(pairs: Sequence[tuple[int, int]]) -> str:
    return f"{sum(is_met for is_met, _ in pairs)} of {sum(of for _, of in pairs)} met"


def _interval(is_met: int, of: int) -> str:
    """Wilson's interval of a share: what notes like these may hold, which is wide where there are few."""
    between = wilson(is_met, of)
    if between is None:
        return ""
    few = ", few notes" if of < _FEW else ""
    return f"{between[0]:.0%} to {between[1]:.0%}{few}"


def _findings(sheets: Sheets, found: Sequence[NoteStanding]) -> None:
    rows = []
    for standing in found:
        for d in standing.of(Answer.NOT_MET):
            rows.append(
                [
                    standing.audit.name,
                    standing.audit.date_of_service,
                    importance(d.rule.payment_critical),
                    d.rule.title,
                    _evidence(standing.audit, d) or "no sentence found",
                    d.verdict.message,
                    d.rule.fix,
                    d.rule.question,
                    _source(d.rule.sources[0]) if d.rule.sources else "",
                    d.rule_id,
                ]
            )
    rows.sort(key=lambda row: not str(row[2]).startswith("■"))  # payment-critical first, notes in their order
    columns = (
        ("Note", 24), ("Date", 12), ("Counts as", 20), ("Criterion", 34), ("Words in the note", 46), ("Remark", 32),
        ("Next time", 50), ("Question for the author", 44), ("Source", 40), ("Rule", 24),
    )  # fmt: skip
    sheets.table("Findings", columns, rows)


def _all_verdicts(sheets: Sheets, found: Sequence[NoteStanding]) -> None:
    rows = [
        [
            s.audit.name,
            s.audit.date_of_service,
            kinds(s.audit.kinds),
            s.audit.discipline,
            importance(d.rule.payment_critical),
            d.rule.title,
            d.answer,
            d.verdict.answer if d.is_overruled else "",
            d.decision.reason if d.decision else "",
            f"{d.decision.who}, {day(d.decision.when.date())}" if d.decision else "",
            _evidence(s.audit, d),
            d.verdict.message,
            d.rule_id,
        ]
        for s in found
        for d in s.answers
    ]
    columns = (
        ("Note", 24), ("Date", 12), ("Kind", 18), ("Discipline", 11), ("Counts as", 20), ("Criterion", 34),
        ("Answer", 16), ("Program's answer, where overruled", 18), ("Reason given", 26),
        ("Decided by", 22), ("Words in the note", 50),
        ("Remark", 32), ("Rule", 24),
    )  # fmt: skip
    sheets.table("All verdicts", columns, rows)


def _not_read(sheets: Sheets, issues: Sequence[Issue]) -> None:
    rows = [[i.file, i.place, "read in part" if i.is_warning else "not read", i.problem, i.fix] for i in issues]
    columns = (("File", 34), ("Place", 18), ("What happened", 16), ("Problem", 44), ("What to do", 60))
    sheets.table("Not read", columns, rows, none="Everything was read.")
