"""The styles in which therapists write: the same draft as SOAP, prose, shorthand, EMR print, dictation, capitals, table.

Each style is a function from a draft to text. What a note says was settled before; here it only gets its looks.
"""

from __future__ import annotations

from collections.abc import Callable

from auditkit.datasets.drafts import Draft
from auditkit.datasets.wording import sentence, shortened, spoken
from auditkit.rule import Kind

TITLES = {
    Kind.EVALUATION: "Evaluation and Plan of Care",
    Kind.TREATMENT: "Daily Note",
    Kind.PROGRESS: "Progress Report",
    Kind.RECERTIFICATION: "Recertification",
    Kind.DISCHARGE: "Discharge Summary",
}
_THERAPY = {"PT": "Physical Therapy", "OT": "Occupational Therapy", "SLP": "Speech-Language Pathology"}


def title(draft: Draft) -> str:
    """Names of the kinds of note, as a heading."""
    kinds = [TITLES[kind] for kind in draft.kinds]
    return " and ".join(kinds)


def name_of(draft: Draft) -> str:
    return f"{draft.patient.first_name} {draft.patient.last_name}"


def lines(draft: Draft, *keys: str) -> list[str]:
    """The sentences of these sections, each a sentence."""
    return [sentence(text) for key in keys for text in draft.sections.get(key, [])]


def did_lines(draft: Draft, pattern: str = "{name}: {detail}{minutes}") -> list[str]:
    """One line per service done."""
    out = []
    for code, name, detail, minutes in draft.did:
        tail = (
            f" ({minutes} min)" if minutes is not None and detail else f" {minutes} min" if minutes is not None else ""
        )
        text = pattern.format(code=code, name=name, detail=detail, minutes=tail)
        out.append(sentence(text if detail else f"{name}{tail}"))
    return out


def blocks(draft: Draft) -> list[tuple[str, list[str]]]:
    """The note's content as headed blocks, in SOAP order."""
    diagnosis = [sentence(f"Dx: {draft.diagnosis}")] if draft.diagnosis else []
    return [
        ("Subjective", diagnosis + lines(draft, "history", "prior", "subjective")),
        (
            "Objective",
            lines(draft, "objective", "interventions") + did_lines(draft) + lines(draft, "observed", "minutes"),
        ),
        ("Assessment", lines(draft, "assessment", "status", "residue")),
        ("Goals", lines(draft, "goals")),
        ("Plan", lines(draft, "plan", "certification")),
    ]


def closing(draft: Draft) -> str:
    return "\n".join(draft.signature)


def cut(draft: Draft) -> list[str]:
    """A sentence that stops in the middle, without a full stop."""
    return draft.sections.get("cut", [])


def soap(draft: Draft) -> str:
    head = f"{draft.discipline} {title(draft)}"
    if draft.show_date:
        head += f"   {draft.dice.pick(('DOS', 'Date', 'Date of service'))}: {draft.day(draft.visit.date_of_service)}"
    out = [head, f"Patient: {name_of(draft)}" if draft.dice.chance(0.6) else f"Chart {draft.patient.patient_id}", ""]
    letters = draft.dice.chance(0.6)
    for heading, texts in blocks(draft):
        if heading == "Plan":
            texts = texts + cut(draft)
        if texts:
            if heading == "Goals":
                out += ["Goals:", *texts]
            else:
                out.append((f"{heading[0]}: " if letters else f"{heading}: ") + " ".join(texts))
    return "\n".join([*out, "", closing(draft)])


def narrative(draft: Draft) -> str:
    dice, day = draft.dice, draft.day(draft.visit.date_of_service)
    opening = {
        Kind.EVALUATION: "was seen for an initial evaluation",
        Kind.DISCHARGE: "was seen for discharge",
        Kind.PROGRESS: "was seen for review of progress",
        Kind.RECERTIFICATION: "was seen for review and recertification",
    }.get(draft.kinds[0], dice.pick(("was seen for treatment", "came in for a session", "attended the session")))
    first = f"{name_of(draft)} {opening}" + (f" on {day}" if draft.show_date else " today")
    if draft.diagnosis:
        first += f" ({draft.diagnosis})"
    out = [sentence(first)]
    story = lines(draft, "history", "prior", "subjective")
    middle = lines(draft, "objective", "interventions") + did_lines(
        draft, dice.pick(("{name}: {detail}{minutes}", "{name} with {detail}{minutes}"))
    )
    end = lines(draft, "observed", "assessment", "status", "residue")
    plan = lines(draft, "goals", "plan", "minutes") + cut(draft)
    paragraphs = [" ".join(out + story), " ".join(middle), " ".join(end), " ".join(plan)]
    if dice.chance(0.4) and draft.kinds == (Kind.TREATMENT,):
        paragraphs = [" ".join(paragraphs)]
    return "\n\n".join([p for p in paragraphs if p] + lines(draft, "certification") + [closing(draft)])


