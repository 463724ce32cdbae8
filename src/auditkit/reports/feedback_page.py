"""The feedback letter laid out as a page. What is said first matters: strengths, then changes, then the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditkit.reports.page import (
    Block,
    Bullets,
    Grid,
    Heading,
    Page,
    Paragraph,
    Quote,
    Run,
    Together,
    Words,
    labelled,
    text,
)
from auditkit.reports.wording import (
    ANSWER_SHAPES,
    ANSWER_WORDS,
    PAYMENT_CRITICAL,
    QUALITY,
    day,
    importance,
    kinds,
    listed,
    number_of,
)

if TYPE_CHECKING:
    from auditkit.reports.feedback import Change, Letter, NoteScore, Overruling, Passage, Strength, Unsettled
    from auditkit.rule import Source

_ORDINARY = {1: "One thing to change", 2: "Two things to change", 3: "Three things to change"}


def letter_page(letter: Letter) -> Page:
    """The whole letter. The footer and the title hold no patient text."""
    several = len(letter.scores) > 1
    title = "Feedback on your notes" if several else "Feedback on your note"
    blocks = [
        *_opening(letter, title),
        *_strengths(letter),
        *_changes(letter),
        *_scores(letter),
        *_unsettled(letter.unsettled),
        *_overrulings(letter),
        *_not_asked(letter),
        *_about(letter),
    ]
    footer = " · ".join(part for part in (letter.practice, title, day(letter.today)) if part)
    return Page(title=title, blocks=tuple(blocks), footer=footer, author=letter.practice or "auditkit")


def _opening(letter: Letter, title: str) -> list[Block]:
    dates = sorted({score.on for score in letter.scores if score.on})
    if len(letter.scores) == 1:
        (score,) = letter.scores
        about = (
            f"This letter is about your {_kind_of(score)} of {day(score.on)}."
            if score.on
            else f"This letter is about one {_kind_of(score)}; no date was found in it."
        )
    else:
        between = (
            f" from {day(dates[0])} to {day(dates[-1])}" if len(dates) > 1 else f" of {day(dates[0])}" if dates else ""
        )
        about = f"This letter is about {len(letter.scores)} of your notes{between}."
    lead = f"{about} It begins with what the {'notes already show' if len(letter.scores) > 1 else 'note already shows'}, and then names at most three things to change, each with a question for you. It is about the page, and says nothing about the care that you gave."
    return [
        Heading(title, 1),
        Paragraph(text(" · ".join(part for part in (letter.practice, day(letter.today)) if part), soft=True)),
        Paragraph(text(f"Dear {letter.therapist}," if letter.therapist else "Hello,")),
        Paragraph(text(lead)),
    ]


def _kind_of(score: NoteScore) -> str:
    return kinds(score.kinds).replace(", ", " and ") if score.kinds else "note"


def _where(passage: Passage) -> str:
    return f"{passage.note}, {day(passage.on)}"


def _strengths(letter: Letter) -> list[Block]:
    several = len(letter.scores) > 1
    blocks: list[Block] = [Heading("What your notes already show" if several else "What your note already shows")]
    if not letter.strengths:
        blocks.append(
            Paragraph(
                text(
                    "This time no sentence could be quoted here. The examples below show how little is needed; what you did in the session may well have been there."
                )
            )
        )
    return blocks + [_strength(strength, several=several) for strength in letter.strengths]


def _strength(strength: Strength, *, several: bool) -> Together:
    often = f" (in {strength.notes} of {strength.of} notes where it was asked)" if several and strength.of > 1 else ""
    words = (Run("✓ "), Run(strength.says, strong=True), Run(often, soft=True))
    return Together((Paragraph(words), Quote(f"“{strength.passage.words}”", _where(strength.passage))))


def _changes(letter: Letter) -> list[Block]:
    if not letter.changes:
        return [
            Heading("Nothing to change"),
            Paragraph(
                text("Every point that was asked and could be answered was shown. Thank you for the care on the page.")
            ),
        ]
    blocks: list[Block] = [Heading(_ORDINARY[len(letter.changes)])]
    for number, change in enumerate(letter.changes, 1):
        blocks += _change(number, change, several=len(letter.scores) > 1)
    if letter.further_changes:
        critical = letter.further_payment_critical
        more = (
            f"The review found {number_of(letter.further_changes, 'further point')}; they are in the list of results."
        )
        more += (
            f" {critical} of them {'is' if critical == 1 else 'are'} payment-critical: please look at {'it' if critical == 1 else 'those'} before the claim goes out."
            if critical
            else " They can wait until these are settled."
        )
        blocks.append(Paragraph(text(more)))
    return blocks


def _change(number: int, change: Change, *, several: bool) -> list[Block]:
    often = f" · in {change.notes} of {number_of(change.of, 'note')} where it was asked" if several else ""
    head: list[Block] = [
        Heading(f"{number}. Aim: {_lower_first(change.title)}", 3),
        Paragraph((Run(importance(change.payment_critical), strong=True), Run(often, soft=True))),
    ]
    found = [_found(passage) for passage in change.passages]
    if change.other_notes:
        shown = change.other_notes[:6]
        rest = len(change.other_notes) - len(shown)
        found.append(
            Paragraph(
                text(f"Also in: {listed(shown) if not rest else ', '.join(shown) + f' and {rest} more'}.", soft=True)
            )
        )
    example = change.example
    return [
        Together((*head, *found[:1])),
        *found[1:],
        labelled("Why payers look for it:", change.why),
        labelled("What would be enough:", change.fix),
        Together(
            (
                labelled("An invented example of enough, about another patient:", example.reason),
                Quote(example.text, "Invented example. It teaches the idea; it is not text for a note."),
            )
        ),
        Together((labelled("A question for you:", change.question), Paragraph(sources_in_words(change.sources)))),
    ]


def sources_in_words(sources: tuple[Source, ...]) -> Words:
    """Where a rule comes from: each document once, with its sections, its date and its public address."""
    documents: dict[tuple[str, str, str], list[str]] = {}
    for source in sources:
        documents.setdefault((source.title, source.dated, source.url), []).append(source.section)
    runs = [Run("Source: ", soft=True)]
    for (title, dated, url), sections in documents.items():
        if len(runs) > 1:
            runs.append(Run("; ", soft=True))
        runs.append(Run(title, soft=True, link=url if url.startswith(("https://", "http://")) else ""))
        where = "; ".join(section for section in sections if section)
        runs.append(Run((f", {where}" if where else "") + (f" ({dated})" if dated else ""), soft=True))
    return (*runs, Run(".", soft=True))


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]


def _found(passage: Passage) -> Block:
    if passage.is_whole:
        return Quote(f"The note as a whole. {passage.detail}".strip(), _where(passage))
    if passage.words:
        return Quote(f"“{passage.words}”", f"{_where(passage)}. {passage.detail}".strip())
    return Quote("No sentence found.", f"{_where(passage)}. {passage.detail}".strip())


def _scores(letter: Letter) -> list[Block]:
    several = len(letter.scores) > 1
    (paid, paid_of), (good, good_of) = letter.payment, letter.quality
    open_points = paid_of - paid
    payment = (
        f"{paid} of {paid_of} points shown" + (f"; {open_points} open." if open_points else ".")
        if paid_of
        else "no point of this sort was asked."
    )
    quality = f"{good} of {good_of} met." if good_of else "no point of this sort was asked."
    blocks: list[Block] = [
        Heading("Where the notes stand" if several else "Where the note stands"),
        labelled(
            f"{PAYMENT_CRITICAL}:",
            f"{payment} Without one of these a payer may refuse the visit or take the payment back.",
        ),
        labelled(f"{QUALITY}:", f"{quality} This count is for learning; a full count is not the aim."),
        Paragraph(
            text(
                "The two are counted apart. What could not be told, and what does not apply, is in neither count.",
                soft=True,
            )
        ),
    ]
    if several:
        rows = tuple(
            (score.note, day(score.on), kinds(score.kinds), _of(score.payment), _of(score.quality), str(score.unclear))
            for score in letter.scores
        )
        header = ("Note", "Date", "Kind", "Payment points shown", "Quality met", "Cannot tell")
        blocks.append(Grid("Each note by itself", header, rows, (24, 19, 21, 13, 12, 11)))
    return blocks


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]} of {pair[1]}" if pair[1] else "not asked"


def _unsettled(unsettled: tuple[Unsettled, ...]) -> list[Block]:
    if not unsettled:
        return []
    most = 12
    items = []
    for point in unsettled[:most]:
        passage = point.passage
        said = f" “{passage.words}”" if passage.words else ""
        detail = f" {passage.detail}" if passage.detail else ""
        items.append(
            (
                Run(f"{ANSWER_SHAPES['unclear']} {point.title}.", strong=True),
                Run(f"{said}{detail}"),
                Run(f" ({_where(passage)})", soft=True),
            )
        )
    blocks: list[Block] = [
        Heading("What could not be told"),
        Paragraph(
            text(
                "Something is there that may well be enough, but a careful reader could not say. These points count neither way."
            )
        ),
        Bullets(tuple(items)),
    ]
    if len(unsettled) > most:
        blocks.append(Paragraph(text(f"{len(unsettled) - most} more are in the list of results.", soft=True)))
    return blocks


def _overrulings(letter: Letter) -> list[Block]:
    if not letter.overrulings and not letter.confirmed:
        return []
    blocks: list[Block] = [Heading("What a person decided")]
    if letter.confirmed:
        blocks.append(
            Paragraph(
                text(
                    f"{number_of(letter.confirmed, 'answer')} of the program {'was' if letter.confirmed == 1 else 'were'} confirmed by a person."
                )
            )
        )
    if letter.overrulings:
        blocks.append(
            Paragraph(
                text(
                    "Here a person read the note differently. The person's answer counts; the program's is kept beside it."
                )
            )
        )
        blocks.append(Bullets(tuple(_overruled(one) for one in letter.overrulings)))
    return blocks


def _overruled(one: Overruling) -> tuple[Run, ...]:
    by = f" {one.who}, {day(one.when.date())}." if one.who and one.when else ""
    reason = f" Reason: {one.reason.rstrip('.')}." if one.reason else ""
    words = f" {ANSWER_WORDS[one.person]} (the program said: {ANSWER_WORDS[one.machine]}).{reason}{by}"
    return (Run(f"{one.title}:", strong=True), Run(words), Run(f" ({one.note}, {day(one.on)})", soft=True))


def _not_asked(letter: Letter) -> list[Block]:
    if not letter.not_asked:
        return []
    which = "these notes" if len(letter.scores) > 1 else "this note"
    points = "; ".join(_lower_first(title) for title in letter.not_asked)
    return [
        Heading("What does not apply"),
        Paragraph(text(f"{ANSWER_SHAPES['not_applicable']} Not asked of {which}: {points}.", soft=True)),
    ]


def _about(letter: Letter) -> list[Block]:
    return [
        Heading("About this letter"),
        Paragraph(
            text(
                "A program compared the note with written criteria and quoted what it found. It can misread: where you see it differently, say so, and a person decides. "
                "It does not write notes, does not choose codes, and is no legal advice. Please do not add to a signed note from memory; "
                "your practice's rule for late entries and addenda holds."
            )
        ),
    ]
