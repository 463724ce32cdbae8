"""Where it took place."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="The place of service is a known code that fits outpatient therapy",
    why=(
        "Place decides who may bill at all: in a hospital, a nursing facility or a rehabilitation "
        "facility the facility bills therapy, not a private practice."
    ),
    fix="Take the place from the note. If the place is right, ask who has to bill there.",
    severity=Severity.REVIEW,
    sources=(
        Source(title="CMS place of service code set", section="two-digit codes", dated="2024"),
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="230.4 private practice",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="place_of_service IS NOT NULL",
    holds="CASE WHEN is_place_shaped = 0 THEN 0 WHEN place_fits_therapy IS NULL OR place_fits_therapy = 'no' THEN 0 WHEN place_fits_therapy = 'yes' THEN 1 END = 1",
    finding="Place of service {place_of_service}: {place_words}.",
    supply="Whether this payer takes outpatient therapy at that place.",
    unclear="Whether this payer takes outpatient therapy at place {place_of_service} ({place_words}).",
    edition="CMS places of service {places_edition}",
    good=ClaimExample(lines=({"place_of_service": "11"},), reason="The office."),
    bad=ClaimExample(lines=({"place_of_service": "21"},), reason="An inpatient hospital: the hospital bills therapy."),
)
