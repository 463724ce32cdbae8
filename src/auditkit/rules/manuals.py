"""The two texts that most rules rest on, written once, so that a new revision is dated in one place."""

from __future__ import annotations

from auditkit.rule import Confidence, Source


def benefit_policy_manual(section: str, confidence: Confidence = Confidence.PAGE_CONFIRMED) -> Source:
    """CMS's manual for Medicare's covered services, chapter 15; `section` gives its number and what stands there."""
    return Source(
        title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
        section=section,
        url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
        dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        confidence=confidence,
    )


def plan_of_treatment_rule(section: str) -> Source:
    """The federal rule about plans of treatment, 42 CFR 410.61; `section` gives the paragraph and what stands there."""
    return Source(
        title="42 CFR 410.61, plan of treatment for outpatient rehabilitation services",
        section=section,
        url="https://law.lawstack.com/cfr/42/410.61/",
        dated="text as of 2026-06-20",
        confidence=Confidence.PAGE_CONFIRMED,
    )