def telegraphic(draft: Draft) -> str:
    parts = [f"{draft.discipline} {'/'.join(kind.value for kind in draft.kinds)}"]
    if draft.show_date:
        parts.append(draft.day(draft.visit.date_of_service))
    parts.append(draft.patient.patient_id)
    out = [" ".join(parts)]
    for heading, texts in blocks(draft):
        if heading == "Goals":
            out += [shortened(text.rstrip(".")) for text in texts]
        elif texts or (heading == "Plan" and cut(draft)):
            body = "; ".join(shortened(text.rstrip(".")) for text in texts + (cut(draft) if heading == "Plan" else []))
            out.append(f"{heading[0].lower()} - {body}" if draft.dice.chance(0.4) else body)
    return "\n".join([*out, closing(draft)])


def _paged(draft: Draft, body: list[str], per_page: int) -> str:
    """Header and footer on every page, as an EMR prints them; long notes run over the page."""
    patient, clinic = draft.patient, next(c for c in draft.practice.clinics if c.clinic_id == draft.visit.clinic_id)
    pages = [body[start : start + per_page] for start in range(0, len(body), per_page)]
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        out += [
            clinic.name.upper(),
            f"Patient: {patient.last_name.upper()}, {patient.first_name.upper()}   MRN: SYN-{patient.patient_id}   DOB: {patient.birth_date:%m/%d/%Y}",
            "-" * 78,
            *page,
            "-" * 78,
            f"{_THERAPY[draft.discipline]} {title(draft)} - CONFIDENTIAL (synthetic)          Page {number} of {len(pages)}",
        ]
        if number < len(pages):
            out += ["", ""]
    return "\n".join(out)


def emr(draft: Draft) -> str:
    body = []
    if draft.show_date:
        body.append(f"Date of Service: {draft.day(draft.visit.date_of_service)}    Visit #: {draft.visit.number}")
    if draft.diagnosis:
        body.append(f"Treating Diagnosis: {draft.diagnosis}")
    body.append(f"Referring Provider: {draft.episode.referring_name}")
    names = {
        "Subjective": "SUBJECTIVE",
        "Objective": "OBJECTIVE",
        "Assessment": "ASSESSMENT",
        "Goals": "GOALS",
        "Plan": "PLAN",
    }
    for heading, texts in blocks(draft):
        texts = [text for text in texts if not text.startswith("Dx:")] + (cut(draft) if heading == "Plan" else [])
        if heading == "Objective":
            texts = lines(draft, "objective")
        if texts:
            body += ["", names[heading], *texts]
        if heading == "Objective" and (draft.did or draft.sections.get("interventions")):
            body += ["", "TREATMENT PROVIDED", *lines(draft, "interventions")]
            for code, name, detail, minutes in draft.did:
                body.append(f"{code}  {name:<28} {'' if minutes is None else f'{minutes} min'}")
                if detail:
                    body.append(f"       {sentence(detail)}")
            body += lines(draft, "observed")
        if heading == "Objective":
            body += (
                lines(draft, "minutes")
                if draft.did or draft.sections.get("interventions")
                else lines(draft, "minutes", "observed")
            )
    body += ["", *draft.signature]
    return _paged(draft, body, 34)


def dictated(draft: Draft) -> str:
    dice, day = draft.dice, draft.day(draft.visit.date_of_service)
    kind = " and ".join(TITLES[k].lower() for k in draft.kinds)
    head = dice.pick(("This is the {kind} for {name}", "Dictating a {kind} on {name}", "{name}, {kind}")).format(
        kind=kind, name=name_of(draft)
    )
    if draft.show_date:
        head += dice.pick((f", date of service {day}", f", seen {day}"))
    story = [sentence(head)]
    if draft.diagnosis:
        story.append(sentence(dice.pick((f"Diagnosis is {draft.diagnosis}", f"The diagnosis: {draft.diagnosis}"))))
    story += lines(draft, "history", "prior", "subjective")
    did = did_lines(
        draft,
        dice.pick(
            (
                "for {name} we did {detail}{minutes}",
                "{name}, {detail}{minutes}",
                "we worked on {name}, that was {detail}{minutes}",
            )
        ),
    )
    middle = lines(draft, "objective", "interventions") + did + lines(draft, "observed", "minutes")
    end = lines(draft, "assessment", "status", "residue") + lines(draft, "goals")
    plan = lines(draft, "plan", "certification") + cut(draft)
    mark = dice.pick(("\n\n", " New paragraph. ", "\n"))
    body = mark.join(spoken(" ".join(part)) for part in (story, middle, end, plan) if part)
    return f"{body}\n\n{closing(draft)}"


def caps(draft: Draft) -> str:
    head = [f"{draft.discipline} {title(draft)}"]
    if draft.show_date:
        head.append(f"DOS {draft.day(draft.visit.date_of_service)}")
    head.append(f"PT NAME: {name_of(draft)}")
    out = ["  ".join(head)]
    for heading, texts in blocks(draft):
        texts = texts + (cut(draft) if heading == "Plan" else [])
        if texts and heading == "Goals":
            out += texts
        elif texts:
            out.append(" ".join(texts))
    return "\n".join([shortened("\n".join(out)).upper(), closing(draft).upper()])


