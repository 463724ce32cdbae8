"""What is kept between one batch and the next changes no answer, and neither does how many lines there are."""

from __future__ import annotations

import pandas
import pytest

from auditkit.rule import Answer
from auditkit.rules import claim_checks
from auditkit.scrub import held, scrub, typed
from auditkit.scrub.example import TODAY, scrub_example, with_defaults

CHECKS = claim_checks()


def verdicts(lines, **more):
    frame = scrub(lines, today=TODAY, **more).frame().fillna("").astype(str)
    return sorted(frame.itertuples(index=False, name=None))


@pytest.fixture
def nothing_kept(monkeypatch):
    """A process that has scrubbed nothing yet."""
    monkeypatch.setattr(held, "_held", {})


def every_example():
    return [
        {**line, "claim_id": f"{line['claim_id']}/{n}", "patient_id": f"{line['patient_id']}/{n}"}
        for n, example in enumerate(e for c in CHECKS.values() for e in (c.good, c.bad))
        for line in with_defaults(example.lines)
    ]


def test_a_batch_is_answered_alike_first_and_after_others(nothing_kept):
    lines = every_example()
    first = verdicts(lines)
    for check in list(CHECKS.values())[:4]:
        scrub_example(check.bad)
    assert verdicts(lines) == first


def test_combinations_that_were_never_billed_before_are_looked_up(nothing_kept):
    verdicts(with_defaults(({},)))
    before = next(iter(held._held.values())).combinations
    new = {"modifiers": "GP|59", "hcpcs_code": "97150", "diagnosis_codes": "M54.59|Z47.1", "diagnosis_pointers": "2"}
    lines = with_defaults((new, {**new, "line_number": "2", "hcpcs_code": "97140"}))
    warm = verdicts(lines)
    assert next(iter(held._held.values())).combinations > before
    held._held.clear()
    assert verdicts(lines) == warm


def test_many_lines_are_answered_like_few(monkeypatch):
    few = verdicts(every_example())
    monkeypatch.setattr(typed, "_FEW", 0)
    monkeypatch.setattr(typed, "_MANY", 0)
    assert verdicts(every_example()) == few
    assert verdicts(pandas.DataFrame(every_example())) == few


def test_each_payers_table_is_its_own():
    line = with_defaults(({"payer_type": "commercial", "payer_id": "PY-7", "modifiers": ""},))
    check = {"discipline_modifier": CHECKS["discipline_modifier"]}

    def answer(**setting):
        payers = [{"payer_id": "PY-7", **setting}]
        return scrub(line, today=TODAY, payers=payers, checks=check).frame()["answer"].tolist()

    assert answer(discipline_modifier_required="1") == ["not_met"]
    assert answer(discipline_modifier_required="0") == ["not_applicable"]
    assert answer(discipline_modifier_required="") == ["unclear"]
    assert answer(discipline_modifier_required="1") == ["not_met"]


def test_tables_of_the_same_content_have_the_same_mark_and_others_not(tmp_path):
    rows = [{"payer_id": "PY-7", "unit_rule": "cms"}]
    assert typed.mark_of(rows) == typed.mark_of([dict(row) for row in rows])
    assert typed.mark_of(rows) != typed.mark_of([{"payer_id": "PY-7", "unit_rule": "spm"}])
    assert typed.mark_of({"a": ["1", "2"]}) != typed.mark_of({"a": ["1"], "b": ["2"]})
    assert typed.mark_of(pandas.DataFrame(rows)) == typed.mark_of(pandas.DataFrame(rows))
    for text in ("payer_id\nPY-7\n", "payer_id\nPY-8\n"):
        (tmp_path / "payers.csv").write_text(text)
        first = typed.mark_of(tmp_path / "payers.csv")
        assert first == typed.mark_of(tmp_path / "payers.csv")
    assert typed.mark_of(tmp_path / "none.csv") != typed.mark_of(tmp_path / "none.csv")


def test_a_result_stays_while_the_database_makes_room(nothing_kept, monkeypatch):
    monkeypatch.setattr(held, "_MOST", 0)
    first = scrub(every_example(), today=TODAY)
    rows = first.rows(tuple(Answer))
    scrub(every_example(), today=TODAY)
    assert first.rows(tuple(Answer)) == rows


def test_a_cell_with_the_mark_between_cells_stays_one_cell():
    lines = with_defaults(({"claim_id": "C\x1f1"}, {"claim_id": "C-2"}))
    assert {row[0] for row in verdicts(lines)} == {"C\x1f1", "C-2"}


def test_a_remembered_list_of_modifiers_raises_no_more_than_review():
    check = {"discipline_modifier": CHECKS["discipline_modifier"]}
    lines = with_defaults(
        (
            {"claim_id": "C-1", "modifiers": "GN"},  # which modifiers 97110 takes is inferred
            {"claim_id": "C-2", "modifiers": ""},  # that it takes one is known
            {"claim_id": "C-3", "hcpcs_code": "97161", "modifiers": "GO", "units": "1"},  # both are known
        )
    )
    rows = scrub(lines, today=TODAY, checks=check).rows((Answer.NOT_MET,))
    assert {row[0]: row[5] for row in rows} == {"C-1": "review", "C-2": "denial", "C-3": "denial"}


def test_a_claim_with_one_diagnosis_is_said_to_have_one():
    line = {"diagnosis_codes": "M54.50", "diagnosis_pointers": "2"}
    (row,) = scrub(with_defaults((line,)), today=TODAY).rows((Answer.NOT_MET,))
    assert "on a claim with 1 diagnosis:" in row[6]
