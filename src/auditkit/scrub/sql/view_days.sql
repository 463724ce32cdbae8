-- days: columns.py says what each column means.
SELECT d.subject_id, l.claim_id, l.line_number, l.date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.service_day, d.discipline, l.payer_type, y.unit_rule, y.is_unit_rule_set, d.is_timing_confirmed, d.unknown_codes,
    d.timed_units, d.timed_minutes, d.pool_units, d.pool_minutes, d.supported_units, d.services_without_minutes, d.fits_shared, d.fits_alone, d.fits_by_itself,
    d.evaluations, d.evaluation_codes, d.has_timed, w.unit_arithmetic
FROM day d JOIN line l ON l.line_id = d.line_id
JOIN payer_setting y ON y.payer_setting_no = l.payer_setting_no
LEFT JOIN day_words w ON w.subject_id = d.subject_id
