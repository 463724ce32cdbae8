-- The views that the checks read: columns.py says what each column means.
CREATE OR REPLACE TEMP VIEW lines AS
SELECT l.line_id AS subject_id, l.claim_id, l.line_number, l.date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.member_id, l.payer_type, l.billing_provider_npi, l.claim_frequency_code,
    l.service_day, l.birth_day, l.submitted_day, a.today_day, l.is_date_given, l.is_correction,
    CASE WHEN l.claim_id IS NULL OR l.patient_id IS NULL OR (l.member_id IS NULL AND coalesce(l.payer_type, '') <> 'self_pay')
            OR (l.payer_id IS NULL AND l.payer_name IS NULL) OR l.billing_provider_npi IS NULL OR l.rendering_provider_npi IS NULL
            OR l.service_day IS NULL OR l.hcpcs_code IS NULL OR coalesce(l.units, 0) = 0 OR l.line_charge_cents IS NULL
            OR l.diagnosis_codes = '' OR l.place_of_service IS NULL
        THEN concat_ws(', ', CASE WHEN l.claim_id IS NULL THEN 'claim number' END, CASE WHEN l.patient_id IS NULL THEN 'patient' END,
            CASE WHEN l.member_id IS NULL AND coalesce(l.payer_type, '') <> 'self_pay' THEN 'member number' END,
            CASE WHEN l.payer_id IS NULL AND l.payer_name IS NULL THEN 'payer' END,
            CASE WHEN l.billing_provider_npi IS NULL THEN 'billing provider NPI' END,
            CASE WHEN l.rendering_provider_npi IS NULL THEN 'rendering provider NPI' END,
            CASE WHEN l.service_day IS NULL THEN 'date of service' END, CASE WHEN l.hcpcs_code IS NULL THEN 'code' END,
            CASE WHEN coalesce(l.units, 0) = 0 THEN 'units' END, CASE WHEN l.line_charge_cents IS NULL THEN 'charge' END,
            CASE WHEN l.diagnosis_codes = '' THEN 'diagnosis' END, CASE WHEN l.place_of_service IS NULL THEN 'place of service' END)
        END AS missing_fields,
    CASE WHEN l.is_date_given = 0 THEN NULL WHEN l.service_day IS NULL THEN 'is not a date'
        WHEN l.service_day > l.submitted_day THEN 'is after the day the claim was sent'
        WHEN l.service_day > a.today_day THEN 'is after today'
        WHEN l.service_day < l.birth_day THEN 'is before the patient was born' END AS date_problem,
    l.hcpcs_code, l.kind AS code_kind, regexp_full_match(l.hcpcs_code, '[0-9]{4}[0-9FTUAM]|[A-V][0-9]{4}')::TINYINT AS is_code_shaped,
    c.is_code_in_force, c.is_code_confirmed, c.valid_from_text AS code_valid_from, c.valid_to_text AS code_valid_to, c.replaced_by,
    CASE WHEN c.is_code_in_force = 1 THEN NULL
        WHEN l.service_day < c.valid_from THEN 'is not valid before ' || c.valid_from_text
        WHEN l.service_day > c.valid_to THEN 'was deleted after ' || c.valid_to_text || coalesce('; in its place, by what was done: ' || c.replaced_by, '')
        WHEN c.is_code_in_force IS NULL AND NOT regexp_full_match(l.hcpcs_code, '[0-9]{4}[0-9FTUAM]|[A-V][0-9]{4}') THEN 'has not the form of a CPT or HCPCS code'
        END AS code_problem,
    c.therapy_type, c.is_type_confirmed, l.is_therapy, c.modifiers_allowed_words AS modifiers_allowed, l.discipline,
    c.medicare_status, c.is_status_confirmed, c.use_instead, CASE c.medicare_status WHEN 'I' THEN 'not valid for Medicare' || coalesce('; Medicare takes ' || c.use_instead, '')
        WHEN 'B' THEN 'bundled, never paid apart' WHEN 'N' THEN 'not covered' || coalesce('; Medicare takes ' || c.use_instead, '') END AS status_words,
    a.codes_edition, a.status_edition, a.places_edition, a.modifiers_edition, a.addons_edition, a.families_edition,
    c.is_timed, c.is_timing_confirmed, l.units, c.max_units, c.mai, c.limit_edition, c.is_limit_of_day, c.is_limit_confirmed,
    CASE WHEN l.is_counted = 1 THEN coalesce(t.day_units, l.units) ELSE l.units END AS day_units,
    c.is_addon, CAST(g.has_primary AS TINYINT) AS has_primary, g.primary_codes, g.is_confirmed AS is_addon_confirmed,
    l.place_of_service, p.therapy AS place_fits_therapy,
    coalesce(p.label || coalesce(': ' || p.note, ''), 'not in the place of service list') AS place_words,
    CAST(regexp_full_match(l.place_of_service, '[0-9]{2}') AS TINYINT) AS is_place_shaped,
    CAST(l.place_of_service IN ('02', '10') AS TINYINT) AS is_telehealth_place, m.has_video, m.has_audio,
    coalesce(y.telehealth_accepted, e.taken) AS telehealth_accepted, CASE WHEN y.telehealth_accepted IS NULL THEN e.is_confirmed ELSE 1 END AS is_telehealth_confirmed,
    CASE WHEN l.place_of_service IN ('02', '10') AND m.has_video + m.has_audio = 0 THEN 'the place is telehealth and neither 95 nor 93 is there'
        WHEN l.place_of_service IN ('02', '10') AND m.has_video + m.has_audio > 1 THEN 'video and audio-only are both there'
        WHEN l.place_of_service NOT IN ('02', '10') AND m.has_video + m.has_audio > 0 THEN 'a telehealth modifier stands at a place that is not telehealth'
        WHEN coalesce(y.telehealth_accepted, e.taken) = 0 THEN 'this payer did not take therapy by telehealth on that date' END AS telehealth_problem,
    m.modifiers_sorted AS modifiers, m.unknown_modifiers, m.repeated_modifiers,
    concat_ws('; ', 'Not a modifier: ' || m.unknown_modifiers, 'More than once: ' || m.repeated_modifiers) AS modifier_problem,
    m.discipline_modifiers, CASE WHEN m.discipline_modifiers = '' THEN 'none of GP, GO, GN' ELSE m.discipline_modifiers END AS discipline_modifiers_words,
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
    CASE WHEN m.has_cq = 1 AND m.has_co = 1 THEN 'CQ and CO are both there'
        WHEN m.has_cq = 1 AND m.has_gp = 0 THEN 'CQ stands without GP' WHEN m.has_co = 1 AND m.has_go = 0 THEN 'CO stands without GO'
        WHEN m.has_cq + m.has_co > 0 AND l.kind IN ('evaluation', 're-evaluation') THEN 'an evaluation is not an assistant''s service'
        WHEN s.lines IS NOT NULL THEN concat('therapist ', s.therapist_minutes, ' min, assistant ', s.assistant_minutes, ' min, ', s.units,
            CASE s.units WHEN 1 THEN ' unit: ' ELSE ' units: ' END, s.least_units, ' with CQ or CO, ', s.units - s.least_units, ' without; billed ',
            s.billed_units, ' with') END AS assistant_problem,
    k.threshold_of, k.threshold_cents, k.threshold_year, k.is_threshold_confirmed, k.ytd_low, k.ytd_high,
    CASE WHEN k.ytd_low = k.ytd_high THEN format('{:.2f}', k.ytd_low / 100.0)
        ELSE format('{:.2f}', k.ytd_low / 100.0) || coalesce(' to ' || format('{:.2f}', k.ytd_high / 100.0), ' or more') END AS ytd_words,
    CASE WHEN m.has_kx = 1 THEN 'there' ELSE 'not there' END AS kx_words,
    l.distinct_service_count, m.distinct_service_modifiers, y.is_pair_source_set, l.pair_source,
    CAST(l.pair_source IN (SELECT pair_source FROM ref_code_pair) AS TINYINT) AS is_pair_list_held,
    coalesce(f.is_called_for, 0) AS is_called_for, coalesce(f.may_be_called_for, 0) AS may_be_called_for,
    CASE WHEN l.distinct_service_count > 1 THEN 'only one of them may stand' ELSE 'no pair in force on that date calls for it' END AS distinct_service_words,
    CASE WHEN d.line_id IS NOT NULL THEN 'claim ' || coalesce(d.first_claim_id, 'without a number') || coalesce(', line ' || d.first_line_number, '')
        ELSE 'an earlier claim' || coalesce(' (' || b.history_claim_id || ')', '') END AS duplicate_of, CAST(d.line_id IS NOT NULL AS TINYINT) AS repeats_a_line,
    CAST(b.line_id IS NOT NULL AS TINYINT) AS was_sent_before, b.is_sure AS is_sent_before_sure, m.has_repeat,
    CAST(len(string_split(nullif(l.diagnosis_codes, ''), '|')) AS INTEGER) AS diagnosis_count, o.pointer_count, o.lowest_pointer, o.highest_pointer,
    o.unreadable_pointers, o.repeated_pointers, a.has_pointers, l.diagnosis_pointers, u.is_supported AS is_diagnosis_supported, coalesce(l.discipline, 'its discipline') AS discipline_words,
    CAST(l.hcpcs_code IN (SELECT hcpcs_code FROM ref_diagnosis_family) AS TINYINT) AS has_diagnosis_family, l.needs_authorization,
    l.authorization_number, a.has_authorizations, CAST(h.line_id IS NOT NULL AS TINYINT) AS is_authorization_held,
    CASE WHEN h.fits_patient = 0 THEN 'it is another patient''s or another payer''s'
        WHEN h.fits_date = 0 THEN 'it covers ' || coalesce(h.starts_on, 'any day') || ' to ' || coalesce(h.ends_on, 'any day')
        WHEN h.fits_code = 0 THEN 'it does not cover ' || l.hcpcs_code WHEN h.fits_discipline = 0 THEN 'it does not cover ' || l.discipline
        WHEN h.fits_provider = 0 THEN 'it names another therapist'
        WHEN coalesce(h.used_units, 0) + h.used_here > h.authorized_units THEN concat('with this line ', coalesce(h.used_units, 0) + h.used_here, ' of ', h.authorized_units, ' ',
            coalesce(h.unit_kind, 'visits'), ' are used') END AS authorization_problem,
    h.fits_patient, h.fits_date, h.fits_code, h.fits_discipline, h.fits_provider, h.authorized_units, h.used_units + h.used_here AS authorization_used,
    h.used_here AS authorization_used_here, h.unit_kind AS authorization_counts, h.starts_on AS authorization_starts, h.ends_on AS authorization_ends
