"""Place and modifier of telehealth."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="Telehealth place and modifier agree, and the payer takes telehealth therapy on that date",
    why=(
        "A telehealth modifier at an office, or a telehealth place without one, sends the claim to the "
        "wrong rule. Congress has set the Medicare permission by date."
    ),
    fix=("Say on the claim what took place: place 02 or 10 with 95 (video) or 93 (audio only), or none of them."),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Consolidated Appropriations Act, 2026",
            section="telehealth by therapists through 2027-12-31",
            dated="signed 2026-02-03",
        ),
        Source(
            title="CMS telehealth FAQ", section="place 02 and 10, modifiers 95 and 93", confidence=Confidence.MEMORY
        ),
    ),
    in_force_from=date(2020, 3, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="is_telehealth_place = 1 OR has_video = 1 OR has_audio = 1",
    holds="is_telehealth_place = 1 AND has_video + has_audio = 1 AND telehealth_accepted = 1",
    finding="Telehealth: {telehealth_problem}.",
    supply="Whether this payer takes therapy by telehealth (payers table, telehealth_accepted).",
    edition="telehealth dates as of 2026-02-03",
    review_when="(is_telehealth_place = 1 AND has_video + has_audio <> 1) OR is_telehealth_confirmed = 0 OR service_day < 19723",
    good=ClaimExample(
        lines=({"place_of_service": "10", "modifiers": "GP|95"},), reason="Patient at home, by video, in 2026."
    ),
    bad=ClaimExample(
        lines=({"place_of_service": "11", "modifiers": "GP|95"},), reason="The office is not a telehealth place."
    ),
)
