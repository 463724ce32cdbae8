"""Which of a note's dates is the day of the visit, or the day the report was written."""

from __future__ import annotations

import re

from auditkit.rule import Kind
from auditkit.text.dates import Dated
from auditkit.text.sections import Section

# Words in front of a date that name the visit's own day ...
_VISIT = re.compile(
    r"(?:\bd\.?o\.?s\b\.?|\bdate (?:of )?(?:the |this )?(?:service|visit|session|treatment|report|discharge|note|tx|encounter|evaluation|eval|assessment|progress report|seen|written|dictated)|"
    r"\b(?:visit|service|session|treatment|tx|report|note|encounter|appointment|appt|evaluation|eval|exam|assessment|discharge|d/c|recert|recertification|written|today'?s|summary|evaluated|dictation)[ \t]date|"
    r"\bdate[ \t/&]+time|\bsession date/time|\bdate seen|\bseen(?: today)?(?: on)?|\b(?:was|were) (?:seen|treated|evaluated)\b[^.\n]{0,60}?(?:on|,)?|\bthis is the[^.\n]{0,40}\b(?:for|of|on)|"
    r"\b(?:initial |pt |ot |slp |st |re-?)?(?:eval(?:uation)?|report|summary|note|recert(?:ification)?|visit|session|assessment|tx|treatment|encounter|re-?assessment)\b[^.\n]{0,24}?\b(?:prepared|performed|written|"
    r"completed|dictated|conducted|held|dated|done|given|provided)?(?: on|,| for| of)?|\b(?:prepared|written|dictated|performed|completed|conducted)(?: on)?|\btoday(?:,| is|'s date)?|\bdate)[\s:=.|\-\u2013#,(]*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*)?(?:the )?$",
    re.I,
)
# ... and words that say it is another day.
_OTHER = re.compile(
    r"(?:\bdob|\bd\.o\.b\.?|\bbirth ?date|\bdate of birth|\bborn(?: on)?|\bbirthday|\bonset\b[^.\n\d]{0,16}|\binjur\w*(?: on)?|\bdoi\b|\bsurger\w*|\bsurgical|\bsx\b|\brefer\w*(?: (?:dated|on|of|received|date))?|\border(?:ed|s)?(?: dated| on| of| date)?|"
    r"\bnext[^.\n]{0,30}|\bfollow[- ]?up\b[^.\n]{0,12}|\bf/u\b[^.\n]{0,12}|\brecheck\b[^.\n]{0,12}|\breturn\w*(?: to \w+)?(?: on)?|\bby|\buntil|\btill|\bthrough|\bthru|\bto\b|\bgoals?|\btarget(?: date)?|\bdue|\bexpir\w+|\bexp\b|\bfrom|\bsince|"
    r"\bcert\w*(?: (?:period|from|dates?))?|\bsoc\b(?: date)?|\bstart of care(?: date)?|\bstarted(?: \w+){0,3}(?: on)?|\b(?:last|previous|prior)\b[^.\n]{0,30}|\bs/p\b[^.\n]{0,30}|\bfell(?: on)?|\bfall(?: on)?|\bmri(?: of| on)?|\bx-?rays?(?: of| on)?|\bct(?: of| on)?|"
    r"\bmbss?(?: of| on)?|\bfees(?: of| on)?|\bvfss(?: of| on)?|\bplanned(?: for)?|\bprinted(?: on)?|\brepair\w*(?: on)?|\bmva\b|\bmvc\b|\baccident(?: on)?|\badmi\w+(?: on)?|\bhospital\w*(?: stay)?(?: from)?|\bdated|\bvs\.?|\bvalid[^.\n]{0,12}|\bauth\w*[^.\n\d]{0,24}|"
    r"\bperiod(?: covered)?|\bcovers|\bcovering|\bscheduled[^.\n]{0,12}|\bappt|\bappointment|\bsymptoms (?:began|started)(?: on)?|\bgiven|\bissued|\bdelivered|\bdiagnosed[^.\n]{0,16}|\bcva(?: on)?|\bstroke(?: on)?|\b(?:orif|tka|tha|acl|fx|fracture|arthroplasty|cast|infarct|revised|cabg)\b[^.\n\d]{0,24}|"
    r"\bre-?test(?:ed)?(?: on)?|\bmet(?: on)?|\bas of|\bbaseline|\bat|\bi certify[^.\n]{0,40}|\bphysician[^\n]{0,60}|\bmd\b[^\n]{0,40}|\bpoc (?:of|dated|from)|\b(?:dx|diagnos[ei]s|pmh|hx|history)\b[^\n]*|\b(?:release|shot|injection|procedure|scan|imaging|emg|biopsy|implant\w*|botox|debridement|amputation)\b[^\n\d]{0,16}|\bplan of care (?:of|dated|from)|\bwas|\brev(?:ised|\.)?|\bform\b[^\n]{0,12}|\breceived(?: on)?|\bfaxed(?: on)?|\bsent(?: on)?|\bcancel\w*|\bmissed|"
    r"\beffective|\b(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}/\d{1,2})\s*(?:-|\u2013|to|through|thru|and|&))[\s:=.(\u2013#,'-]*(?:(?:date|on)\b[\s:=]*)?$",
    re.I,
)
_IS_SEEN = re.compile(
    r"[,\s:-]*(?:\w+\W+){0,6}?\b(?:was|were|is|came|attended|arrived|seen|presented|returned|participated|completed)\b",
    re.I,
)
_SIGNING = re.compile(r"sign|authentic|/s/|finali[sz]|dictat|locked|attest", re.I)
_MACHINE = re.compile(r"electronic|e-?sign|digital|authentic|locked|finali", re.I)
_RANGE_AFTER = re.compile(r"\s*(?:-|\u2013|to|through|thru)\s*(?:\d{1,2}[/.-]\d|[A-Z][a-z]{2})")
_COMPARED = re.compile(r"\s*(?:[:=]\s*[<>]?\d|\)\s*\d|,?\s+last (?:visit|session|report))")


