"""271 (4010 and 5010) -> answers about coverage and their benefits: one state machine over the segments of a transaction.

HL opens a payer, a receiver, a subscriber or a dependent; EB opens a benefit, and what follows is about it; LS, or a name after a benefit,
opens whom the benefit names. Nothing is judged: every EB becomes a row, and what cannot be read is an issue or goes to the residue.
"""

from __future__ import annotations

from auditkit.readers.x12.answers import Person, Source, add_answer, answer_id_of
from auditkit.readers.x12.benefits import BEGINS, ENDS, ROLES, SPANNING, Benefit, Entity, date_span, straightened
from auditkit.readers.x12.envelope import Transaction
from auditkit.readers.x12.values import DATES
from auditkit.tables import BENEFITS, COVERAGE_ANSWERS, Columns, Issue, empty_columns

_UNUSED = ("ST", "SE", "PRV", "INS", "MPI", "HI", "N2", "SBR", "PWK", "CRC", "AMT", "QTY", "NX1", "DN1")
_SEEN_LATER = "Compare it with the payer's portal, or ask again."
_LEFT_EMPTY = "It was left empty; look it up in the payer's portal."


class EligibilityReader:
    """Reads one transaction after the other. `answers` and `benefits` are the tables, `issues` what is wrong, `residue` what is not known.

    `files_of` names the file of each answer: the same answer in a second file is said, and not counted again.
    """

    def __init__(self) -> None:
        self.answers: Columns = empty_columns(COVERAGE_ANSWERS)
        self.benefits: Columns = empty_columns(BENEFITS)
        self.issues: list[Issue] = []
        self.residue: list[tuple[str, str, str]] = []
        self.files_of: dict[str, str] = {}

    def read(self, file: str, transaction: Transaction) -> None:
        """Add the answers of one 271. Never raises for what it holds."""
        self._file, self._place = file, transaction.place
        self._element, self._component, _, self._repetition = transaction.delimiters
        self._source = Source(checked_at=DATES[transaction.sent_on[:8]] or "")
        self._person: Person | None = None
        self._subscriber: Person | None = None
        self._benefit: Benefit | None = None
        self._entity: Entity | None = None
        self._is_in_loop = False
        self._level = ""
        self._rejects: list[str] = []
        self._answered = 0
        readers = dict.fromkeys(_UNUSED) | {
            "BHT": self._bht, "HL": self._hl, "NM1": self._nm1, "TRN": self._trn, "REF": self._ref, "DMG": self._dmg, "DTP": self._dtp,
            "AAA": self._aaa, "EB": self._eb, "HSD": self._hsd, "III": self._iii, "MSG": self._msg, "LS": self._ls, "LE": self._le, "PER": self._per,
            "N3": self._address, "N4": self._address,
        }  # fmt: skip
        for number, segment in enumerate(transaction.segments, start=1):
            e = segment.split(self._element)
            tag = e[0].strip().upper()
            if tag not in readers:
                self.residue.append((file, f"{self._place}, segment {number}", segment))
                self._issue(number, "is no segment of an answer about coverage", "It was left out; see the residue.")
            elif (read := readers[tag]) is not None:
                if self._person is not None:
                    self._person.segments.append(segment)
                read([part.strip() for part in e], number)
        if self._person is not None:
            self._person.is_cut_off = not transaction.is_complete
        self._end_person()
        if self._rejects and not self._answered:
            self._add(Person(segment=1, rejects=list(self._rejects), segments=transaction.segments))
        elif not self._answered:
            self._issue(1, "is an answer that names nobody", _SEEN_LATER, is_warning=False)

    # What begins a level

    def _bht(self, e: list[str], number: int) -> None:
        if day := DATES[_at(e, 4)]:
            clock = _at(e, 5)
            has_time = clock[:4].isdigit() and len(clock) >= 4 and clock[:2] < "24" and clock[2:4] < "60"
            self._source.checked_at = f"{day}T{clock[:2]}:{clock[2:4]}" if has_time else day
        self._source.reference = _at(e, 3)

    def _hl(self, e: list[str], number: int) -> None:
        self._level = _at(e, 3)
        if self._level == "23" and self._subscriber is not None:
            self._subscriber.has_dependents = True  # then the answer is about them, unless it speaks of both
        self._end_person()
        if self._level == "20":
            if self._rejects and not self._answered:
                self._add(Person(segment=number, rejects=list(self._rejects), segments=[str(number)]))
            self._source = Source(checked_at=self._source.checked_at, reference=self._source.reference)
            self._subscriber, self._rejects = None, []
        elif self._level == "22":
            self._subscriber = self._person = Person(segment=number)
        elif self._level == "23":
            self._person = Person(segment=number, subscriber=self._subscriber)
        elif self._level != "21":
            self._issue(number, "opens a level of no known kind", _SEEN_LATER)

    def _nm1(self, e: list[str], number: int) -> None:
        who = _at(e, 1).upper()
        name = " ".join(part for part in (_at(e, 4), _at(e, 5), _at(e, 3), _at(e, 7)) if part)
        if self._benefit is not None and (self._is_in_loop or who not in ("IL", "03", "QC")):
            self._entity = Entity(ROLES.get(who, who), name, _at(e, 9), is_person=_at(e, 2) == "1")
            self._benefit.entities.append(self._entity)
            return
        if who in ("IL", "03", "QC"):
            if self._person is None or self._person.last_name or self._benefit is not None:
                self._end_person()
                self._issue(number, "begins another person without an HL segment", _SEEN_LATER)
                self._person = Person(segment=number, subscriber=None if who == "IL" else self._subscriber)
                if who == "IL":
                    self._subscriber = self._person
            person = self._person
            person.last_name, person.first_name = _at(e, 3), " ".join(p for p in (_at(e, 4), _at(e, 5)) if p)
            person.member_id = _at(e, 9)
        elif self._person is None and self._level == "21":
            self._source.asked_by = {part for part in (name.casefold(), _at(e, 9)) if part}
        elif self._person is None and self._level in ("20", "") and who in ("PR", "2B", "36", "GP", "P5"):
            self._source.payer_name, self._source.payer_id = name, _at(e, 9)

    def _trn(self, e: list[str], number: int) -> None:
        if self._person is not None and _at(e, 2):
            self._person.traces.append((_at(e, 1), _at(e, 2)))

    def _ref(self, e: list[str], number: int) -> None:
        what, written = _at(e, 1).upper(), _at(e, 2)
        if not written:
            return
        if self._benefit is not None:
            if what == "G1":
                self._benefit.authorization = written
            elif what in ("18", "1L", "6P", "N6", "IG") and not self._benefit.number:
                self._benefit.number = written
        elif self._person is not None:
            self._person.numbers.setdefault(what, written)
            if what in ("18", "6P", "1L", "N6") and _at(e, 3):
                self._person.numbers.setdefault(f"{what} name", _at(e, 3))

    def _dmg(self, e: list[str], number: int) -> None:
        if self._person is None or not _at(e, 2):
            return
        if not (born := DATES[_at(e, 2)[:8]]):
            self._issue(number, "has a date of birth that is not a date", _LEFT_EMPTY)
        self._person.birth_date = born or ""

    def _dtp(self, e: list[str], number: int) -> None:
        what = _at(e, 1)
        try:
            first, last = date_span(_at(e, 2), _at(e, 3))
        except ValueError as error:
            self._issue(number, f"has a date that {error}", _LEFT_EMPTY)
            return
        is_span = _at(e, 2) == "RD8"
        if (benefit := self._benefit) is not None:
            if what in ENDS:
                benefit.ends_on = last
            elif what in BEGINS:
                benefit.starts_on = first
            elif what in SPANNING:
                benefit.starts_on = benefit.starts_on or first
                benefit.ends_on = benefit.ends_on or (last if is_span else "")
        elif self._person is not None:
            self._person.dates.setdefault(what, (first, last if is_span else ""))

    def _aaa(self, e: list[str], number: int) -> None:
        code = "|".join(part for part in (_at(e, 3),) if part) or "unknown"
        if self._person is None:
            self._rejects.append(code)
            self._source.follow_up = self._source.follow_up or _at(e, 4)
            return
        self._person.rejects.append(code)
        self._person.is_refused = self._person.is_refused or not self._person.benefits
        self._person.follow_up = self._person.follow_up or _at(e, 4)

    # The benefit and what stands under it

    def _eb(self, e: list[str], number: int) -> None:
        self._entity, self._is_in_loop = None, False
        if self._person is None:
            self.residue.append((self._file, f"{self._place}, segment {number}", self._element.join(e)))
            self._issue(number, "is a benefit that belongs to nobody", _SEEN_LATER, is_warning=False)
            return
        elements, was_moved = straightened(e)
        if was_moved:
            self._issue(
                number,
                "has elements that stand one place off",
                "They were moved back; compare it with the payer's portal.",
            )
        if not elements[1]:
            self._issue(number, "is a benefit that does not say what it is", _SEEN_LATER)
        self._benefit = Benefit(number, elements, was_moved)
        self._person.benefits.append(self._benefit)

    def _hsd(self, e: list[str], number: int) -> None:
        if self._benefit is not None:
            self._benefit.deliveries.append(e)

    def _iii(self, e: list[str], number: int) -> None:
        if self._benefit is not None and _at(e, 1) == "ZZ" and _at(e, 2):
            self._benefit.places.append(_at(e, 2))

    def _msg(self, e: list[str], number: int) -> None:
        text = " ".join(_at(e, 1).split())
        if self._benefit is not None:
            self._benefit.messages.append(text)
        elif self._person is not None:
            self._person.messages.append(text)

    def _ls(self, e: list[str], number: int) -> None:
        self._is_in_loop = self._benefit is not None

    def _le(self, e: list[str], number: int) -> None:
        self._is_in_loop, self._entity = False, None

    def _per(self, e: list[str], number: int) -> None:
        if self._entity is not None:
            self._entity.contact += [
                _at(e, n + 1) for n in (3, 5, 7) if _at(e, n) in ("TE", "WP", "UR", "EM", "FX") and _at(e, n + 1)
            ]

    def _address(self, e: list[str], number: int) -> None:
        """Addresses are not kept."""

    # What ends a person

    def _end_person(self) -> None:
        person, self._person, self._benefit, self._entity, self._is_in_loop = self._person, None, None, None, False
        if person is not None and (person.says_something or not person.has_dependents):
            self._add(person)

    def _add(self, person: Person) -> None:
        self._answered += 1
        person.rejects += [code for code in self._rejects if code not in person.rejects]
        answer_id = answer_id_of(self._source, person)
        if (earlier := self.files_of.get(answer_id)) is not None:
            self._issue(person.segment, f"is the same answer as one in {earlier}", "It is counted once.")
            return
        self.files_of[answer_id] = self._file
        rows = self.answers, self.benefits
        issues = add_answer(rows, answer_id, self._file, self._place, self._source, person, self._component)
        for number, problem in issues:
            self._issue(number, problem, _LEFT_EMPTY)

    def _issue(self, number: int, problem: str, fix: str, *, is_warning: bool = True) -> None:
        self.issues.append(Issue(self._file, f"{self._place}, segment {number}", problem, fix, is_warning))


def _at(e: list[str], number: int) -> str:
    return e[number] if number < len(e) else ""
