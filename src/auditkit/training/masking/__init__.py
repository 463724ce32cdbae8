"""Masking of chart excerpts for training: the practice's own roster first, then labels, then patterns; a person confirms each.

It is masking, never "de-identification": what is left may still tell a person who knows the patient. Synthetic look-alikes are the default.
"""

from auditkit.training.masking.hits import Hit, What
from auditkit.training.masking.mask import Masked, Unconfirmed, masked
from auditkit.training.masking.roster import Person, Roster
from auditkit.training.masking.search import find, left_over

__all__ = ["Hit", "Masked", "Person", "Roster", "Unconfirmed", "What", "find", "left_over", "masked"]
