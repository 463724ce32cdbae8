-- lines: columns.py says what each column means.
SELECT *, CAST({is_complete} AS TINYINT) AS is_complete, CAST({is_complete_as_exported} AS TINYINT) AS is_complete_as_exported
FROM (
SELECT l.line_id AS subject_id, l.claim_id, l.line_number, l.date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.member_id, l.payer_type, l.billing_provider_npi, l.claim_frequency_code,
    l.service_day, l.birth_day, l.submitted_day, {today_day} AS today_day, l.is_date_given, l.is_correction,
    l.lacks,
    CAST(l.payer_id IS NOT NULL OR l.payer_name IS NOT NULL AS TINYINT) AS has_payer, CAST(l.line_charge_cents IS NOT NULL AS TINYINT) AS has_charge,
    l.hcpcs_code, l.kind AS code_kind, regexp_full_match(l.hcpcs_code, '[0-9]{4}[0-9FTUAM]|[A-V][0-9]{4}')::TINYINT AS is_code_shaped,
    c.is_code_in_force, c.is_code_confirmed, c.valid_from_text AS code_valid_from, c.valid_to_text AS code_valid_to, c.replaced_by,
    c.therapy_type, c.is_type_confirmed, l.is_therapy, c.modifiers_allowed_words AS modifiers_allowed, c.is_allowed_confirmed, l.discipline,
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
    y.is_pair_list_held,
    coalesce(f.is_called_for, 0) AS is_called_for, coalesce(f.may_be_called_for, 0) AS may_be_called_for,
    d.first_claim_id, d.first_line_number, b.history_claim_id, CAST(d.line_id IS NOT NULL AS TINYINT) AS repeats_a_line,
    CAST(b.line_id IS NOT NULL AS TINYINT) AS was_sent_before, b.is_sure AS is_sent_before_sure, m.has_repeat,
    CAST(len(string_split(nullif(l.diagnosis_codes, ''), '|')) AS INTEGER) AS diagnosis_count, o.pointer_count, o.lowest_pointer, o.highest_pointer,
    o.unreadable_pointers, o.repeated_pointers, l.has_pointers, l.diagnosis_pointers, u.is_supported AS is_diagnosis_supported,
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
LEFT JOIN authorized h ON h.line_id = l.line_id
)
