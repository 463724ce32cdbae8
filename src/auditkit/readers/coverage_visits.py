"""What a portal's list says about visits: in columns of all therapy or of one discipline, as numbers or as "12 of 30", "60 combined PT/OT"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditkit.care.service_types import named_in

_MEASURES = {"visit_limit": "total", "visits_used": "used", "visits_remaining": "remaining"}
_CODE_OF = {"PT": "PT", "OT": "AD", "SLP": "AF"}
_OF_ONE = {
    f"{discipline.lower()}_{column}": (code, measure)
    for discipline, code in _CODE_OF.items()
    for column, measure in _MEASURES.items()
}
COUNTING = (*_MEASURES, *_OF_ONE)  # the columns that count visits


def counted(row: Mapping[str, str], common: Mapping[str, str], alone: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The limits of visits that a row names, as parts of benefits. `common` holds service types and message of the row, with those who share
    its limit; `alone` the same of a column of one discipline."""
    base = {name: common[name] for name in ("service_types", "message")}
    for column in _MEASURES:  # where one cell says who shares the limit, what is used and left of it is shared too
        base = _shared(row[column], base)
    for column, measure in _MEASURES.items():
        for part in _said(row[column], measure):
            yield base | part
    for column, (code, measure) in _OF_ONE.items():
        own = _shared(row[column], {"service_types": code, "message": alone["message"]})
        for part in _said(row[column], measure):
            yield own | part


def _shared(cell: str, base: dict[str, str]) -> dict[str, str]:
    _, _, more = cell.partition(" ")
    if not more.startswith("combined"):
        return base
    together = dict.fromkeys((*filter(None, base["service_types"].split("|")), *named_in(more)))
    return {"service_types": "|".join(together), "message": f"{base['message']} {more}".strip()}


def _said(cell: str, measure: str) -> Iterator[dict[str, str]]:
    """A number, none left, no limit, or so many of so many; of "12 of 30" in a column of limits only the 30 is plain."""
    visits = {"benefit": "limit", "quantity_kind": "visits"}
    number, _, more = cell.partition(" ")
    if cell == "exhausted":
        yield visits | {"measure": "remaining", "quantity": "0"}
    elif cell == "unlimited":  # in a column of what was used it may be said of anything
        yield {"benefit": "limit", "message": "unlimited"} if measure == "used" else {"benefit": "unlimited"}
    elif more.startswith("of "):
        _, whole, *said = more.split()
        yield visits | {"measure": "total", "quantity": whole}
        part = {"used": "used", "left": "remaining"}[said[0]] if said else measure
        if part != "total":
            yield visits | {"measure": part, "quantity": number}
    elif cell:
        yield visits | {"measure": measure, "quantity": number}