FROM line l CROSS JOIN asked a
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

CREATE OR REPLACE TEMP VIEW claims AS
SELECT c.line_id AS subject_id, l.claim_id, CAST(NULL AS VARCHAR) AS line_number,
    strftime(DATE '1970-01-01' + c.first_day, '%Y-%m-%d') AS date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.payer_type, c.first_day AS service_day, c.last_day, c.submitted_day, a.today_day, c.line_count,
    -- one calendar year: the same date a year later (28 February after 29 February)
    CASE WHEN l.payer_type = 'medicare_b' THEN CAST(CAST(DATE '1970-01-01' + c.first_day + INTERVAL 1 YEAR AS DATE) - DATE '1970-01-01' AS INTEGER)
        ELSE c.first_day + y.timely_filing_days END AS filing_limit_day,
    coalesce(l.claim_frequency_code, '1') AS claim_frequency_code, l.payer_claim_control_number,
    CASE WHEN l.payer_type = 'medicare_b' THEN 'Medicare Part B takes neither 7 nor 8' ELSE 'the payer''s number of the earlier claim is missing' END AS frequency_problem,
    c.claim_charge_cents, c.claim_charges, c.line_charges_cents, coalesce(x.copies, 1) AS copies,
    c.referring_provider_npi, c.has_therapy, c.has_unknown_code, n.bad_npis,
    CAST(coalesce(l.billing_provider_npi, l.rendering_provider_npi, c.referring_provider_npi) IS NOT NULL AS TINYINT) AS has_npi,
    o.diagnosis_count, j.bad_diagnoses, j.unknown_diagnoses, j.is_bad_diagnosis_sure, j.bad_diagnosis_words, j.unknown_diagnosis_words,
    f.first_diagnosis, f.first_not_allowed, f.is_first_confirmed, f.is_first_unknown, o.unsided_diagnoses, o.unlisted_diagnoses, o.excluded_pairs,
    w.edition AS diagnosis_edition, w.known_from_text AS diagnosis_edition_from, w.known_to_text AS diagnosis_edition_to
