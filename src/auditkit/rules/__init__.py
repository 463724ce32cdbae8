"""The shelf: one file, one rule, found by walking the folders. The file's name is the rule's id.

A practice's own criteria go into a folder of theirs: `note_rules(Path("our_rules"))` reads the shelf and that folder.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from auditkit.rule import ClaimCheck, ComparisonRule, EpisodeRule, NoteRule
from auditkit.rules import claim, episode, note


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file and says why."""


# The order of the rubric, which is the order people read a note in; what is not named here comes after, by name.
_ORDER = [
    "functional_limitation",
    "objective_measure",
    "measure_compared",
    "progress_toward_goal",
    "skilled_need",
    "interventions_named",
    "timed_minutes",
    "total_minutes",
    "signed_with_credential",
    "date_of_service",
    "patient_response",
    "plan_specific",
    "diagnosis_stated",
    "prior_level",
    "goal_measurable",
    "goal_functional",
    "goal_time_bound",
    "plan_frequency",
    "plan_duration",
    "plan_type",
    "continued_need",
    "discharge_reason",
    "no_generic_assessment",
    "no_template_residue",
    "no_side_conflict",
    "no_unskilled_service",
]


@cache
def _shelf() -> dict[str, NoteRule]:
    names = sorted(module.name for module in pkgutil.iter_modules(note.__path__))
    names.sort(key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    return {name: _labelled(name, importlib.import_module(f"auditkit.rules.note.{name}")) for name in names}


def note_rules(*folders: Path) -> dict[str, NoteRule]:
    """All note criteria by id, in reading order, with those of further `folders` after them.

    Raises RuleError for a file without a rule, with an error in it, or with the id of a rule that there is already.
    """
    rules = dict(_shelf())
    for folder in folders:
        for path in sorted(Path(folder).glob("*.py")):
            if path.stem.startswith("_"):
                continue
            if path.stem in rules:
                raise RuleError(f"{path}: there is a rule of this name already. Give the file another name.")
            rules[path.stem] = _labelled(path.stem, _from_file(path))
    return rules


# What the plan must be before anything else counts, then the visit, then what is behind each code.
_EPISODE_ORDER = [
    "plan_certified",
    "progress_report_due",
    "units_supported",
    "every_code_linked",
    "visit_numbers_agree",
]


@cache
def _episode_shelf() -> dict[str, EpisodeRule | ComparisonRule]:
    names = sorted(module.name for module in pkgutil.iter_modules(episode.__path__))
    names.sort(key=lambda name: _EPISODE_ORDER.index(name) if name in _EPISODE_ORDER else len(_EPISODE_ORDER))
    shelf = {}
    for name in names:
        rule = getattr(importlib.import_module(f"auditkit.rules.episode.{name}"), "rule", None)
        if not isinstance(rule, (EpisodeRule, ComparisonRule)):
            raise RuleError(f"{name}.py: has no `rule = EpisodeRule(...)`. See CONTRIBUTING.md, how to add a rule.")
        shelf[name] = replace(rule, id=name)
    return shelf


def episode_rules() -> dict[str, EpisodeRule]:
    """The rules about an episode with its notes, billed lines and plans, by id."""
    return {name: rule for name, rule in _episode_shelf().items() if isinstance(rule, EpisodeRule)}


def comparison_rules() -> dict[str, ComparisonRule]:
    """The criteria that set the texts of notes beside each other, by id."""
    return {name: rule for name, rule in _episode_shelf().items() if isinstance(rule, ComparisonRule)}


# Claim checks in the order a biller works: is it there, is it valid, does it agree, is it allowed.
_CLAIM_ORDER = [
    "required_fields",
    "npi_valid",
    "service_dates",
    "timely_filing",
    "not_duplicate",
    "claim_frequency",
    "charges_balance",
    "referring_provider",
    "code_current",
    "code_accepted",
    "addon_primary",
    "place_of_service",
    "telehealth",
    "modifier_known",
    "discipline_modifier",
    "assistant_modifier",
    "kx_modifier",
    "liability_modifiers",
    "distinct_service_modifier",
    "timed_units",
    "untimed_units",
    "unit_limit",
    "code_pair",
    "evaluation_once",
    "diagnosis_current",
    "diagnosis_first_listed",
    "diagnosis_pointer",
    "diagnosis_supports_code",
    "diagnosis_side",
    "diagnosis_exclusion",
    "authorization_present",
    "authorization_covers",
]


@cache
def _claim_shelf() -> dict[str, ClaimCheck]:
    names = sorted(module.name for module in pkgutil.iter_modules(claim.__path__))
    names.sort(key=lambda name: _CLAIM_ORDER.index(name) if name in _CLAIM_ORDER else len(_CLAIM_ORDER))
    return {name: _checked(name, importlib.import_module(f"auditkit.rules.claim.{name}")) for name in names}


def claim_checks(*folders: Path) -> dict[str, ClaimCheck]:
    """All claim checks by id, in a biller's order, with those of further `folders` after them.

    Raises RuleError as `note_rules` does.
    """
    checks = dict(_claim_shelf())
    for folder in folders:
        for path in sorted(Path(folder).glob("*.py")):
            if path.stem.startswith("_"):
                continue
            if path.stem in checks:
                raise RuleError(f"{path}: there is a check of this name already. Give the file another name.")
            checks[path.stem] = _checked(path.stem, _from_file(path))
    return checks


def _from_file(path: Path):
    spec = importlib.util.spec_from_file_location(f"auditkit_own_rules_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise RuleError(f"{path}: cannot be read as a rule ({type(error).__name__}: {error}).") from error
    return module


def _labelled(name: str, module) -> NoteRule:
    rule = getattr(module, "rule", None)
    if not isinstance(rule, NoteRule):
        raise RuleError(f"{name}.py: has no `rule = NoteRule(...)`. See CONTRIBUTING.md, how to add a rule.")
    return replace(rule, id=name)


def _checked(name: str, module) -> ClaimCheck:
    check = getattr(module, "rule", None)
    if not isinstance(check, ClaimCheck):
        raise RuleError(
            f"{name}.py: has no `rule = ClaimCheck(...)`. See CONTRIBUTING.md, how to add a check of claims."
        )
    return replace(check, id=name)
