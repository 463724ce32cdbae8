"""Notes and claims together: billed lines set beside the notes of their day and the plans of care, and asked the episode rules.

Standard library only; reads no file and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from auditkit.care.episode import BilledLine, Episode, Visit
from auditkit.care.joining import Unmatched, join, rows_of
from auditkit.care.links import LineLinks, links_of
from auditkit.reference import Reference
from auditkit.rule import Answer, ComparisonRule, EpisodeRule, Ruling, Severity
from auditkit.rules import comparison_rules, episode_rules, note_rules
from auditkit.tables import NoteText

if TYPE_CHECKING:
    from auditkit.scrub import Settings

_WEIGHT = (Severity.INFO, Severity.REVIEW, Severity.RECOUPMENT, Severity.DENIAL)


class EpisodeVerdict(NamedTuple):
    """One rule's answer about one billed visit (`line_number` empty) or line. The first nine columns are those of a scrub."""

    claim_id: str
    line_number: str
    date_of_service: str
    rule: str
    answer: Answer
    severity: str
    message: str
    source: str
    edition: str
    patient_id: str = ""
    payer_id: str = ""
    rendering_provider_npi: str = ""


COLUMNS = EpisodeVerdict._fields[:9]


@dataclass(frozen=True)
class EpisodeAudit:
    """What the episode rules found.

    `links` holds the chain behind each billed line of a day with a note. `unmatched` lists the notes that were not set beside a line.
    """

    verdicts: tuple[EpisodeVerdict, ...]
    links: tuple[LineLinks, ...]
    unmatched: tuple[Unmatched, ...]
    lines_without_notes: int
    rules: Mapping[str, EpisodeRule | ComparisonRule]
    changes: Sequence[str] = field(default=())

    def rows(self, answers: Iterable[Answer] = (Answer.NOT_MET, Answer.UNCLEAR)) -> list[tuple[str, ...]]:
        """Verdicts with the asked answers as rows of `COLUMNS`, by claim, line and rule."""
        asked, order = set(answers), list(self.rules)
        found = [tuple(map(str, v[:9])) for v in self.verdicts if v.answer in asked]
        return sorted(found, key=lambda row: (row[0], row[1].zfill(9), row[2], order.index(row[3])))

    @property
    def counts(self) -> list[tuple[str, Answer, int]]:
        """Subjects by rule and answer, in the order of the rules."""
        return [
            (rule, answer, sum(1 for v in self.verdicts if v.rule == rule and v.answer is answer))
            for rule in self.rules
            for answer in Answer
        ]

    @property
    def supply(self) -> list[tuple[str, int, str]]:
        """What to supply so that what is unclear can be answered: rule, subjects, words."""
        found = [
            (rule, n, getattr(self.rules[rule], "supply", ""))
            for rule, a, n in self.counts
            if a is Answer.UNCLEAR and n
        ]
        return sorted(found, key=lambda entry: -entry[1])


def audit_episodes(
    notes: Iterable[NoteText],
    lines: Any,
    plans: Any = None,
    payers: Any = None,
    *,
    today: date,
    reference: Reference | None = None,
    settings: Settings | None = None,
    all_reports: bool = False,
    with_links: bool = True,
    told: Callable[[float], None] = lambda share: None,
) -> EpisodeAudit:
    """Join notes with claim lines by patient and day, and ask the episode rules.

    `lines`, `plans` and `payers` are tables of `auditkit.tables` as a dict of columns, a list of rows or a frame. A note belongs to the
    patient that its metadata names and to its date of service, or else the date in its text. Only patients of whom a note or a plan is in
    hand are asked about. `all_reports` is a person's word that no progress report is missing among the notes; without it a day whose note
    is not in hand may hold one. `settings` may switch a rule off or lower it. `told` hears which share of the work is done, 0 to 1.
    `with_links`: also find the chain behind each billed line.
    """
    reference = reference or Reference()
    criteria = note_rules()
    asked: dict[tuple[str, int], Any] = {}

    def ask(rule_id, note):
        key = rule_id, id(note)
        if key not in asked:
            asked[key] = (
                criteria[rule_id].check(note, reference),
                note,
            )  # the note is kept, so that its id stays its own
        return asked[key][0]

    joined = join(
        notes, rows_of(lines), None if plans is None else rows_of(plans), rows_of(payers), today, reference,
        holds_all_reports=all_reports, ask=ask, told=lambda share: told(share * _JOINED),
    )  # fmt: skip
    rules = _in_use(settings)
    verdicts = [
        _verdict(rule, ruling, episode, settings)
        for episode in _telling(joined.episodes, told)
        for rule in rules.values()
        if isinstance(rule, EpisodeRule) and (episode.documents or not rule.needs_notes)
        for ruling in rule.check(episode, reference)
        if rule.in_force_from <= ruling.subject.on
        and (rule.in_force_to is None or ruling.subject.on <= rule.in_force_to)
    ]
    verdicts += _compared(joined.episodes, rules, settings)
    links = [
        links_of(episode, visit, line, reference)
        for episode in joined.episodes
        for visit in episode.billed_visits
        if visit.documents
        for line in visit.lines
        if with_links
    ]
    changes = [change.sentence for rule, change in settings.changes.items() if rule in _shelf()] if settings else []
    return EpisodeAudit(
        tuple(verdicts), tuple(links), tuple(joined.unmatched), joined.lines_without_notes, rules, tuple(changes)
    )


