"""What a transaction set is, by its number, its version and the segments in it."""

from __future__ import annotations

from enum import StrEnum

from auditkit.readers.x12.envelope import Transaction


class Claim(StrEnum):
    """The three kinds of claims that share the number 837."""

    PROFESSIONAL = "professional"
    INSTITUTIONAL = "institutional"
    DENTAL = "dental"

    @property
    def an(self) -> str:
        """The word with its article."""
        return f"an {self}" if self is Claim.INSTITUTIONAL else f"a {self}"


_LINE_SEGMENTS = {"SV1": Claim.PROFESSIONAL, "SV2": Claim.INSTITUTIONAL, "SV3": Claim.DENTAL}
_GUIDES = {"X222": Claim.PROFESSIONAL, "X098": Claim.PROFESSIONAL, "X223": Claim.INSTITUTIONAL, "X096": Claim.INSTITUTIONAL,
           "X224": Claim.DENTAL, "X097": Claim.DENTAL}  # fmt: skip

_NAMES = {
    "835": "a remittance (835)",
    "270": "a question about coverage (270)",
    "271": "an answer about coverage (271)",
    "276": "a question about a claim's status (276)",
    "277": "an answer about claims' status (277)",
    "278": "a request or answer about an authorization (278)",
    "997": "an acknowledgement (997)",
    "999": "an acknowledgement (999)",
    "824": "an application's answer (824)",
    "820": "a premium payment (820)",
    "834": "an enrolment (834)",
    "275": "an attachment to a claim (275)",
}


def name_of(set_id: str) -> str:
    """A set in words, without repeating what stands in the file where that is no set's number."""
    if set_id in _NAMES:
        return _NAMES[set_id]
    return (
        f"a set of the kind {set_id}"
        if set_id.isascii() and set_id.isdigit() and len(set_id) == 3
        else "a set of no known kind"
    )


def claim_kind(transaction: Transaction) -> Claim | None:
    """What kind of claims an 837 holds. The service lines decide; without any, the version does; None where neither says it."""
    counted = service_segments(transaction)
    if any(counted.values()):
        # Professional lines are read wherever there are some; the others of the same set are then reported one by one.
        return (
            _LINE_SEGMENTS["SV1"]
            if counted["SV1"]
            else _LINE_SEGMENTS["SV2" if counted["SV2"] >= counted["SV3"] else "SV3"]
        )
    version = transaction.version.upper()
    return next((kind for guide, kind in _GUIDES.items() if guide in version), None)


def service_segments(transaction: Transaction) -> dict[str, int]:
    """How many service lines of each kind it holds."""
    element = transaction.delimiters.element
    starts = {tag: tag + element for tag in _LINE_SEGMENTS}
    counted = dict.fromkeys(starts, 0)
    for segment in transaction.segments:
        if segment[:2] == "SV" and (tag := segment[:3]) in starts and segment.startswith(starts[tag]):
            counted[tag] += 1
    return counted
