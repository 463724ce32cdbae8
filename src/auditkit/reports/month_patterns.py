"""What stands out in a month, each with the claims, notes and authorizations behind it and what teaches it."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from auditkit.analytics.caught import about
from auditkit.analytics.patterns import Pattern
from auditkit.desks.denials import ROUTES, dollars
from auditkit.desks.denials.causes import CAUSES
from auditkit.reports.lesson_titles import lesson_title
from auditkit.reports.month_joined import Joined
from auditkit.reports.month_monday import told_patterns
from auditkit.reports.month_words import CATEGORY, MONDAY, RULE_FOR, chance, counts, title
from auditkit.reports.page import Block, Bullets, Grid, Heading, Paragraph, Run, Words, labelled, text
from auditkit.rules import claim_checks, rule_named, visit_checks

_ROWS = 12
_BEFORE_THE_SESSION = ("eligibility",)  # categories that the front desk prevents, not billing
BEHIND = (
    "claim_id", "line_number", "date_of_service", "payer", "clinic", "hcpcs_code", "category", "carc", "rarc", "charge_amount", "route",
    "appeal_deadline", "authorization_number", "notes", "findings",
)  # fmt: skip


def patterns_of(joined: Joined) -> tuple[Block, ...]:
    """Every pattern, and what is behind it."""
    figures = joined.figures
    blocks: list[Block] = [Heading("What stands out")]
    looked = f"{figures.stand_out.looked_at:,} combinations of payer, service and clinic with a category were compared with everything else, and {figures.newly.looked_at:,} with themselves in the three months before."
    blocks.append(
        Paragraph(
            text(
                f"{looked} The test is exact and corrected for all of them (false discovery rate 5%). What stands out is a place to look at; why it does, a person finds out."
            )
        )
    )
    told = told_patterns(figures)
    if not told:
        blocks.append(Paragraph(text("Nothing stands out beyond chance.")))
    for number, pattern in enumerate(told, 1):
        blocks += _pattern(number, pattern, joined)
    return tuple(blocks)


def _pattern(number: int, pattern: Pattern, joined: Joined) -> list[Block]:
    behind = lines_behind(pattern, joined)
    who, what = MONDAY[pattern.category]
    teaches = lesson(pattern, joined)
    blocks: list[Block] = [
        Heading(f"{number}. {title(pattern)}", 3),
        Paragraph(text(f"Denied: {counts(pattern)}. {chance(pattern)}")),
        labelled(f"{who}:", what),
    ]
    if actions := Counter(
        joined.gathered.denied[key].proposal.first_action for key in behind.index if key in joined.gathered.denied
    ):
        blocks.append(labelled("For the lines themselves:", f"{actions.most_common(1)[0][0]}"))
    if teaches:
        blocks.append(labelled("What teaches it:", teaches))
    found = Counter(name for names in behind["findings"] for name in names.split("|") if name)
    if found:
        items: tuple[Words, ...] = tuple(
            text(f"{known.title if (known := rule_named(rule)) else rule}: said of {count:,} of these {len(behind):,} lines ({rule})")
            for rule, count in found.most_common(3)
        )  # fmt: skip
        blocks += [Paragraph(text("What our own checks say of these lines:")), Bullets(items)]
    rows = [
        (row.claim_id, row.line_number, row.date_of_service, row.hcpcs_code, row.carc, row.authorization_number or "none", row.notes.replace("|", ", ") or "not in hand")
        for row in behind.head(_ROWS).itertuples()
    ]  # fmt: skip
    caption = f"Lines behind it: {len(behind):,}"
    if len(behind) > _ROWS:
        caption += f"; the first {_ROWS} here, all in denied-lines.csv"
    blocks.append(
        Grid(
            caption,
            ("Claim", "Line", "Date", "Code", "Reason", "Authorization", "Note"),
            tuple(rows),
            (18, 7, 15, 11, 10, 17, 22),
        )
    )
    return blocks


def lesson(pattern: Pattern, joined: Joined) -> Words:
    """The rule that teaches a pattern, and its lesson: what our own checks found most on these lines, else what the category is about."""
    found = Counter(
        name
        for names in lines_behind(pattern, joined)["findings"]
        for name in names.split("|")
        if name and pattern.category in about(name, name not in claim_checks()) and rule_named(name)
    )
    name = found.most_common(1)[0][0] if found else _of_cause(pattern, joined) or RULE_FOR.get(pattern.category, "")
    if (rule := rule_named(name)) is None:
        return ()
    said = Run(f"“{rule.title}” (rule {name})")
    if not rule.lesson:
        return (said,)
    return (said, Run("; lesson “"), Run(lesson_title(rule.lesson), lesson=rule.lesson), Run("”, under Training"))


def _of_cause(pattern: Pattern, joined: Joined) -> str:
    """For what no check of a claim can see: the check before the session that goes with what most of the payer's codes point to."""
    if pattern.category not in _BEFORE_THE_SESSION:
        return ""
    reasons = [
        joined.gathered.denied[key].proposal.reason
        for key in lines_behind(pattern, joined).index
        if key in joined.gathered.denied
    ]
    causes = Counter((reason.row or {}).get("root_cause", "") for reason in reasons if reason)
    checks = visit_checks()
    for cause, _ in causes.most_common():
        if cause in CAUSES and (rule := next((rule for rule in CAUSES[cause].rules if rule in checks), "")):
            return rule
    return ""


def lines_behind(pattern: Pattern, joined: Joined) -> pd.DataFrame:
    """The denied lines of a pattern, one row a line, by denial key."""
    if pattern not in joined.behind:
        joined.behind[pattern] = _lines_behind(pattern, joined)
    return joined.behind[pattern]


def _lines_behind(pattern: Pattern, joined: Joined) -> pd.DataFrame:
    lines = joined.figures.lines
    is_own = lines["claim"].isin(pattern.claims) & lines["category"].eq(pattern.category)
    for column, value in pattern.where:
        is_own &= lines[column].eq(value)
    return _behind(lines[is_own], joined)


def denied_lines_table(joined: Joined) -> pd.DataFrame:
    """Every denied line of the month with what is behind it: the rows of denied-lines.csv."""
    lines = joined.figures.lines
    return _behind(lines[lines["is_denied"]], joined)


def _behind(lines: pd.DataFrame, joined: Joined) -> pd.DataFrame:
    rows, keys = [], []
    for line in lines.sort_values(["date_of_service", "claim_id", "line_number"], kind="stable").itertuples():
        denied, rules = joined.gathered.denied.get(line.denial_key), joined.gathered.rules_of
        found = dict.fromkeys((*rules.get((line.claim_id, line.line_number), ()), *rules.get((line.claim_id, ""), ())))
        keys.append(line.denial_key)
        rows.append((
            line.claim_id, line.line_number, "" if pd.isna(line.date_of_service) else f"{line.date_of_service:%Y-%m-%d}", line.payer, line.clinic, line.code,
            CATEGORY.get(line.category, line.category), line.carc, line.rarc, dollars(line.charge), ROUTES.get(denied.route, "") if denied else "",
            denied.deadline.cell if denied else "", line.authorization_number, "|".join(joined.gathered.notes_of.get(line.claim_id, ())), "|".join(found),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(BEHIND), index=keys, dtype=str)
