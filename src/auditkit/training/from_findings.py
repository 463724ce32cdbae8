"""A lesson from a practice's own findings: one skill, why it and no other, and a lesson with invented look-alikes.

From the findings only rule and answer are read; no word of a chart or a claim comes into the lesson. Excerpts of own charts come in only as
`Masked`, which nobody can make while a marked place is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

from auditkit.analytics.share import Share
from auditkit.rule import Answer, NoteRule
from auditkit.rules.excerpts import excerpts
from auditkit.training.findings import Findings, is_critical
from auditkit.training.lesson import Lesson, Sample
from auditkit.training.masking import Masked
from auditkit.training.quiz import bank_of, quiz
from auditkit.training.quiz_item import Form, Item
from auditkit.training.readings import readings
from auditkit.training.taught import Rule, every_rule

QUESTIONS = 8
_PAIRS = 3  # one in each discipline where there are so many
_STEPS = (4, 10, 10, 6)


@dataclass(frozen=True, slots=True)
class Skill:
    """What to teach next. `of_findings` is its part of all findings, `of_answered` of all that the rule had an answer for (where that is known)."""

    rule: Rule
    is_critical: bool
    of_findings: Share
    of_answered: Share | None
    taught_by: Lesson | None
    next_best: str
    is_chosen: bool = False  # by a person, over what comes first

    @property
    def why(self) -> str:
        """Why this one, in sentences."""
        said = [f"One skill: {self.rule.title} ({self.rule.id})."]
        share = self.of_findings
        times = f"{share.k:,} {'time' if share.k == 1 else 'times'}"
        said.append(
            f"It was found {times}, of {share.n} in all: too few to say much."
            if share.is_few
            else f"It was found {times}, {share.words} of all findings."
        )
        if self.of_answered is not None:
            said.append(f"Of all that it applies to and could be told, {self.of_answered.words} did not meet it.")
        said.append(
            "A person chose it over what would come first."
            if self.is_chosen
            else "Payment depends on it; such findings come before those that cost nothing, however frequent."
            if self.is_critical
            else "Nothing that payment depends on was found, so the most frequent comes first."
        )
        if self.next_best:
            said.append(f"Next would be {self.next_best}.")
        if self.taught_by is not None:
            said.append(f"The lesson “{self.taught_by.title}” ({self.taught_by.slug}) teaches it in full.")
        return " ".join(said)


def ranked_skills(findings: Findings) -> list[str]:
    """The rules that were not met: what payment depends on first, then what is found most."""
    found = findings.found
    return sorted(found, key=lambda name: (not is_critical(every_rule()[name]), -found[name], name))


def propose(findings: Findings, lessons: Iterable[Lesson], chosen: str = "") -> Skill | None:
    """The one skill to teach: the first of those ranked, or the one that a person has `chosen` of them. None where nothing is not met."""
    found, ranked = findings.found, ranked_skills(findings)
    if not ranked:
        return None
    name = chosen if chosen in ranked else ranked[0]
    others = [other for other in ranked if other != name]
    counted = findings.counts[name]
    met = counted[Answer.MET]
    taught_by = [lesson for lesson in lessons if name in lesson.rules]
    return Skill(
        rule=every_rule()[name],
        is_critical=is_critical(every_rule()[name]),
        of_findings=Share(found[name], sum(found.values())),
        of_answered=Share(found[name], found[name] + met) if met else None,
        taught_by=min(taught_by, key=lambda lesson: len(lesson.rules), default=None),
        next_best=f"{others[0]} ({found[others[0]]:,})" if others else "",
        is_chosen=name != ranked[0],
    )


def slug_of(skill: Skill) -> str:
    """The name of the lesson's folder."""
    return f"own-{skill.rule.id.replace('_', '-')}"


def quizzes(skill: Skill) -> dict[Form, list[Item]]:
    """Questions before and after on the one skill; where its rule has too few, other rules of its lesson fill up. What the lesson shows is not asked."""
    shown = set(_lines(skill))
    names = [skill.rule.id]
    if not isinstance(skill.rule, NoteRule) and skill.taught_by is not None:
        names += [name for name in skill.taught_by.rules if name != skill.rule.id]
    return {
        form: [
            item
            for item in quiz(names, form, seed=slug_of(skill), count=QUESTIONS + len(shown))
            if not item.shown or item.shown not in shown
        ][:QUESTIONS]
        for form in (Form.BEFORE, Form.AFTER)
    }