FROM claim c JOIN line l ON l.line_id = c.line_id CROSS JOIN asked a
JOIN payer_setting y ON y.payer_setting_no = l.payer_setting_no
CROSS JOIN (SELECT edition, known_from_text, known_to_text FROM ref_edition WHERE name = 'icd10cm' ORDER BY known_to DESC LIMIT 1) w
LEFT JOIN claim_copy x ON x.claim_id = l.claim_id
LEFT JOIN claim_npi n ON n.claim_key = c.claim_key
LEFT JOIN day_span v ON v.service_day = c.first_day
LEFT JOIN diagnosis_list j ON j.diagnosis_codes = c.diagnosis_codes AND j.span = v.span
LEFT JOIN diagnosis_order o ON o.diagnosis_codes = c.diagnosis_codes
LEFT JOIN diagnosis_order f ON f.diagnosis_codes = l.diagnosis_codes;

CREATE OR REPLACE TEMP VIEW days AS
SELECT d.subject_id, l.claim_id, l.line_number, l.date_of_service, l.patient_id, l.payer_id, l.rendering_provider_npi,
    l.service_day, d.discipline, l.payer_type, y.unit_rule, y.is_unit_rule_set, c.is_timing_confirmed, d.unknown_codes,
    d.timed_units, d.timed_minutes, d.pool_units, d.pool_minutes, d.supported_units, d.services_without_minutes, d.fits_shared, d.fits_alone, d.fits_by_itself,
    d.evaluations, d.evaluation_codes, d.has_timed, w.unit_arithmetic,
    CASE y.unit_rule WHEN 'cms' THEN 'total time (cms)' WHEN 'spm' THEN 'each service by itself (spm)' ELSE 'not set for this payer' END AS unit_rule_words,
    CASE WHEN d.services_without_minutes > 0 THEN 'The minutes of every timed service of the day; ' || d.services_without_minutes || ' without.'
        WHEN d.timed_units IS NULL THEN 'The units of every timed service of the day.'
        WHEN y.unit_rule IS NULL THEN 'How this payer counts units (payers table, unit_rule: cms or spm); the two rules do not agree here: ' || coalesce(w.unit_arithmetic, '')
        ELSE '' END AS units_unknown
