"""What an 837 has said so far: the billing provider, the subscriber, the patient, the claim, the line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Billing:
    """Loop 2010AA."""

    npi: str = ""
    is_person: bool = False


@dataclass(slots=True)
class Subscriber:
    """Loops 2000B, 2010BA and 2010BB. `party` is whose name was read last."""

    member_id: str = ""
    birth_date: str = ""
    payer_id: str = ""
    payer_name: str = ""
    payer_type: str = ""
    party: str = ""


@dataclass(slots=True)
class Patient:
    """Loop 2010CA: a patient who is not the subscriber."""

    own_id: str = ""
    first_name: str = ""
    birth_date: str = ""


@dataclass(slots=True)
class _Named:
    """Whom a claim or a line names. A referring provider (DN) goes before an ordering one (DK)."""

    rendering: str = ""
    referring: str = ""
    referred_by: str = ""
    party: str = ""

    def refer(self, who: str, npi: str) -> None:
        """Keep the NPI of a referring or ordering provider."""
        if npi and (not self.referring or (who == "DN" and self.referred_by != "DN")):
            self.referring, self.referred_by = npi, who


@dataclass(slots=True)
class Line(_Named):
    """Loop 2400. `segment` is the number of its SV1, or of its LX while it has no service."""

    segment: int = 0
    number: str = ""
    is_service: bool = False
    code: str = ""
    modifiers: str = ""
    units: str = ""
    minutes: str = ""
    charge: str = ""
    place: str = ""
    pointers: str = ""
    date: str = ""
    authorization: str = ""
    control: str = ""


@dataclass(slots=True)
class Claim(_Named):
    """Loop 2300."""

    segment: int = 0
    claim_id: str = ""
    charge: str = ""
    place: str = ""
    frequency: str = ""
    record_number: str = ""
    payer_control_number: str = ""
    authorization: str = ""
    date: str = ""
    diagnoses: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