def lesson_source(skill: Skill, own: Sequence[Masked] = ()) -> str:
    """The lesson's Markdown. `own` are excerpts of the practice's own charts, masked and confirmed; without them all is invented."""
    if not all(isinstance(excerpt, Masked) for excerpt in own):
        raise TypeError("an excerpt of a chart must be masked and confirmed first")
    rule, (why, look, work, close) = skill.rule, _STEPS
    question = getattr(rule, "question", "") or "At which step of our day could this have been seen?"
    samples = _samples(skill)
    used = [d for d in ("PT", "OT", "SLP") if any(s.discipline == d for s in samples)]
    head = {
        "title": f"From our own findings: {rule.title}",
        "quarter": skill.taught_by.quarter if skill.taught_by else 4,
        "minutes": sum(_STEPS),
        "disciplines": used or list(skill.taught_by.disciplines if skill.taught_by else ("PT", "OT", "SLP")),
        "rules": [rule.id],
        "questions": [question],
        "objectives": [f"Say what is asked, and see whether it is there: {rule.title}."],
        "key_points": [f"{rule.title}.", rule.fix],
    }
    if own:
        head["excerpts"] = len(own)
    parts = [
        "---\n" + yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=10_000) + "---",
        f"## Why this one ({why} min)\n\n{rule.why}",
        ":::{facilitator}\n"
        + skill.why
        + "\n\nNobody is named and nothing is blamed: these are findings of the practice.\n:::",
        f"## Look closer ({look} min)\n\nRead each, and say before you look at the kit's answer: is it there? Point at the words.",
        *[_marked(sample) for sample in samples],
        *[f"A line that a person has to look at:\n\n```\n{lines}\n```" for lines in _lines(skill)],
        *[f"From our own charts, masked:\n\n{_quoted(excerpt.text)}" for excerpt in own],
        f"## Your own ({work} min)",
        f":::{{exercise}} One of yours\nTake your last note or claim that this applies to. {question} Write down the words or the figures that show it, or that nothing does.\n:::",
        f":::{{solution}}\n{rule.fix}\n:::",
        f"## What changes tomorrow ({close} min)\n\nEach says one thing that will be done otherwise tomorrow. {rule.fix}",
    ]
    return "\n\n".join(parts) + "\n"


def write_lesson(skill: Skill, folder: Path, own: Sequence[Masked] = ()) -> list[Path]:
    """Write the lesson and its quizzes on paper into `folder/<slug>/`; file names say the rule and nothing of a chart. Raises OSError."""
    from auditkit.reports.html import to_html
    from auditkit.reports.word import to_docx
    from auditkit.training import paper

    place = folder / slug_of(skill)
    place.mkdir(parents=True, exist_ok=True)
    written = {place / "lesson.md": lesson_source(skill, own).encode()}
    for form, items in quizzes(skill).items():
        if items:
            title = f"{skill.rule.title}: {form} the session"
            for name, page in (("questions", paper.questions(items, title)), ("answers", paper.answers(items, title))):
                written[place / f"quiz-{form}-{name}.html"] = to_html(page).encode()
                written[place / f"quiz-{form}-{name}.docx"] = to_docx(page)
    for path, content in written.items():
        path.write_bytes(content)
    return list(written)


def _samples(skill: Skill) -> list[Sample]:
    """Invented notes, not enough and enough by turns, a pair a discipline; none of them is asked in a quiz, and the kit agrees about each."""
    if not isinstance(skill.rule, NoteRule):
        return []
    asked = {
        " ".join(text.split()) for items in quizzes(skill).values() for i in items for text in (i.shown, *i.options)
    }
    free = [
        Sample(e.text.strip("\n"), e.answer is Answer.MET, e.kinds[0], e.discipline or "PT", (skill.rule.id,), 0)
        for e in excerpts(skill.rule.id)
        if e.answer in (Answer.MET, Answer.NOT_MET)
        and not any(" ".join(e.text.split()) in text or text in " ".join(e.text.split()) for text in asked if text)
    ]
    pairs = []
    for discipline in ("PT", "OT", "SLP"):
        of_it = [sample for sample in free if sample.discipline == discipline]
        weak, enough = (
            next(islice((s for s in of_it if s.is_enough is side and _agreed(s)), 1), None) for side in (False, True)
        )
        pairs += [sample for sample in (weak, enough) if sample is not None]
    return pairs[: 2 * _PAIRS]


def _agreed(sample: Sample) -> bool:
    wanted = Answer.MET if sample.is_enough else Answer.NOT_MET
    return all(reading.answer is wanted for reading in readings(sample)) and ":::" not in sample.text


def _lines(skill: Skill) -> list[str]:
    """The lines of a check's example that does not pass, as a quiz would show them."""
    if isinstance(skill.rule, NoteRule):
        return []
    return [item.shown for item in bank_of(skill.rule.id) if item.options and item.right == {1} and item.shown][:1]


def _marked(sample: Sample) -> str:
    name = "enough" if sample.is_enough else "weak"
    return f":::{{{name}}} {sample.kind} {sample.discipline}\n:rules: {', '.join(sample.rules)}\n\n{sample.text}\n:::"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
