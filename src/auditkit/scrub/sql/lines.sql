-- The views that the checks read: columns.py says what each column means.
CREATE OR REPLACE TEMP {VIEW} lines AS
SELECT l.line_id AS subject_id, l.claim_id, l.line_number, l.date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.member_id, l.payer_type, l.billing_provider_npi, l.claim_frequency_code,
    l.service_day, l.birth_day, l.submitted_day, {today_day} AS today_day, l.is_date_given, l.is_correction,
    CAST(l.claim_id IS NOT NULL AND l.patient_id IS NOT NULL AND (l.member_id IS NOT NULL OR coalesce(l.payer_type, '') = 'self_pay')
        AND (l.payer_id IS NOT NULL OR l.payer_name IS NOT NULL) AND l.billing_provider_npi IS NOT NULL AND l.rendering_provider_npi IS NOT NULL
        AND l.service_day IS NOT NULL AND l.hcpcs_code IS NOT NULL AND coalesce(l.units, 0) > 0 AND l.line_charge_cents IS NOT NULL
        AND l.diagnosis_codes <> '' AND l.place_of_service IS NOT NULL AS TINYINT) AS is_complete,
    CAST(l.payer_id IS NOT NULL OR l.payer_name IS NOT NULL AS TINYINT) AS has_payer, CAST(l.line_charge_cents IS NOT NULL AS TINYINT) AS has_charge,
    l.hcpcs_code, l.kind AS code_kind, regexp_full_match(l.hcpcs_code, '[0-9]{4}[0-9FTUAM]|[A-V][0-9]{4}')::TINYINT AS is_code_shaped,
    c.is_code_in_force, c.is_code_confirmed, c.valid_from_text AS code_valid_from, c.valid_to_text AS code_valid_to, c.replaced_by,
    c.therapy_type, c.is_type_confirmed, l.is_therapy, c.modifiers_allowed_words AS modifiers_allowed, l.discipline,
    c.medicare_status, c.is_status_confirmed, c.use_instead,
    {editions},
    c.is_timed, c.is_timing_confirmed, l.units, c.max_units, c.mai, c.limit_edition, c.is_limit_of_day, c.is_limit_confirmed,
    CASE WHEN l.is_counted = 1 THEN coalesce(t.day_units, l.units) ELSE l.units END AS day_units,
    c.is_addon, CAST(g.has_primary AS TINYINT) AS has_primary, g.primary_codes, g.is_confirmed AS is_addon_confirmed,
    l.place_of_service, p.therapy AS place_fits_therapy,
    p.label AS place_label, p.note AS place_note,
    CAST(regexp_full_match(l.place_of_service, '[0-9]{2}') AS TINYINT) AS is_place_shaped,
    CAST(l.place_of_service IN ('02', '10') AS TINYINT) AS is_telehealth_place, m.has_video, m.has_audio,
    coalesce(y.telehealth_accepted, e.taken) AS telehealth_accepted, CASE WHEN y.telehealth_accepted IS NULL THEN e.is_confirmed ELSE 1 END AS is_telehealth_confirmed,
    m.modifiers_sorted AS modifiers, m.unknown_modifiers, m.repeated_modifiers,
    m.discipline_modifiers,
    m.has_gp, m.has_go, m.has_gn, m.has_cq, m.has_co, m.has_kx, m.has_ga, m.has_gx, m.has_gy, m.has_gz,
    y.requires_discipline_modifier, y.is_discipline_rule_set,
    CAST(CASE WHEN m.has_gp + m.has_go + m.has_gn <> 1 OR c.modifiers_allowed_words IS NULL THEN NULL
        ELSE contains(c.modifiers_allowed_words, m.discipline_modifiers) END AS TINYINT) AS is_discipline_allowed,
    coalesce(s.is_share_known, CAST(l.assistant_minutes IS NOT NULL AS TINYINT)) AS is_assistant_share_known,
    coalesce(s.least_units, CASE WHEN s.lines IS NULL AND l.assistant_minutes = 0 THEN 0 END) AS assistant_units_least,
    coalesce(s.most_units, CASE WHEN s.lines IS NULL AND l.assistant_minutes = 0 THEN 0 END) AS assistant_units_most,
    coalesce(s.billed_units, 0) AS assistant_units_billed, coalesce(s.lines, 1) AS lines_of_code,
    coalesce(s.units, l.units) AS units_of_code, coalesce(s.therapist_minutes, l.minutes - l.assistant_minutes) AS therapist_minutes,
    coalesce(s.assistant_minutes, l.assistant_minutes) AS assistant_minutes,
    k.threshold_of, k.threshold_cents, k.threshold_year, k.is_threshold_confirmed, k.ytd_low, k.ytd_high,
    l.distinct_service_count, m.distinct_service_modifiers, y.is_pair_source_set, l.pair_source,
    CAST(l.pair_source IN (SELECT pair_source FROM ref_code_pair) AS TINYINT) AS is_pair_list_held,
    coalesce(f.is_called_for, 0) AS is_called_for, coalesce(f.may_be_called_for, 0) AS may_be_called_for,
    d.first_claim_id, d.first_line_number, b.history_claim_id, CAST(d.line_id IS NOT NULL AS TINYINT) AS repeats_a_line,
    CAST(b.line_id IS NOT NULL AS TINYINT) AS was_sent_before, b.is_sure AS is_sent_before_sure, m.has_repeat,
    CAST(len(string_split(nullif(l.diagnosis_codes, ''), '|')) AS INTEGER) AS diagnosis_count, o.pointer_count, o.lowest_pointer, o.highest_pointer,
    o.unreadable_pointers, o.repeated_pointers, {has_pointers} AS has_pointers, l.diagnosis_pointers, u.is_supported AS is_diagnosis_supported,
    CAST(l.hcpcs_code IN (SELECT hcpcs_code FROM ref_diagnosis_family) AS TINYINT) AS has_diagnosis_family, l.needs_authorization,
    l.authorization_number, {has_authorizations} AS has_authorizations, CAST(h.line_id IS NOT NULL AS TINYINT) AS is_authorization_held,
    h.fits_patient, h.fits_date, h.fits_code, h.fits_discipline, h.fits_provider, h.authorized_units, h.used_units + h.used_here AS authorization_used,
    h.used_here AS authorization_used_here, h.unit_kind AS authorization_counts, h.starts_on AS authorization_starts, h.ends_on AS authorization_ends
