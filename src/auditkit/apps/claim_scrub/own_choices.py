"""What a practice decides: a rule switched off or lowered, a payer's row written anew; kept, and the claims checked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from auditkit.apps.claim_scrub.kept import Kept, all_rules
from auditkit.rule import Severity

if TYPE_CHECKING:
    from auditkit.apps.claim_scrub.model import ClaimScrubModel
    from auditkit.apps.claim_scrub.own import Preview


class OwnChoices:
    """The choices of the page's practice."""

    def __init__(self, model: ClaimScrubModel) -> None:
        self.model = model

    @property
    def kept(self) -> Kept:
        """What was decided before, and on this page."""
        return self.model.kept

    def change_rule(self, rule: str, how: str, reason: str) -> str:
        """Switch a rule off (`how` "off"), lower it (a severity), or take it as it comes (""). Returns "" or a sentence."""
        from auditkit.scrub import SettingsError, read_settings

        change: dict[str, object] | None = None
        if how:
            if not reason.strip():
                return "Please write a reason. It is printed with every result."
            change = {"reason": reason.strip()} | ({"off": True} if how == "off" else {"severity": how})
            try:
                read_settings({"rules": {rule: change}}, all_rules())
            except SettingsError as error:
                return str(error)
        elif rule not in self.kept.rules:
            return ""
        said = self.kept.change_rule(rule, change)
        self.model.scrub_again()
        return said

    def lower(self, rule: str) -> list[Severity]:
        """The severities that a rule may be lowered to."""
        order = [Severity.DENIAL, Severity.RECOUPMENT, Severity.REVIEW, Severity.INFO]
        return order[order.index(all_rules()[rule].severity) + 1 :]

    def preview_payer(self, payer: str, fields: Mapping[str, str]) -> tuple[Preview | None, str]:
        """What these answers about a payer would change on the lines of this page; or the sentence that says what is wrong."""
        from auditkit.apps.claim_scrub.own import checked_row, preview

        row, wrong = checked_row(fields)
        if wrong or self.model.results is None:
            return None, wrong or "Give claims first; then a preview can be made."
        kept = dict(self.kept.payers)
        self.kept.payers[payer] = row
        try:
            after = self.model.scrubbed_anew()
        finally:
            self.kept.payers = kept
        return preview(self.model.results, after, lambda claim: len(self.model.results.claim_lines(claim))), ""

    def keep_payer(self, payer: str, fields: Mapping[str, str]) -> str:
        """Keep a payer's row and check again. Returns "" or a sentence."""
        from auditkit.apps.claim_scrub.own import checked_row

        row, wrong = checked_row(fields)
        if wrong:
            return wrong
        said = self.kept.change_payer(payer, row)
        self.model.scrub_again()
        return said

    def forget_payer(self, payer: str) -> str:
        """Take a payer's row as the table gives it again."""
        said = self.kept.change_payer(payer, None)
        self.model.scrub_again()
        return said
