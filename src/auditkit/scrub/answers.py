"""The predicates of all checks over one view, evaluated in one pass, and the words of what is not met or unclear.

An answer is kept as a small number: 0 not applicable, 1 met, 2 not met, 3 unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from auditkit.rule import Answer, ClaimCheck, Severity
from auditkit.scrub.held import statement, text_of
from auditkit.scrub.settings import Settings
from auditkit.scrub.words import WORDS

CODES = {0: Answer.NOT_APPLICABLE, 1: Answer.MET, 2: Answer.NOT_MET, 3: Answer.UNCLEAR}
VIEWS = ("lines", "days", "pairs", "claims")
SUBJECT = (
    "subject_id",
    "claim_id",
    "line_number",
    "date_of_service",
    "patient_id",
    "payer_id",
    "rendering_provider_npi",
)
COLUMNS = ("claim_id", "line_number", "date_of_service", "rule", "answer", "severity", "message", "source", "edition")
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_FIRST_DAY = date(1970, 1, 1)


def answer_sql(check: ClaimCheck) -> str:
    """The check as one portable expression: 0 not applicable, 1 met, 2 not met, 3 unclear."""
    holds = f"coalesce(2 - CAST(({check.holds}) AS INTEGER), 3)"
    return f"coalesce(CAST(({_applies(check)}) AS INTEGER) * {holds}, 3)"


def _applies(check: ClaimCheck) -> str:
    """What the check says, for days on which it is in force. A day that is not known may be one of them."""
    bounds = [f"service_day < {(check.in_force_from - _FIRST_DAY).days}"]
    if check.in_force_to:
        bounds.append(f"service_day > {(check.in_force_to - _FIRST_DAY).days}")
    return f"({check.applies}) AND NOT coalesce({' OR '.join(bounds)}, 1 = 0)"


def severity_sql(check: ClaimCheck, settings: Settings) -> str:
    """The severity of a finding, with what remembered facts and the practice's settings make of it."""
    change = settings.changes.get(check.id)
    highest = change.severity if change and change.severity else check.severity
    if not check.review_when or highest in (Severity.REVIEW, Severity.INFO):
        return f"'{highest}'"
    return f"CASE WHEN {check.review_when} THEN '{Severity.REVIEW}' ELSE '{highest}' END"


def words_sql(template: str, view: str) -> str:
    """A sentence with `{column}` in it, as an SQL expression over the view."""
    parts, at = [], 0
    for place in _PLACE.finditer(template):
        parts.append(_quoted(template[at : place.start()]))
        parts.append(_shown(WORDS[view].get(place[1], place[1]), place[2]))
        at = place.end()
    parts.append(_quoted(template[at:]))
    return " || ".join(part for part in parts if part != "''") or "''"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _shown(column: str, form: str | None) -> str:
    if form == "money":
        return f"coalesce(format('{{:.2f}}', {column} / 100.0), 'unknown')"
    if form == "date":
        return f"coalesce(strftime(DATE '1970-01-01' + CAST({column} AS INTEGER), '%Y-%m-%d'), 'unknown')"
    return f"coalesce(CAST({column} AS VARCHAR), 'unknown')"


def answer(
    connection: duckdb.DuckDBPyConnection,
    checks: Mapping[str, ClaimCheck],
    settings: Settings,
    words: Mapping[str, str],
    is_small: bool,
) -> None:
    """Make each view (for few lines a table, so that it is put together once), and a table `answers_VIEW`: the subject and one small
    number a check. What no check asks for is left out; lines and claims can be looked at all the same."""
    for view in VIEWS:
        own = in_use(checks, settings, view)
        if own or view in ("lines", "claims"):
            kind = "TABLE" if own and is_small else "VIEW"
            connection.execute(statement(f"CREATE TEMP {kind} {view} AS {text_of(f'view_{view}', words)}"))
        if not own:
            continue
        numbers = [f"CAST({answer_sql(c)} AS UTINYINT) AS a_{c.id}" for c in own]
        connection.execute(
            statement(f"CREATE TEMP TABLE answers_{view} AS SELECT {', '.join(['subject_id', *numbers])} FROM {view}")
        )


