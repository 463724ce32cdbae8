"""Names that stand for words in sentences: `{date_problem}` in a finding. Each is SQL over the columns of its view, and is only worked out
for rows that a sentence is written about."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.scrub.required import MISSING

_MONEY = "format('{{:.2f}}', {0} / 100.0)"

_YEAR_TO_DATE = f"""CASE WHEN ytd_low = ytd_high THEN {_MONEY.format("ytd_low")}
        ELSE {_MONEY.format("ytd_low")} || coalesce(' to ' || {_MONEY.format("ytd_high")}, ' or more') END"""

LINES = {
    "missing_fields": MISSING,
    "date_problem": """CASE WHEN service_day IS NULL THEN 'is not a date'
        WHEN service_day > submitted_day THEN 'is after the day the claim was sent'
        WHEN service_day > today_day THEN 'is after today' ELSE 'is before the patient was born' END""",
    "code_problem": """CASE WHEN is_code_shaped = 0 THEN 'has not the form of a CPT or HCPCS code'
        WHEN date_of_service < code_valid_from THEN 'is not valid before ' || code_valid_from
        ELSE 'was deleted after ' || code_valid_to || coalesce('; in its place, by what was done: ' || replaced_by, '') END""",
    "status_words": """CASE medicare_status WHEN 'I' THEN 'not valid for Medicare' WHEN 'B' THEN 'bundled, never paid apart' ELSE 'not covered' END
        || coalesce('; Medicare takes ' || use_instead, '')""",
    "place_words": "coalesce(place_label || coalesce(': ' || place_note, ''), 'not in the place of service list')",
    "telehealth_problem": """CASE
        WHEN is_telehealth_place = 1 AND has_video + has_audio = 0 THEN 'the place is telehealth and neither 95 nor 93 is there'
        WHEN is_telehealth_place = 1 AND has_video + has_audio > 1 THEN 'video and audio-only are both there'
        WHEN is_telehealth_place = 0 THEN 'a telehealth modifier stands at a place that is not telehealth'
        ELSE 'this payer did not take therapy by telehealth on that date' END""",
    "modifier_problem": "concat_ws('; ', 'Not a modifier: ' || unknown_modifiers, 'More than once: ' || repeated_modifiers)",
    "discipline_modifiers_words": "CASE WHEN discipline_modifiers = '' THEN 'none of GP, GO, GN' ELSE discipline_modifiers END",
    "diagnoses_words": "diagnosis_count || CASE diagnosis_count WHEN 1 THEN ' diagnosis' ELSE ' diagnoses' END",
    "discipline_words": "coalesce(discipline, 'its discipline')",
    "assistant_problem": """CASE WHEN has_cq = 1 AND has_co = 1 THEN 'CQ and CO are both there'
        WHEN has_cq = 1 AND has_gp = 0 THEN 'CQ stands without GP' WHEN has_co = 1 AND has_go = 0 THEN 'CO stands without GO'
        WHEN has_cq + has_co > 0 AND code_kind IN ('evaluation', 're-evaluation') THEN 'an evaluation is not an assistant''s service'
        ELSE concat('therapist ', coalesce(therapist_minutes, 0), ' min, assistant ', assistant_minutes, ' min, ', units_of_code,
            CASE units_of_code WHEN 1 THEN ' unit' ELSE ' units' END,
            ': ' || assistant_units_least || ' with CQ or CO, ' || (units_of_code - assistant_units_least) || ' without',
            '; billed ', assistant_units_billed, ' with') END""",
    "ytd_words": _YEAR_TO_DATE,
    "threshold_unknown": f"""CASE WHEN threshold_of IS NULL THEN
            'In which yearly total this line counts (PT and SLP, or OT): its date, patient or discipline is not clear'
        ELSE concat(threshold_of, ' ', threshold_year, ': allowed with this line ', {_YEAR_TO_DATE},
            ', threshold ', coalesce({_MONEY.format('threshold_cents')}, 'not known')) END""",
    "kx_words": "CASE WHEN has_kx = 1 THEN 'there' ELSE 'not there' END",
    "distinct_service_words": """CASE WHEN distinct_service_count > 1 THEN 'only one of them may stand'
        ELSE 'no pair in force on that date calls for it' END""",
    "duplicate_of": """CASE WHEN repeats_a_line = 1 THEN 'claim ' || coalesce(first_claim_id, 'without a number') || coalesce(', line ' || first_line_number, '')
        ELSE 'an earlier claim' || coalesce(' (' || history_claim_id || ')', '') END""",
    "authorization_problem": """CASE WHEN fits_patient = 0 THEN 'it is another patient''s or another payer''s'
        WHEN fits_date = 0 THEN 'it covers ' || coalesce(authorization_starts, 'any day') || ' to ' || coalesce(authorization_ends, 'any day')
        WHEN fits_code = 0 THEN 'it does not cover ' || hcpcs_code WHEN fits_discipline = 0 THEN 'it does not cover ' || discipline
        WHEN fits_provider = 0 THEN 'it names another therapist'
        ELSE concat('with this line ', coalesce(authorization_used, authorization_used_here), ' of ', authorized_units, ' ',
            coalesce(authorization_counts, 'visits'), ' are used') END""",
}  # fmt: skip
DAYS = {
    "unit_rule_words": """CASE unit_rule WHEN 'cms' THEN 'total time (cms)' WHEN 'spm' THEN 'each service by itself (spm)'
        ELSE 'not set for this payer' END""",
    "units_unknown": """CASE WHEN services_without_minutes > 0
            THEN 'The minutes of every timed service of the day; ' || services_without_minutes || ' without.'
        WHEN timed_units IS NULL THEN 'The units of every timed service of the day.'
        ELSE 'How this payer counts units (payers table, unit_rule: cms or spm); the two rules do not agree here: ' || coalesce(unit_arithmetic, '') END""",
}  # fmt: skip
PAIRS = {
    "pair_words": """CASE modifier_indicator WHEN '0' THEN 'never paid together'
        ELSE 'column 2 is paid only with a modifier, where the services were apart' END""",
    "pair_unknown": """CASE pair_state
        WHEN 'older edition' THEN 'a pair in edition ' || pair_edition || ', which ends before this date: load the edition of the date of service.'
        WHEN 'no list' THEN 'the list of this payer is not loaded.' ELSE 'the list held covers therapy codes only.' END""",
}  # fmt: skip
CLAIMS = {
    "frequency_problem": """CASE WHEN payer_type = 'medicare_b' THEN 'Medicare Part B takes neither 7 nor 8'
        ELSE 'the payer''s number of the earlier claim is missing' END""",
}
WORDS: Mapping[str, Mapping[str, str]] = {"lines": LINES, "days": DAYS, "pairs": PAIRS, "claims": CLAIMS}
