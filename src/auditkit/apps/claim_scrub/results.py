"""What a scrub found, as the page asks for it: by group, filtered, a page at a time. A clinic has thousands of lines; no list is ever whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from auditkit.rule import Answer, Severity

if TYPE_CHECKING:
    from auditkit.care.links import LineLinks
    from auditkit.episodes import EpisodeAudit
    from auditkit.reports.claims_with_notes import ClaimsWithNotes
    from auditkit.rule import ClaimCheck, ComparisonRule, EpisodeRule
    from auditkit.scrub import Scrub
    from auditkit.tables import Columns

PAGE = 15


class Group(StrEnum):
    """What a person does with it."""

    FIX = "fix"
    CHECK = "check"
    INFORM = "inform"
    UNCLEAR = "unclear"
    CLEAN = "clean"


GROUP_OF = {
    Severity.DENIAL: Group.FIX,
    Severity.RECOUPMENT: Group.FIX,
    Severity.REVIEW: Group.CHECK,
    Severity.INFO: Group.INFORM,
}


class Found(NamedTuple):
    """One verdict that is not met or unclear."""

    claim_id: str
    line_number: str
    date_of_service: str
    rule: str
    group: str
    severity: str
    message: str
    source: str
    edition: str
    payer: str
    provider: str
    clinic: str
    patient_id: str


class CleanClaim(NamedTuple):
    """A claim without a finding, and how many points of it could not be told."""

    claim_id: str
    date_of_service: str
    payer: str
    unclear: int


class Supply(NamedTuple):
    """What would let a check answer, and for how many lines, days or claims it could not."""

    rule: str
    title: str
    subjects: int
    what: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; an empty value leaves nothing out. `claim` is the beginning of a claim number."""

    rule: str = ""
    payer: str = ""
    provider: str = ""
    clinic: str = ""
    claim: str = ""

    def where(self, *, rule: bool = True) -> tuple[str, list[str]]:
        """The condition and its values, for the table of verdicts; without the rule for what has none."""
        names = ("rule", "payer", "provider", "clinic") if rule else ("payer", "provider", "clinic")
        asked = {name: getattr(self, name) for name in names if getattr(self, name)}
        parts = [f"{name} = ?" for name in asked]
        values = list(asked.values())
        if self.claim:
            parts.append("starts_with(lower(claim_id), lower(?))")
            values.append(self.claim)
        return (" AND ".join(parts) or "true"), values