FROM line l
JOIN modifier_set m ON m.modifier_set_no = l.modifier_set_no
JOIN payer_setting y ON y.payer_setting_no = l.payer_setting_no
LEFT JOIN code_day c ON c.code_day_no = l.code_day_no
LEFT JOIN code_together t ON t.day_key = l.day_key AND t.provider_no = l.provider_no AND t.hcpcs_code = l.hcpcs_code
LEFT JOIN addon_line g ON g.line_id = l.line_id
LEFT JOIN ref_place p ON p.place_of_service = l.place_of_service
LEFT JOIN ref_telehealth e ON e.payer_type = l.payer_type AND l.service_day BETWEEN coalesce(e.valid_from, 0) AND coalesce(e.valid_to, 999999)
LEFT JOIN assisted s ON s.day_key = l.day_key AND s.hcpcs_code = l.hcpcs_code AND s.discipline IS NOT DISTINCT FROM l.discipline
LEFT JOIN running k ON k.line_id = l.line_id
LEFT JOIN called_for f ON f.line_id = l.line_id
LEFT JOIN duplicate d ON d.line_id = l.line_id
LEFT JOIN sent_before b ON b.line_id = l.line_id
LEFT JOIN pointer_set o ON o.diagnosis_pointers = l.diagnosis_pointers
LEFT JOIN support u ON u.diagnosis_codes = l.diagnosis_codes AND u.diagnosis_pointers = l.diagnosis_pointers
    AND u.hcpcs_code = l.hcpcs_code AND u.discipline IS NOT DISTINCT FROM l.discipline
LEFT JOIN authorized h ON h.line_id = l.line_id;