def flowsheet(draft: Draft) -> str:
    out = [f"{draft.discipline} {title(draft)} / flow sheet"]
    if draft.show_date:
        out.append(f"Date: {draft.day(draft.visit.date_of_service)}    Name: {name_of(draft)}")
    if draft.diagnosis:
        out.append(f"Dx: {draft.diagnosis}")
    out += [f"- {text}" for text in lines(draft, "history", "prior", "subjective")]
    if draft.found:
        wide = max(len(row[0]) for row in draft.found) + 2
        compared = any(row[2] for row in draft.found)
        out += ["", f"{'MEASURE':<{wide}}{'TODAY':<12}" + (f"{'EVAL':<12}GOAL" if compared else "")]
        out += [
            f"{label:<{wide}}{now:<12}" + (f"{was:<12}{goal}" if compared else "")
            for label, now, was, goal in draft.found
        ]
    else:
        out += [f"- {text}" for text in lines(draft, "objective")]
    if draft.did:
        out += ["", f"{'ACTIVITY':<26}{'MIN':<6}DETAIL"]
        out += [f"{name:<26}{'' if minutes is None else minutes:<6}{detail}" for _, name, detail, minutes in draft.did]
    out += lines(draft, "interventions", "observed", "minutes")
    rest = [("Comments", lines(draft, "assessment", "status", "residue")), ("Goals", lines(draft, "goals")),
            ("Plan", lines(draft, "plan", "certification") + cut(draft))]  # fmt: skip
    for heading, texts in rest:
        if texts:
            out += ["", f"{heading}:", *(f"- {text}" for text in texts)]
    return "\n".join([*out, "", closing(draft)])


def bullets(draft: Draft) -> str:
    out = [
        f"## {title(draft)} ({draft.discipline})"
        if draft.dice.chance(0.3)
        else f"{title(draft).upper()} - {draft.discipline}"
    ]
    if draft.show_date:
        out.append(
            f"{draft.dice.pick(('Seen', 'Date', 'Visit date'))}: {draft.day(draft.visit.date_of_service)} | {name_of(draft)}"
        )
    renamed = {
        "Subjective": "How it is going",
        "Objective": "Found and done",
        "Assessment": "What it means",
        "Goals": "Goals",
        "Plan": "Next",
    }
    plain = draft.dice.chance(0.5)
    for heading, texts in blocks(draft):
        texts = texts + (cut(draft) if heading == "Plan" else [])
        if texts:
            out += ["", heading if plain else renamed[heading], *(f"* {text}" for text in texts)]
    return "\n".join([*out, "", closing(draft)])


def checkbox(draft: Draft) -> str:
    """A form with boxes that are answered, free text under each."""
    out = [f"{_THERAPY[draft.discipline]} - {title(draft)}", f"Name: {name_of(draft)}"]
    if draft.show_date:
        out.append(f"Date of visit: {draft.day(draft.visit.date_of_service)}")
    out.append("Consent to treat: [x] yes [ ] no     Pain reported: [ ] yes [x] no")
    for heading, texts in blocks(draft):
        texts = texts + (cut(draft) if heading == "Plan" else [])
        if texts:
            out += [f"{heading.upper()}:", *texts]
    if Kind.TREATMENT in draft.kinds:
        out.append("Seen as: [x] individual [ ] group [ ] co-treatment")
    return "\n".join([*out, closing(draft)])


def letter(draft: Draft) -> str:
    """A report written to the referring physician."""
    out = []
    if draft.show_date:
        out += [draft.day(draft.visit.date_of_service), ""]
    out += [
        f"Re: {name_of(draft)}" + (f", {draft.diagnosis}" if draft.diagnosis else ""),
        "",
        f"Dear {draft.episode.referring_name},",
        "",
    ]
    reason = {Kind.EVALUATION: "Thank you for the referral. Below are the evaluation and the plan of care",
              Kind.DISCHARGE: "This letter closes the episode of care"}.get(draft.kinds[0], "This letter reports on the therapy so far")  # fmt: skip
    out.append(" ".join([sentence(reason), *lines(draft, "history", "prior", "subjective")]))
    found = lines(draft, "objective", "interventions") + did_lines(draft) + lines(draft, "observed", "minutes")
    out += ["", " ".join(found), "", " ".join(lines(draft, "assessment", "status", "residue"))]
    if draft.sections.get("goals"):
        out += ["", *lines(draft, "goals")]
    out += ["", " ".join(lines(draft, "plan") + cut(draft)), *lines(draft, "certification")]
    return "\n".join([*out, "", "Sincerely,", closing(draft)])


STYLES: dict[str, Callable[[Draft], str]] = {
    "soap": soap,
    "narrative": narrative,
    "telegraphic": telegraphic,
    "emr": emr,
    "dictated": dictated,
    "caps": caps,
    "flowsheet": flowsheet,
    "bullets": bullets,
    "checkbox": checkbox,
    "letter": letter,
}
