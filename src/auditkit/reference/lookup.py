"""Look-ups by date over the built-in rows and what the practice imported. An answer carries its row, dates, source, confidence and edition."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from pathlib import Path

from auditkit.reference.diagnoses import Release, bare
from auditkit.reference.editions import CannotKeep, Edition, builtin_editions, edition_rows, imported_editions
from auditkit.reference.facts import Fact, Standing, covers
from auditkit.reference.overlay import lay_over
from auditkit.reference.rows import DIAGNOSES, KEYS, Row, builtin, builtin_path

BUILT_IN = "2026-11"


class Reference:
    """What a check may look up. `Reference()` holds what comes with auditkit; `Reference.of_practice()` also what the practice imported."""

    def __init__(self, home: Path | None = None):
        self.home = home

    @classmethod
    def of_practice(cls) -> Reference:
        """With the editions in the practice's own folder. Raises OSError when that folder cannot be made."""
        from auditkit.places import practice_folder

        return cls(practice_folder())

    # What is held

    @cached_property
    def imported(self) -> list[Edition]:
        """The practice's editions, oldest first. Raises CannotKeep for one that is damaged."""
        return imported_editions(self.home)

    @cached_property
    def editions(self) -> list[Edition]:
        """All editions, built in and imported."""
        return [*builtin_editions(), *self.imported]

    @property
    def edition(self) -> str:
        """One name for all that is held: the built-in set and how many editions lie over it."""
        return f"{BUILT_IN} and {len(self.imported)} imported" if self.imported else BUILT_IN

    @cached_property
    def _merged(self) -> dict[str, list[Row]]:
        return {}

    def rows(self, table: str) -> list[Row]:
        """All rows of a table as they stand here. Nobody may change them. Raises KeyError for a table that does not exist."""
        if table == "editions":
            return [edition.row for edition in self.editions]
        if table not in self._merged:
            rows = list(builtin(table))
            for edition in self.imported:
                if edition.table == table:
                    over = edition_rows(self.home, edition)
                    rows = lay_over(table, over, rows, frozenset(edition.covers), edition.part)
            self._merged[table] = rows
        return self._merged[table]

    def folder(self) -> Path:
        """A folder with all tables as they stand here, under their own names: the built-in one where nothing was imported.

        A folder that was made stays as it is; another import makes another one. Raises OSError, CannotKeep.
        """
        built_in = builtin_path("editions").parent
        if not self.imported:
            return built_in
        from auditkit.reference.merged import merged_folder

        return merged_folder(self, built_in)

    def path(self, table: str) -> Path:
        """The file of one table in that folder. Raises KeyError, OSError, CannotKeep."""
        return self.folder() / builtin_path(table).name

    @cached_property
    def _index(self) -> dict[str, dict[tuple[str, ...], list[Row]]]:
        return {}

    def _rows_of(self, table: str, *key: str) -> list[Row]:
        if table not in self._index:
            index = defaultdict(list)
            for row in self.rows(table):
                index[tuple(row[column] for column in KEYS[table])].append(row)
            self._index[table] = index
        return self._index[table].get(key, [])

    def _newest(self, table: str, part: str = "", day: str = "", codes: tuple[str, ...] = ()) -> Edition | None:
        """The newest edition that covers a day (any, when none is given) and all of these codes."""
        fits = [
            edition
            for edition in self.editions
            if edition.table == table
            and (not part or edition.part in ("", part))
            and (not day or covers(edition.known_from, edition.known_to, day))
            and set(codes) <= (set(edition.covers) or self.scope)
        ]
        return max(fits, key=lambda edition: edition.known_to, default=None)

    @cached_property
    def scope(self) -> frozenset[str]:
        """The codes that an edition of pairs or limits is about when it does not list its own: those of therapy and of the pairs at hand."""
        pairs = (code for row in builtin("code_pairs") for code in (row["column_1"], row["column_2"]))
        return frozenset((*(row["code"] for row in self.rows("therapy_codes")), *pairs))

    def _unknown(self, table: str, part: str, day: str, row: Row | None = None, codes: tuple[str, ...] = ()) -> Fact:
        held = self._newest(table, part, codes=codes)
        return Fact(
            Standing.UNKNOWN,
            held.name if held else "",
            row or {},
            f"No edition of {_WORDS[table]} for {day} is held. Import it.",
        )

    def _by_period(self, table: str, part: str, key: tuple[str, ...], day: str) -> Fact:
        """The row of a key whose period holds the day; no row for the day is never answered by another day's row."""
        for row in self._rows_of(table, *key):
            if covers(row["valid_from"], row["valid_to"], day):
                held = self._newest(table, part, day) or self._newest(table, part)
                return Fact(Standing.IN_FORCE, held.name if held else "", row)
        return self._unknown(table, part, day)

    # Codes

    def code(self, code: str, on: date) -> Fact:
        """A HCPCS or CPT code. A code that the table does not know is UNKNOWN, neither valid nor deleted."""
        day, rows = on.isoformat(), self._rows_of("therapy_codes", code.upper())
        held = self._newest("therapy_codes", day=day) or self._newest("therapy_codes")
        if not rows:
            return Fact(Standing.UNKNOWN, held.name, {}, "The code is not in the table of therapy codes.")
        for row in rows:
            if covers(row["valid_from"], row["valid_to"], day):
                if row["valid_to"] or not row["known_to"] or day <= row["known_to"]:
                    return Fact(Standing.IN_FORCE, held.name, row)
                return self._unknown("therapy_codes", "", day, row)
        last = rows[-1]
        return Fact(
            Standing.ENDED if last["valid_to"] and last["valid_to"] < day else Standing.NOT_YET, held.name, last
        )

    def code_status(self, code: str, on: date) -> Fact:
        """How Medicare treats a code on a day: A paid, B bundled, I not valid for Medicare ..."""
        return self._by_period("code_status", "", (code.upper(),), on.isoformat())

    def unit_limit(self, code: str, on: date, setting: str = "practitioner") -> Fact:
        """The most units of a code on a day (MUE). Where an edition covers the day and has no row, there is no limit: ABSENT."""
        day, code = on.isoformat(), code.upper()
        fact = self._by_period("unit_limits", setting, (setting, code), day)
        if fact.standing is Standing.IN_FORCE:
            return fact
        held = self._newest("unit_limits", setting, day, (code,))
        if held and held.part == setting:
            return Fact(Standing.ABSENT, held.name)
        return self._unknown("unit_limits", setting, day, codes=(code,))

    def addon_primaries(self, code: str, on: date) -> list[Fact]:
        """The codes of which one must stand beside an add-on; empty for a code that is none."""
        day = on.isoformat()
        held = self._newest("addons", day=day) or self._newest("addons")
        return [
            Fact(Standing.IN_FORCE, held.name, row)
            for row in self.rows("addons")
            if row["addon_code"] == code.upper() and covers(row["valid_from"], row["valid_to"], day)
        ]

    def code_pair(self, first: str, second: str, on: date, pair_source: str = "medicare_practitioner") -> Fact:
        """The edit between two codes, in either order (the row says which is column 2).

        IN_FORCE: the pair is not paid together. ENDED: it once was so. ABSENT: no such edit, by the newest edition that knows both codes
        (`missing` is filled where that edition ends before the day). UNKNOWN: an edit is in that edition, and the day is outside of it.
        """
        day, codes = on.isoformat(), (first.upper(), second.upper())
        rows = self._rows_of("code_pairs", pair_source, *codes) + self._rows_of(
            "code_pairs", pair_source, *reversed(codes)
        )
        held = self._newest("code_pairs", pair_source, codes=codes)
        if held is None or held.part != pair_source:
            return self._unknown("code_pairs", pair_source, day)
        over = [
            row
            for row in rows
            if row["modifier_indicator"] in "01" and covers(row["in_force_from"], row["in_force_to"], day)
        ]
        for row in over:
            if covers(row["known_from"], row["known_to"], day):
                return Fact(Standing.IN_FORCE, row_edition("code_pairs", pair_source, row), row)
            if not row["in_force_to"] or day < row["known_from"]:
                return self._unknown("code_pairs", pair_source, day, row, codes)
        past = "" if covers("", held.known_to, day) else f"{held.name} ends before {day}."
        return Fact(Standing.ENDED if rows else Standing.ABSENT, held.name, rows[-1] if rows else {}, past)

    # Amounts, modifiers, places

    def threshold(self, item: str, on: date | int) -> Fact:
        """A threshold or rate on a day, or on the last day of a year. A year that is not loaded is UNKNOWN."""
        day = on.isoformat() if isinstance(on, date) else f"{on:04d}-12-31"
        return self._by_period("thresholds", "", (item,), day)

    def modifier(self, modifier: str, on: date) -> Fact:
        """A modifier; ABSENT when the full list does not know it."""
        return self._listed("modifiers", modifier.upper(), on)

    def place_of_service(self, place: str, on: date) -> Fact:
        """A place of service; ABSENT when the full list does not know it."""
        return self._listed("places_of_service", place.zfill(2), on)

    def telehealth(self, payer_type: str, on: date) -> Fact:
        """Whether a payer took therapy by telehealth on a day (`taken`)."""
        return self._by_period("telehealth", payer_type, (payer_type,), on.isoformat())

    def _listed(self, table: str, key: str, on: date) -> Fact:
        rows, held = self._rows_of(table, key), self._newest(table)
        for row in rows:
            if covers(row["valid_from"], row["valid_to"], on.isoformat()):
                return Fact(Standing.IN_FORCE, held.name, row)
        if not rows:
            return Fact(Standing.ABSENT, held.name)
        return Fact(Standing.NOT_YET if on.isoformat() < rows[0]["valid_from"] else Standing.ENDED, held.name, rows[-1])

    # Diagnoses

    @cached_property
    def _releases(self) -> list[tuple[Edition, Release]]:
        return [
            (edition, Release(self.home / "reference" / edition.file if edition.file else builtin_path(DIAGNOSES)))
            for edition in self.editions
            if edition.table == DIAGNOSES
        ]

    def newest_release(self) -> Path:
        """The file of the newest ICD-10-CM release held."""
        return self._releases[-1][1].path

    def diagnosis(self, code: str, on: date) -> Fact:
        """A diagnosis code: IN_FORCE is billable. On a day that no release covers only a HEADER is sure, because headers stay headers."""
        day = on.isoformat()
        inside = [
            (edition, release)
            for edition, release in self._releases
            if covers(edition.known_from, edition.known_to, day)
        ]
        edition, release = inside[-1] if inside else self._releases[-1]
        try:
            row = release.row(code)
        except (OSError, ValueError, EOFError) as error:
            raise CannotKeep(f"{release.path.name} cannot be read. Import that release again.") from error
        row = row and {**row, "source": edition.source, "confidence": "page-confirmed" if inside else "derived"}
        if row and row["is_billable"] == "0" and (inside or day > edition.known_to):
            return Fact(Standing.HEADER, edition.name, row)
        if not inside:
            return self._unknown(DIAGNOSES, "", day, row)
        return Fact(Standing.IN_FORCE if row else Standing.ABSENT, edition.name, row)

    def billable_under(self, header: str) -> list[str]:
        """The billable codes under a header in the newest release, with dots."""
        return self._releases[-1][1].billable_under(header)

    def exclusions(self, first: str, second: str) -> list[Fact]:
        """The Excludes1 notes by which two different diagnoses exclude each other, in either direction."""
        one, other = bare(first), bare(second)
        held = self._newest("diagnosis_exclusions")

        def holds(row: Row, a: str, b: str) -> bool:
            return row["at_from"] <= a <= row["at_to"] and row["excluded_from"] <= b <= row["excluded_to"]

        return [
            Fact(Standing.IN_FORCE, held.name, row)
            for row in (self.rows("diagnosis_exclusions") if one != other else ())
            if holds(row, one, other) or holds(row, other, one)
        ]


def row_edition(table: str, part: str, row: Row) -> str:
    """The name of the edition in which a row was last seen."""
    return f"{table}/{part}/{row['edition'].replace(' ', '-')}"


_WORDS = {
    "therapy_codes": "the code list",
    "code_status": "the physician fee schedule",
    "unit_limits": "the unit limits (MUE)",
    "code_pairs": "the code pairs (NCCI PTP)",
    "addons": "the add-on codes",
    "thresholds": "this threshold",
    "telehealth": "the telehealth dates",
    "icd10cm": "ICD-10-CM",
}
