-- claims: columns.py says what each column means.
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
LEFT JOIN diagnosis_order f ON f.diagnosis_codes = l.diagnosis_codes
