-- What a database of reference tables holds beside them, made once.

-- Look-ups: what was worked out about a combination of codes stays, for this batch and the next. None of them names a patient.
CREATE TABLE modifier_set (
    modifier_set_no INTEGER, modifiers VARCHAR, modifiers_sorted VARCHAR, modifiers_no INTEGER, repeated_modifiers VARCHAR, unknown_modifiers VARCHAR,
    separates_pair TINYINT, has_gp TINYINT, has_go TINYINT, has_gn TINYINT, has_cq TINYINT, has_co TINYINT, has_kx TINYINT, has_ga TINYINT,
    has_gx TINYINT, has_gy TINYINT, has_gz TINYINT, has_video TINYINT, has_audio TINYINT, has_repeat TINYINT, distinct_service_modifiers VARCHAR,
    distinct_service_count TINYINT, discipline_modifiers VARCHAR);
CREATE TABLE code_day (
    code_day_no INTEGER, hcpcs_code VARCHAR, service_day INTEGER, valid_from INTEGER, valid_to INTEGER, known_to INTEGER, valid_from_text VARCHAR,
    valid_to_text VARCHAR, replaced_by VARCHAR, kind VARCHAR, evaluation_family VARCHAR, therapy_type VARCHAR, modifiers_allowed VARCHAR,
    modifiers_allowed_words VARCHAR, only_discipline VARCHAR, is_type_confirmed TINYINT, is_allowed_confirmed TINYINT, is_timed TINYINT, minutes_per_unit INTEGER,
    minutes_counted VARCHAR, least_minutes INTEGER, is_timing_confirmed TINYINT, addon_of VARCHAR, is_code_confirmed TINYINT,
    is_code_in_force TINYINT, medicare_status VARCHAR, use_instead VARCHAR, is_status_confirmed TINYINT, max_units INTEGER, mai VARCHAR,
    limit_edition VARCHAR, is_limit_confirmed TINYINT, is_limit_of_day TINYINT, is_addon TINYINT);
CREATE TABLE payer_setting (
    payer_setting_no INTEGER, payers_given VARCHAR, payer_words VARCHAR, payer VARCHAR, payer_no INTEGER, payer_type VARCHAR,
    timely_filing_days INTEGER, unit_rule VARCHAR, is_unit_rule_set TINYINT, requires_discipline_modifier TINYINT, is_discipline_rule_set TINYINT,
    requires_authorization TINYINT, authorization_codes VARCHAR[], pair_source VARCHAR, is_pair_source_set TINYINT,
    is_pair_list_held TINYINT, telehealth_accepted TINYINT);
CREATE TABLE pair_day (
    code_a VARCHAR, code_b VARCHAR, service_day INTEGER, pair_source VARCHAR, column_1 VARCHAR, column_2 VARCHAR, modifier_indicator VARCHAR,
    pair_edition VARCHAR, is_pair_confirmed TINYINT, pair_state VARCHAR);
CREATE TABLE diagnosis_given (diagnosis_codes VARCHAR, position INTEGER, code VARCHAR, codes BIGINT);
CREATE TABLE diagnosis_list (
    diagnosis_codes VARCHAR, span INTEGER, bad_diagnoses INTEGER, unknown_diagnoses INTEGER, is_bad_diagnosis_sure TINYINT,
    bad_diagnosis_words VARCHAR, unknown_diagnosis_words VARCHAR);
CREATE TABLE diagnosis_order (
    diagnosis_codes VARCHAR, diagnosis_count INTEGER, first_diagnosis VARCHAR, first_not_allowed VARCHAR, is_first_confirmed TINYINT,
    is_first_unknown TINYINT, unsided_diagnoses VARCHAR, unlisted_diagnoses INTEGER, excluded_pairs VARCHAR);
CREATE TABLE pointer_set (
    diagnosis_pointers VARCHAR, pointer_count INTEGER, lowest_pointer INTEGER, highest_pointer INTEGER, unreadable_pointers INTEGER,
    repeated_pointers INTEGER, places INTEGER[]);