CREATE OR REPLACE TEMP {VIEW} claims AS
SELECT c.line_id AS subject_id, l.claim_id, CAST(NULL AS VARCHAR) AS line_number,
    strftime(DATE '1970-01-01' + c.first_day, '%Y-%m-%d') AS date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.payer_type, c.first_day AS service_day, c.last_day, c.submitted_day, {today_day} AS today_day, c.line_count,
    -- one calendar year: the same date a year later (28 February after 29 February)
    CASE WHEN l.payer_type = 'medicare_b' THEN CAST(CAST(DATE '1970-01-01' + c.first_day + INTERVAL 1 YEAR AS DATE) - DATE '1970-01-01' AS INTEGER)
        ELSE c.first_day + y.timely_filing_days END AS filing_limit_day,
    coalesce(l.claim_frequency_code, '1') AS claim_frequency_code, l.payer_claim_control_number,
    c.claim_charge_cents, c.claim_charges, c.line_charges_cents, coalesce(x.copies, 1) AS copies,
    c.referring_provider_npi, c.has_therapy, c.has_unknown_code, n.bad_npis,
    CAST(coalesce(l.billing_provider_npi, l.rendering_provider_npi, c.referring_provider_npi) IS NOT NULL AS TINYINT) AS has_npi,
    o.diagnosis_count, j.bad_diagnoses, j.unknown_diagnoses, j.is_bad_diagnosis_sure, j.bad_diagnosis_words, j.unknown_diagnosis_words,
    f.first_diagnosis, f.first_not_allowed, f.is_first_confirmed, f.is_first_unknown, o.unsided_diagnoses, o.unlisted_diagnoses, o.excluded_pairs,
    w.edition AS diagnosis_edition, w.known_from_text AS diagnosis_edition_from, w.known_to_text AS diagnosis_edition_to
FROM claim c JOIN line l ON l.line_id = c.line_id
JOIN payer_setting y ON y.payer_setting_no = l.payer_setting_no
CROSS JOIN (SELECT edition, known_from_text, known_to_text FROM ref_edition WHERE name = 'icd10cm' ORDER BY known_to DESC LIMIT 1) w
LEFT JOIN claim_copy x ON x.claim_key = c.claim_key
LEFT JOIN claim_npi n ON n.claim_key = c.claim_key
LEFT JOIN diagnosis_span v ON CASE WHEN c.first_day < 0 THEN 0 ELSE c.first_day END BETWEEN v.first_day AND v.last_day
LEFT JOIN diagnosis_list j ON j.diagnosis_codes = c.diagnosis_codes AND j.span = v.first_day
LEFT JOIN diagnosis_order o ON o.diagnosis_codes = c.diagnosis_codes
LEFT JOIN diagnosis_order f ON f.diagnosis_codes = l.diagnosis_codes;

CREATE OR REPLACE TEMP {VIEW} days AS
SELECT d.subject_id, l.claim_id, l.line_number, l.date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.service_day, d.discipline, l.payer_type, y.unit_rule, y.is_unit_rule_set, c.is_timing_confirmed, d.unknown_codes,
    d.timed_units, d.timed_minutes, d.pool_units, d.pool_minutes, d.supported_units, d.services_without_minutes, d.fits_shared, d.fits_alone, d.fits_by_itself,
    d.evaluations, d.evaluation_codes, d.has_timed, w.unit_arithmetic
FROM day d JOIN line l ON l.line_id = d.line_id
JOIN payer_setting y ON y.payer_setting_no = l.payer_setting_no
LEFT JOIN code_day c ON c.code_day_no = d.code_day_no
LEFT JOIN day_words w ON w.subject_id = d.subject_id;

CREATE OR REPLACE TEMP {VIEW} pairs AS
SELECT t.subject_id, two.claim_id, two.line_number, two.date_of_service, two.patient_id, two.payer_id,
    two.rendering_provider_npi, t.service_day, two.payer_type, y.is_pair_source_set,
    coalesce(p.column_1, t.code_a) AS column_1, coalesce(p.column_2, t.code_b) AS column_2,
    one.claim_id AS column_1_claim_id, one.line_number AS column_1_line_number,
    p.modifier_indicator, p.pair_state, coalesce(p.pair_edition, 'none held') AS pair_edition,
    p.is_pair_confirmed, t.pair_source, t.has_pair_modifier
FROM together t
JOIN pair_day p ON p.code_a = t.code_a AND p.code_b = t.code_b AND p.service_day = t.service_day AND p.pair_source = t.pair_source
JOIN line two ON two.line_id = CASE WHEN p.column_2 = t.code_a THEN t.line_a ELSE t.line_b END
JOIN line one ON one.line_id = CASE WHEN p.column_2 = t.code_a THEN t.line_b ELSE t.line_a END
JOIN payer_setting y ON y.payer_setting_no = two.payer_setting_no;