def visit_date(note, labelled: list[Dated] | None = None) -> Dated | None:
    """The date that a label or a verb names as the visit's; else the one in the head of the note; else a report's signature date."""
    labelled = labelled_dates(note) if labelled is None else labelled
    if labelled:
        return labelled[0]
    return _unlabelled(note)


def labelled_dates(note) -> list[Dated]:
    """The dates in front of which stands "DOS", "date", "seen on", "report written" or the like."""
    text = note.text
    found = []
    for dated in note.dates:
        before = _before(text, dated.start)
        if _is_other(before, text, dated):
            continue
        if (_VISIT.search(before) and not _SIGNING.search(before[-40:].split("|")[-1].split("   ")[-1])) or (
            before.rstrip().lower().endswith(("on", "on the")) and _IS_SEEN.match(text[dated.end : dated.end + 70])
        ):
            found.append(dated)
    return found


def _before(text: str, start: int) -> str:
    line = max(text.rfind("\n", 0, start), text.rfind("\f", 0, start)) + 1
    return text[max(line, start - 72) : start]


def _is_other(before: str, text: str, dated: Dated) -> bool:
    if _RANGE_AFTER.match(text, dated.end):
        return True
    match = _OTHER.search(before)
    if not match:
        return False
    # "evaluated on", "seen for follow-up on": the visit's own words stand between the other day's word and the date
    return not re.search(
        r"(?:(?:^|\s{2,}|[|;,.]\s*)date(?: of (?:service|visit))?|\bdos|seen(?: on)?|visit date|date of service|dictated(?: on)?|written(?: on)?|report date|date written|date of (?:report|visit|evaluation))\W*$",
        before,
        re.I,
    )


def _unlabelled(note) -> Dated | None:
    text = note.text
    head = _head_end(text)
    signed = None
    for dated in note.dates:
        line = max(text.rfind("\n", 0, dated.start), text.rfind("\f", 0, dated.start)) + 1
        before = text[line : dated.start]
        if _is_other(before[-72:], text, dated) or _COMPARED.match(text, dated.end):
            continue
        near = before[-60:]
        signing = _SIGNING.search(near) or any(line <= s.start and s.end <= dated.start for s in note.signatures)
        if signing or (
            dated.start > head
            and any(s.section is Section.SIGNATURE and s.start <= dated.start < s.end for s in note.sentences)
        ):
            reports = any(kind is not Kind.TREATMENT for kind in note.kinds)
            if signed is None and (reports or not _MACHINE.search(text[max(0, line - 60) : dated.start])):
                signed = dated
            continue
        if re.search(r"\bon\s*$", before, re.I) and not _IS_SEEN.match(text[dated.end : dated.end + 70]):
            if not re.search(
                r"\b(?:seen|session|visit|came|attended|treated|evaluated|met with|saw)\b", before[-90:], re.I
            ):
                continue
            return dated
        bare = before.strip(" \t*-|#>=_\u2022(")
        if (
            dated.start < head
            or not bare
            or re.search(r"\b(?:session|visit|seen|came|saw|attended|treated|evaluated)\b[^.\n]*$", before, re.I)
        ):
            return dated
        # a name and a date that close the note
        if signed is None and dated.end >= len(text.rstrip()) - 12 and len(bare) < 40:
            signed = dated
    return signed


def _head_end(text: str) -> int:
    """The first lines: a title, a line about the patient."""
    at = -1
    for _ in range(4):
        at = text.find("\n", at + 1)
        if at < 0:
            return min(len(text), 220)
    return min(at, 420)
