"""The shelf: one file, one rule, found by walking the folders. The file's name is the rule's id.

A practice's own criteria go into a folder of theirs: `note_rules(Path("our_rules"))` reads the shelf and that folder.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from auditkit.rule import ClaimCheck, ComparisonRule, EpisodeRule, NoteRule, VisitCheck
from auditkit.rules import claim, episode, note, visit

R = TypeVar("R", NoteRule, ClaimCheck)


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
    return {name: _labelled(name, module) for name, module in _modules(note, _ORDER)}


def note_rules(*folders: Path) -> dict[str, NoteRule]:
    """All note criteria by id, in reading order, with those of further `folders` after them.

    Raises RuleError for a file without a rule, with an error in it, or with the id of a rule that there is already.
    """
    return _with_own(_shelf(), folders, _labelled)


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
    return {name: _of_episode(name, module) for name, module in _modules(episode, _EPISODE_ORDER)}


def episode_rules() -> dict[str, EpisodeRule]:
    """The rules about an episode with its notes, billed lines and plans, by id."""
    return {name: rule for name, rule in _episode_shelf().items() if isinstance(rule, EpisodeRule)}


def comparison_rules() -> dict[str, ComparisonRule]:
    """The criteria that set the texts of notes beside each other, by id."""
    return {name: rule for name, rule in _episode_shelf().items() if isinstance(rule, ComparisonRule)}


# Visit checks in the order a front desk asks: did we ask, does it hold, is it still the same plan, what is left, what is owed.
_VISIT_ORDER = [
    "coverage_checked",
    "coverage_active",
    "plan_unchanged",
    "authorization_ready",
    "visits_remaining",
    "medicare_threshold",
    "deductible_known",
]


@cache
def visit_checks() -> dict[str, VisitCheck]:
    """The checks of a booked visit, by id, in the order of a front desk."""
    names = sorted(module.name for module in pkgutil.iter_modules(visit.__path__))
    names.sort(key=lambda name: _VISIT_ORDER.index(name) if name in _VISIT_ORDER else len(_VISIT_ORDER))
    shelf = {}
    for name in names:
        rule = getattr(importlib.import_module(f"auditkit.rules.visit.{name}"), "rule", None)
        if not isinstance(rule, VisitCheck):
            raise RuleError(f"{name}.py: has no `rule = VisitCheck(...)`. See CONTRIBUTING.md, how to add a rule.")
        shelf[name] = replace(rule, id=name)
    return shelf


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
    return {name: _checked(name, module) for name, module in _modules(claim, _CLAIM_ORDER)}


def claim_checks(*folders: Path) -> dict[str, ClaimCheck]:
    """All claim checks by id, in a biller's order, with those of further `folders` after them.

    Raises RuleError as `note_rules` does.
    """
    return _with_own(_claim_shelf(), folders, _checked)


def rule_named(name: str) -> ClaimCheck | NoteRule | EpisodeRule | VisitCheck | None:
    """The rule of that id, whatever it is about; None where there is none. Loads no more than its own shelf's file.

    To load every criterion of notes takes a second, which a report that names three rules need not wait for.
    """
    for shelf, rule_of in ((claim, _checked), (note, _labelled), (episode, _of_episode)):
        if name in _names(shelf):
            rule = rule_of(name, importlib.import_module(f"{shelf.__name__}.{name}"))
            return None if isinstance(rule, ComparisonRule) else rule
    return visit_checks().get(name)


@cache
def _names(shelf: ModuleType) -> frozenset[str]:
    return frozenset(module.name for module in pkgutil.iter_modules(shelf.__path__))


def _modules(shelf: ModuleType, order: list[str]) -> Iterator[tuple[str, ModuleType]]:
    """The modules of a shelf by name, those that `order` names first."""
    for name in sorted(sorted(_names(shelf)), key=lambda name: order.index(name) if name in order else len(order)):
        yield name, importlib.import_module(f"{shelf.__name__}.{name}")


def _with_own(shelf: dict[str, R], folders: Iterable[Path], rule_of: Callable[[str, ModuleType], R]) -> dict[str, R]:
    """A shelf with the rules of a practice's folders after it."""
    rules = dict(shelf)
    for folder in folders:
        for path in sorted(Path(folder).glob("[!_]*.py")):
            if path.stem in rules:
                raise RuleError(f"{path}: there is a rule of this name already. Give the file another name.")
            rules[path.stem] = rule_of(path.stem, _from_file(path))
    return rules


def _from_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"auditkit_own_rules_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise RuleError(f"{path}: cannot be read as a rule ({type(error).__name__}: {error}).") from error
    return module


def _labelled(name: str, module: ModuleType) -> NoteRule:
    return _rule(name, module, NoteRule, "a rule")


def _of_episode(name: str, module: ModuleType) -> EpisodeRule | ComparisonRule:
    return _rule(name, module, (EpisodeRule, ComparisonRule), "a rule")


def _checked(name: str, module: ModuleType) -> ClaimCheck:
    return _rule(name, module, ClaimCheck, "a check of claims")


def _rule(name: str, module: ModuleType, kind: type | tuple[type, ...], what: str):
    """The rule of a module, with the file's name as its id."""
    rule = getattr(module, "rule", None)
    if not isinstance(rule, kind):
        wanted = (kind if isinstance(kind, type) else kind[0]).__name__
        raise RuleError(f"{name}.py: has no `rule = {wanted}(...)`. See CONTRIBUTING.md, how to add {what}.")
    return replace(rule, id=name)