CREATE TABLE support (diagnosis_codes VARCHAR, diagnosis_pointers VARCHAR, hcpcs_code VARCHAR, discipline VARCHAR, is_supported TINYINT);

-- Spans of days in which the answer about a diagnosis cannot change: the edition's own year, and the days on which a header began.
CREATE TABLE diagnosis_span AS
WITH start AS (
    SELECT 0 AS first_day UNION SELECT known_from FROM ref_edition WHERE name = 'icd10cm'
    UNION SELECT known_to + 1 FROM ref_edition WHERE name = 'icd10cm' UNION SELECT header_since FROM ref_diagnosis_header
)
SELECT first_day, coalesce(lead(first_day) OVER (ORDER BY first_day) - 1, 9999999) AS last_day FROM start WHERE first_day IS NOT NULL;

-- Codes that the pair lists, or the table of codes, speak of.
CREATE TABLE ref_code_in_scope AS SELECT code FROM ref_therapy_code UNION SELECT column_1 FROM ref_code_pair UNION SELECT column_2 FROM ref_code_pair;

-- Each pair from both sides.
CREATE TABLE ref_pair_either AS
SELECT pair_source, column_1 AS code, column_2 AS other_code, * EXCLUDE (pair_source, column_1, column_2) FROM ref_code_pair WHERE modifier_indicator IN ('0', '1')
UNION ALL
SELECT pair_source, column_2, column_1, * EXCLUDE (pair_source, column_1, column_2) FROM ref_code_pair WHERE modifier_indicator IN ('0', '1');

-- Tables of a batch that has no need of them.
CREATE TABLE history (
    line_id BIGINT, patient_id VARCHAR, service_day INTEGER, is_date_given TINYINT, date_of_service VARCHAR, hcpcs_code VARCHAR, modifiers VARCHAR,
    allowed_cents BIGINT, claim_id VARCHAR, line_number VARCHAR, rendering_provider_npi VARCHAR, discipline VARCHAR);
CREATE TABLE payer (
    line_id BIGINT, payer_id VARCHAR, payer_name VARCHAR, payer_type VARCHAR, unit_rule VARCHAR, timely_filing_days INTEGER,
    discipline_modifier_required VARCHAR, authorization_required VARCHAR, authorization_codes VARCHAR, pair_source VARCHAR, telehealth_accepted VARCHAR);
CREATE TABLE authorization_held (
    line_id BIGINT, authorization_number VARCHAR, patient_id VARCHAR, payer_id VARCHAR, discipline VARCHAR, hcpcs_codes VARCHAR,
    rendering_provider_npi VARCHAR, start_day INTEGER, end_day INTEGER, authorized_units INTEGER, unit_kind VARCHAR, used_units INTEGER);
CREATE TABLE addon_line (line_id BIGINT, has_primary TINYINT, primary_codes VARCHAR, is_confirmed TINYINT);
CREATE TABLE assisted (
    day_key BIGINT, discipline VARCHAR, hcpcs_code VARCHAR, lines INTEGER, units INTEGER, billed_units INTEGER, assistant_minutes INTEGER,
    therapist_minutes INTEGER, is_share_known TINYINT, least_units INTEGER, most_units INTEGER);
CREATE TABLE authorized (
    line_id BIGINT, unit_kind VARCHAR, authorized_units INTEGER, used_units INTEGER, fits_patient TINYINT, fits_date TINYINT, fits_code TINYINT,
    fits_discipline TINYINT, fits_provider TINYINT, starts_on VARCHAR, ends_on VARCHAR, used_here INTEGER);
CREATE TABLE called_for (line_id BIGINT, is_called_for TINYINT, may_be_called_for TINYINT);
CREATE TABLE running (
    line_id BIGINT, threshold_of VARCHAR, ytd_low BIGINT, ytd_high BIGINT, threshold_cents BIGINT, is_threshold_confirmed TINYINT, threshold_year BIGINT);
CREATE TABLE sent_before (line_id BIGINT, is_sure TINYINT, history_claim_id VARCHAR);
CREATE TABLE together (code_a VARCHAR, code_b VARCHAR, service_day INTEGER, pair_source VARCHAR);