@dataclass
class Results:
    """`scrub` is the engine's result, `lines` the claim lines that it was made from, `payers` names by number.

    `episodes` is what the notes of the same visits add, where they were given (see `add`).
    """

    scrub: Scrub
    lines: Columns
    payer_names: Mapping[str, str] = field(default_factory=dict)
    episodes: EpisodeAudit | None = None

    def __post_init__(self) -> None:
        from auditkit.scrub.answers import verdicts_sql

        gave = {c.rule for c in self.scrub.counts if c.subjects and c.answer in (Answer.NOT_MET, Answer.UNCLEAR)}
        checks = [check for check in self.scrub.checks.values() if check.id in gave]
        told = verdicts_sql(checks, self.scrub.settings, (Answer.NOT_MET, Answer.UNCLEAR), more=True)
        self._keep_owners()
        self._ask(
            "CREATE OR REPLACE TEMP TABLE verdict AS SELECT claim_id, line_number, date_of_service, rule, answer, severity, message, source,"
            f" edition, payer_id, rendering_provider_npi, patient_id FROM ({told})"
        )
        self._sort()
        self._rows: dict[str, list[int]] = {}
        for place, claim in enumerate(self.lines["claim_id"]):
            self._rows.setdefault(claim, []).append(place)

    def _sort(self) -> None:
        """Put the verdicts into groups and order, and find the claims without a finding."""
        groups = " ".join(f"WHEN '{severity}' THEN '{group}'" for severity, group in GROUP_OF.items())
        order = " ".join(f"WHEN '{rule}' THEN {place}" for place, rule in enumerate(self.checks))
        self._ask(
            f"CREATE OR REPLACE TEMP TABLE told AS SELECT row_number() OVER (ORDER BY v.claim_id, TRY_CAST(v.line_number AS INTEGER),"
            f" v.date_of_service, CASE v.rule {order} END, v.message) AS place, v.claim_id, v.line_number, v.date_of_service, v.rule,"
            f" CASE WHEN v.answer = 'unclear' THEN 'unclear' ELSE CASE v.severity {groups} END END AS grp, v.severity, v.message, v.source,"
            " v.edition, coalesce(v.payer_id, o.payer, '') AS payer, coalesce(v.rendering_provider_npi, o.provider, '') AS provider,"
            " coalesce(o.clinic, '') AS clinic, coalesce(v.patient_id, '') AS patient_id FROM verdict v LEFT JOIN owner o ON o.claim_id = v.claim_id"
        )
        self._ask(
            "CREATE OR REPLACE TEMP TABLE clean AS SELECT c.claim_id, any_value(c.date_of_service) AS date_of_service,"
            " coalesce(any_value(o.payer), '') AS payer, coalesce(any_value(o.provider), '') AS provider, coalesce(any_value(o.clinic), '') AS clinic,"
            " coalesce(any_value(t.points), 0) AS unclear FROM claims c LEFT JOIN owner o ON o.claim_id = c.claim_id"
            " LEFT JOIN (SELECT claim_id, count(*) AS points, bool_or(grp <> 'unclear') AS is_found FROM told GROUP BY claim_id) t"
            " ON t.claim_id = c.claim_id WHERE c.claim_id IS NOT NULL AND NOT coalesce(t.is_found, false) GROUP BY c.claim_id"
        )

    def add(self, episodes: EpisodeAudit) -> None:
        """Add what the notes of the same visits show: its findings join the lists, and each line has its links."""
        import pandas

        self.episodes = episodes
        rows = [v for v in episodes.verdicts if v.answer in (Answer.NOT_MET, Answer.UNCLEAR)]
        if rows:
            found = pandas.DataFrame(
                [tuple(map(str, row)) for row in rows], columns=list(rows[0]._fields), dtype="object"
            )
            self.scrub.connection.register("episode_verdict", found)
            named = ", ".join(f"nullif({name}, '')" for name in ("payer_id", "rendering_provider_npi"))
            self._ask(
                "INSERT INTO verdict SELECT claim_id, line_number, date_of_service, rule, answer, severity, message, source, edition,"
                f" {named}, patient_id FROM episode_verdict"
            )
            self.scrub.connection.unregister("episode_verdict")
        self._sort()

    @property
    def checks(self) -> Mapping[str, ClaimCheck | EpisodeRule | ComparisonRule]:
        """All rules that were asked, by id."""
        return {**self.scrub.checks, **(self.episodes.rules if self.episodes else {})}

    @property
    def whole(self) -> Scrub | ClaimsWithNotes:
        """Claims and notes as one result, for lists to take away."""
        from auditkit.reports.claims_with_notes import ClaimsWithNotes

        return ClaimsWithNotes(self.scrub, self.episodes) if self.episodes else self.scrub

    def _keep_owners(self) -> None:
        """Payer (its name where it has no number), clinic and therapist of each claim, for the filters."""
        import pandas

        payers = [number or name for number, name in zip(self.lines["payer_id"], self.lines["payer_name"], strict=True)]
        given = {"claim_id": self.lines["claim_id"], "payer": payers, "clinic": self.lines["billing_provider_npi"],
                 "provider": self.lines["rendering_provider_npi"]}  # fmt: skip
        frame = pandas.DataFrame(given, dtype="object").drop_duplicates("claim_id")
        self.scrub.connection.register("owner_given", frame)
        self._ask("CREATE OR REPLACE TEMP TABLE owner AS SELECT * FROM owner_given")
        self.scrub.connection.unregister("owner_given")

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple]:
        return self.scrub.connection.execute(question, list(values)).fetchall()

    # Counts and lists

    def counts(self, asked: Filter) -> dict[Group, int]:
        """How many findings, unanswered points and clean claims the filter leaves."""
        where, values = asked.where()
        found = dict(self._ask(f"SELECT grp, count(*) FROM told WHERE {where} GROUP BY grp", values))
        where, values = asked.where(rule=False)
        found[Group.CLEAN] = self._ask(f"SELECT count(*) FROM clean WHERE {where}", values)[0][0]
        return {group: found.get(group.value, 0) for group in Group}

    def page(self, group: Group, asked: Filter, number: int) -> list[Found]:
        """The findings of one page (from 0) of a group, by claim and line."""
        where, values = asked.where()
        columns = ", ".join(f"coalesce({name}, '')" for name in _COLUMNS)
        rows = self._ask(
            f"SELECT {columns} FROM told WHERE grp = ? AND {where} ORDER BY place LIMIT {PAGE} OFFSET ?",
            [group.value, *values, number * PAGE],
        )
        return [Found(*row) for row in rows]

    def clean_page(self, asked: Filter, number: int) -> list[CleanClaim]:
        """One page of the claims without a finding."""
        where, values = asked.where(rule=False)
        rows = self._ask(
            f"SELECT claim_id, coalesce(date_of_service, ''), payer, unclear FROM clean WHERE {where} ORDER BY claim_id LIMIT {PAGE} OFFSET ?",
            [*values, number * PAGE],
        )
        return [CleanClaim(*row) for row in rows]

    def clean(self) -> list[tuple]:
        """All claims without a finding: number, date, payer, how many points could not be told."""
        rows = self._ask("SELECT claim_id, coalesce(date_of_service, ''), payer, unclear FROM clean ORDER BY claim_id")
        return [(claim, day, self.payer(payer), unclear) for claim, day, payer, unclear in rows]

    def supply(self, asked: Filter) -> list[Supply]:
        """What to supply for what could not be told, most wanted first."""
        where, values = replace(asked, rule="").where()
        rows = self._ask(f"SELECT rule, count(*) FROM told WHERE grp = 'unclear' AND {where} GROUP BY rule ORDER BY 2 DESC, 1", values)  # fmt: skip
        checks = self.checks
        return [Supply(rule, checks[rule].title, n, getattr(checks[rule], "supply", "")) for rule, n in rows]

    def choices(self, column: str, group: Group, asked: Filter) -> list[tuple[str, int]]:
        """Which values of rule, payer, provider or clinic there are in a group, with how often, whatever is chosen of that column."""
        if column not in ("rule", "payer", "provider", "clinic"):
            raise ValueError(column)
        where, values = replace(asked, **{column: ""}).where(rule=group is not Group.CLEAN)
        table = "clean" if group is Group.CLEAN else "told"
        only = "true" if group is Group.CLEAN else "grp = ?"
        rows = self._ask(
            f"SELECT {column}, count(*) FROM {table} WHERE {only} AND {column} <> '' AND {where} GROUP BY 1 ORDER BY 2 DESC, 1",
            [*([] if group is Group.CLEAN else [group.value]), *values],
        )
        return [(value, n) for value, n in rows]

    # A claim

    def claim_lines(self, claim_id: str, patient_id: str = "", day: str = "") -> list[dict[str, str]]:
        """The lines of a claim as they were read; where lines have no claim number, those of the patient on that day."""
        rows = self._rows.get(claim_id, [])
        names = list(self.lines)
        lines = [{name: self.lines[name][row] for name in names} for row in rows]
        if claim_id:
            return lines
        return [line for line in lines if line["patient_id"] == patient_id and line["date_of_service"] == day]

    def links(self, claim_id: str, patient_id: str = "", day: str = "") -> list[LineLinks]:
        """The links behind the lines of a claim, of those with a note of the day."""
        if self.episodes is None:
            return []
        own = [chain for chain in self.episodes.links if chain.line.claim_id == claim_id]
        if not claim_id:
            own = [c for c in own if c.patient_id == patient_id and c.line.on.isoformat() == day]
        return sorted(own, key=lambda chain: chain.line.line_number.zfill(9))

    def of_claim(self, claim_id: str) -> list[Found]:
        """Everything that was found about one claim, what must be fixed first."""
        columns = ", ".join(f"coalesce({name}, '')" for name in _COLUMNS)
        order = " ".join(f"WHEN '{group}' THEN {place}" for place, group in enumerate(Group))
        rows = self._ask(
            f"SELECT {columns} FROM told WHERE claim_id = ? ORDER BY CASE grp {order} END, place LIMIT 200", [claim_id]
        )
        return [Found(*row) for row in rows]

    def payer(self, number: str) -> str:
        """A payer as people call it."""
        return self.payer_names.get(number) or number

    def answers(self) -> dict[tuple[str, ...], int]:
        """Every finding and unanswered point as (claim, line, date, rule, group), with how often: to compare two scrubs."""
        rows = self._ask(
            "SELECT claim_id, coalesce(line_number, ''), coalesce(date_of_service, ''), rule, grp, count(*) FROM told GROUP BY ALL"
        )
        return {row[:-1]: row[-1] for row in rows}


_COLUMNS = ("claim_id", "line_number", "date_of_service", "rule", "grp", "severity", "message", "source", "edition", "payer", "provider",
            "clinic", "patient_id")  # fmt: skip
