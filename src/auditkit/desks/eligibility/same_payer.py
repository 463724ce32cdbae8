"""Whether an answer and a visit speak of one payer: payers have other numbers and names in every system."""

from __future__ import annotations

import re

from auditkit.care.booked import BookedVisit
from auditkit.care.coverage import CoverageAnswer
from auditkit.care.payer_names import may_be_one, words_of


def is_of_payer(answer: CoverageAnswer, visit: BookedVisit) -> bool:
    """True unless answer and visit plainly speak of two payers."""
    if visit.member_id and answer.member_id:
        if visit.member_id == answer.member_id or _plain(visit.member_id) == _plain(answer.member_id):
            return True
    if visit.payer_id and answer.payer_id and visit.payer_id.casefold() == answer.payer_id.casefold():
        return True
    if visit.payer_type and answer.payer_type and visit.payer_type != answer.payer_type:
        return False
    if words_of(visit.payer_name) and words_of(answer.payer_name):
        return may_be_one(visit.payer_name, answer.payer_name)
    if visit.payer_type == answer.payer_type == "medicare_b":
        return True
    return not (visit.payer_id and answer.payer_id and visit.member_id and answer.member_id)


def _plain(number: str) -> str:
    return re.sub(r"\W", "", number).casefold()