_JOINED, _RULED = (
    0.4,
    0.9,
)  # shares of the work that are done when notes and lines are joined, and when the rules were asked


def _telling(episodes: Sequence[Episode], told: Callable[[float], None]) -> Iterator[Episode]:
    for number, episode in enumerate(episodes):
        if number % 10 == 0:
            told(_JOINED + (_RULED - _JOINED) * number / len(episodes))
        yield episode
    told(_RULED)


def _shelf() -> dict[str, EpisodeRule | ComparisonRule]:
    return {**episode_rules(), **comparison_rules()}


def _in_use(settings: Settings | None) -> dict[str, EpisodeRule | ComparisonRule]:
    changes = settings.changes if settings else {}
    return {name: rule for name, rule in _shelf().items() if name not in changes or changes[name].severity is not None}


def _verdict(
    rule: EpisodeRule | ComparisonRule, ruling: Ruling, episode: Episode, settings: Settings | None
) -> EpisodeVerdict:
    subject = ruling.subject
    line: BilledLine = subject.lines[0] if isinstance(subject, Visit) else subject
    severity = ""
    if ruling.answer is Answer.NOT_MET:
        change = settings.changes.get(rule.id) if settings else None
        weights = [rule.severity, ruling.severity, change.severity if change else None]
        severity = min((w for w in weights if w), key=_WEIGHT.index)
    first = rule.sources[0]
    return EpisodeVerdict(
        claim_id=line.claim_id, line_number="" if isinstance(subject, Visit) else line.line_number, date_of_service=line.on.isoformat(),
        rule=rule.id, answer=ruling.answer, severity=str(severity), message=ruling.message,
        source=", ".join(part for part in (first.title, first.section, first.dated) if part),
        edition=getattr(rule, "edition", "the notes supplied"), patient_id=episode.patient_id, payer_id=line.payer_id,
        rendering_provider_npi=line.rendering_provider_npi,
    )  # fmt: skip


def _compared(episodes: Sequence[Episode], rules: Mapping[str, Any], settings: Settings | None) -> list[EpisodeVerdict]:
    """The rules that set the texts of notes beside each other, across patients too; their answer about the notes of a billed visit."""
    placed = [(episode, visit, d) for episode in episodes for visit in episode.billed_visits for d in visit.documents]
    found = []
    for rule in rules.values():
        if not isinstance(rule, ComparisonRule) or len(placed) < 2:
            continue
        verdicts = rule.check([d.text for *_, d in placed], [d.name for *_, d in placed])
        by_visit: dict[int, tuple[Episode, Visit, list]] = {}
        for (episode, visit, _), verdict in zip(placed, verdicts, strict=True):
            by_visit.setdefault(id(visit), (episode, visit, []))[2].append(verdict)
        for episode, visit, own in by_visit.values():
            worst = min(
                own, key=lambda v: (Answer.NOT_MET, Answer.UNCLEAR, Answer.MET, Answer.NOT_APPLICABLE).index(v.answer)
            )
            found.append(_verdict(rule, Ruling(visit, worst.answer, worst.message), episode, settings))
    return found
