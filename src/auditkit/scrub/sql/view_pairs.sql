-- pairs: columns.py says what each column means.
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
JOIN payer_setting y ON y.payer_setting_no = two.payer_setting_no