def in_use(checks: Mapping[str, ClaimCheck], settings: Settings, view: str) -> list[ClaimCheck]:
    """The checks over a view that are not switched off."""
    return [
        c for c in checks.values()
        if c.over == view and not ((change := settings.changes.get(c.id)) and change.severity is None)
    ]  # fmt: skip


def asked(checks: Mapping[str, ClaimCheck], settings: Settings) -> frozenset[str]:
    """The views that the checks in use are over, and every word of those over lines, by which they may ask for a column."""
    views = {view for view in VIEWS if in_use(checks, settings, view)}
    texts: list[str] = []
    for c in in_use(checks, settings, "lines"):
        texts += (c.applies, c.holds, c.review_when, c.finding, c.unclear, c.supply, c.edition)
    named = set(re.findall(r"\w+", " ".join(text for text in texts if text)))
    meant = " ".join(sql for word, sql in WORDS["lines"].items() if word in named)
    return frozenset(views | named | set(re.findall(r"\w+", meant)))


def source_of(check: ClaimCheck) -> str:
    """The check's first source in one line."""
    first = check.sources[0]
    return ", ".join(part for part in (first.title, first.section, first.dated) if part)


def verdicts_sql(
    checks: Iterable[ClaimCheck],
    settings: Settings,
    answers: Iterable[Answer] = tuple(Answer),
    *,
    more: bool = False,
) -> str:
    """A query with one row a check and subject for the asked answers; `more` adds patient, payer and therapist."""
    checks = {check.id: check for check in checks}
    wanted = ", ".join(str(code) for code, answer in CODES.items() if answer in tuple(answers))
    queries = []
    for view in VIEWS:
        own = in_use(checks, settings, view)
        if not own:
            continue
        rows = ", ".join(
            f"CASE WHEN a_{c.id} IN ({wanted}) THEN {{'rule': '{c.id}', 'code': a_{c.id},"
            f" 'severity': CASE WHEN a_{c.id} = 2 THEN {severity_sql(c, settings)} ELSE '' END,"
            f" 'message': CASE a_{c.id} WHEN 2 THEN {words_sql(c.finding, view)} WHEN 3 THEN {words_sql(c.unclear or c.supply, view)} ELSE '' END,"
            f" 'source': {_quoted(source_of(c))}, 'edition': {words_sql(c.edition, view)}}} END"
            for c in own
        )
        given = f"FROM answers_{view} WHERE {' OR '.join(f'a_{c.id} IN ({wanted})' for c in own)}"
        queries.append(
            f"SELECT v.* EXCLUDE (found), found.* FROM (SELECT {', '.join(SUBJECT)}, unnest([{rows}]) AS found"
            f" FROM {view} JOIN (SELECT subject_id, {', '.join(f'a_{c.id}' for c in own)} {given}) USING (subject_id)) v"
            " WHERE found IS NOT NULL"
        )
    columns = ["coalesce(claim_id, '') AS claim_id", "coalesce(line_number, '') AS line_number", "coalesce(date_of_service, '') AS date_of_service", "rule",
               "CASE code WHEN 0 THEN 'not_applicable' WHEN 1 THEN 'met' WHEN 2 THEN 'not_met' ELSE 'unclear' END AS answer",
               "severity", "message", "source", "edition"]  # fmt: skip
    if more:
        columns += ["patient_id", "payer_id", "rendering_provider_npi"]
    if not queries:
        return f"SELECT {', '.join(f'CAST(NULL AS VARCHAR) AS {c.split()[-1]}' for c in columns)} WHERE false"
    return f"SELECT {', '.join(columns)} FROM ({' UNION ALL BY NAME '.join(queries)})"
