"""The words of the monthly report: categories, what to do, amounts, changes. Plain, and without blame."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.analytics.change import Change
from auditkit.analytics.money import Money
from auditkit.analytics.patterns import Pattern
from auditkit.analytics.share import FEW, Share, percent
from auditkit.analytics.waiting import Days
from auditkit.tables.canonical import dollars

CATEGORY = {
    "authorization": "authorization",
    "coding": "coding",
    "timely_filing": "timely filing",
    "medical_necessity": "medical necessity",
    "eligibility": "eligibility",
    "other": "other reasons",
}
# category -> who, and what they do on Monday. Something that can be done this week by people who are there.
MONDAY = {
    "authorization": (
        "Front desk and billing",
        "Before the next visit of this kind, look up whether this payer wants an authorization for the code, and see that its number is on the claim.",
    ),
    "coding": (
        "Billing",
        "Run the claim scrub over this week's claims of this kind before they go out, and correct what it shows.",
    ),
    "timely_filing": (
        "Billing",
        "List the visits of this kind that are not billed yet, oldest first, with the payer's filing limit beside each.",
    ),
    "medical_necessity": (
        "Clinic director with the authors",
        "Read two of these notes together and ask what the payer could not see in them; then look at the lesson.",
    ),
    "eligibility": (
        "Front desk",
        "Check coverage again for next week's visits of this kind, and keep the day and the answer.",
    ),
    "other": (
        "Billing",
        "Read the payer's letters on these lines together, and write the reason down in your own words.",
    ),
}
# Which rule of ours explains a category best where no finding of our own points at one.
RULE_FOR = {
    "authorization": "authorization_present",
    "coding": "required_fields",
    "timely_filing": "timely_filing",
    "medical_necessity": "skilled_need",
    "eligibility": "coverage_checked",
}
_COLUMN = {"payer": "", "code": "code ", "clinic": "clinic "}
_RARELY = (
    (0.001, "less than once in 1,000 times"),
    (0.01, "less than once in 100 times"),
    (1, "less than once in 20 times"),
)


def rough(cents: int) -> str:
    """About so much: two digits that mean something."""
    dollars = abs(cents) / 100
    step = 10 ** max(0, len(str(int(dollars))) - 2)
    return f"${round(dollars / step) * step:,.0f}"


def where(pattern: Pattern) -> str:
    """`Lantern Advantage, code 97530`."""
    return ", ".join(f"{_COLUMN.get(column, '')}{value}" for column, value in pattern.where)


def title(pattern: Pattern) -> str:
    """`Eligibility: clinic ...`."""
    return f"{CATEGORY[pattern.category].capitalize()}: {where(pattern)}"


def counts(pattern: Pattern) -> str:
    """What was seen here and elsewhere, or before."""
    low, high = pattern.interval
    here = (
        f"{pattern.k:,} of {pattern.n:,} claims ({percent(pattern.k / pattern.n)}; {percent(low)} to {percent(high)})"
    )
    rest = f"{pattern.rest_k:,} of {pattern.rest_n:,} ({percent(pattern.rest_k / pattern.rest_n)})"
    return f"{here}; {'in the three months before' if pattern.is_new else 'everywhere else'} {rest}"


def chance(pattern: Pattern) -> str:
    """How rarely chance would do it."""
    return f"Chance alone would show this {next(words for most, words in _RARELY if pattern.q <= most)}, all that was looked at included."


def verdict(now: Share, before: Share, is_beyond: bool) -> str:
    """A change from before in a sentence. `is_beyond`: what the test on claims says, corrected for all that was looked at."""
    if now.n < FEW or before.n < FEW:
        return "Too few to compare."
    change = Change(before.k, before.n, now.k, now.n)
    words = change.sentence.split(": ", 1)[1]
    if is_beyond:
        return f"More than chance: {words}"
    is_apart = not change.interval[0] <= 0 <= change.interval[1]
    # the lines alone say more than the claims that they belong to, or than so many cells allow
    return f"Could be chance{', on claims and with so many cells looked at' if is_apart else ''}: {words}"


def days(found: Days | None, none: str) -> str:
    """A median with its middle half, interval and n."""
    if found is None:
        return none
    if found.n < FEW:
        return f"few ({found.n})"
    limits = f" ({found.interval[0]} to {found.interval[1]})" if found.interval else ""
    first, third = found.quartiles
    return f"median {found.median:g}{limits}, the middle half {first:g} to {third:g}, of {found.n:,} lines"


def worth(amount: Money) -> str:
    """Charges, and what the payers would be expected to allow."""
    if not amount.lines:
        return "none"
    words = f"{dollars(amount.charge)} billed on {amount.lines:,} line{'' if amount.lines == 1 else 's'}"
    if amount.estimated:
        part = "" if amount.estimated == amount.lines else f" for {amount.estimated:,} of them"
        words += f"; about {rough(amount.expected)} at what the same payers allowed for the same codes{part}"
    return words


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