FROM day d JOIN line l ON l.line_id = d.line_id
JOIN payer_setting y ON y.payer_setting_no = l.payer_setting_no
LEFT JOIN code_day c ON c.code_day_no = d.code_day_no
LEFT JOIN day_words w ON w.subject_id = d.subject_id;

CREATE OR REPLACE TEMP VIEW pairs AS
SELECT t.subject_id, two.claim_id, two.line_number, two.date_of_service, two.patient_id, two.payer_id,
    two.rendering_provider_npi, t.service_day, two.payer_type, y.is_pair_source_set,
    coalesce(p.column_1, t.code_a) AS column_1, coalesce(p.column_2, t.code_b) AS column_2,
    one.claim_id AS column_1_claim_id, one.line_number AS column_1_line_number,
    p.modifier_indicator, p.pair_state, coalesce(p.pair_edition, 'none held') AS pair_edition,
    CASE p.modifier_indicator WHEN '0' THEN 'never paid together' ELSE 'column 2 is paid only with a modifier, where the services were apart' END AS pair_words,
    CASE p.pair_state WHEN 'older edition' THEN 'a pair in edition ' || p.pair_edition || ', which ends before this date: load the edition of the date of service.'
        WHEN 'no list' THEN 'the list of this payer is not loaded.' ELSE 'the list held covers therapy codes only.' END AS pair_unknown,
    p.is_pair_confirmed, t.pair_source, t.has_pair_modifier
FROM together t
JOIN pair_day p ON p.code_a = t.code_a AND p.code_b = t.code_b AND p.service_day = t.service_day AND p.pair_source = t.pair_source
JOIN line two ON two.line_id = CASE WHEN p.column_2 = t.code_a THEN t.line_a ELSE t.line_b END
JOIN line one ON one.line_id = CASE WHEN p.column_2 = t.code_a THEN t.line_b ELSE t.line_a END
JOIN payer_setting y ON y.payer_setting_no = two.payer_setting_no;
