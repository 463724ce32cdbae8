-- Each service line once: as given, with numbers in place of long keys, and the discipline that it belongs to.
CREATE OR REPLACE TEMP TABLE patient_number AS
SELECT patient_id, row_number() OVER () AS patient_no FROM (SELECT DISTINCT patient_id FROM claim_line WHERE patient_id IS NOT NULL);

CREATE OR REPLACE TEMP TABLE provider_number AS
SELECT npi, CAST(row_number() OVER () AS INTEGER) AS provider_no
FROM (SELECT DISTINCT coalesce(rendering_provider_npi, billing_provider_npi, '') AS npi FROM claim_line);

-- What a whole file lacks was not exported, and nobody knows whether the claims have it. In a few lines it may as well be missing.
CREATE OR REPLACE TEMP TABLE file_lacks AS
SELECT source_file, CAST(count(nullif(diagnosis_pointers, '')) > 0 AS TINYINT) AS has_pointers, CASE WHEN count(*) < 10 THEN '' ELSE concat_ws(' ',
    CASE WHEN count(member_id) = 0 THEN 'member' END, CASE WHEN count(billing_provider_npi) = 0 THEN 'billing' END,
    CASE WHEN count(rendering_provider_npi) = 0 THEN 'rendering' END, CASE WHEN count(line_charge_cents) = 0 THEN 'charge' END,
    CASE WHEN count(nullif(diagnosis_codes, '')) = 0 THEN 'diagnosis' END, CASE WHEN count(place_of_service) = 0 THEN 'place' END) END AS lacks
FROM claim_line WHERE source_file IS NOT NULL GROUP BY source_file;

CREATE OR REPLACE TEMP TABLE line AS
WITH looked_up AS (
    SELECT l.* EXCLUDE (payer_words, payer_type, source_file),
        coalesce(f.has_pointers, {has_pointers}) AS has_pointers, coalesce(f.lacks, '') AS lacks,
        m.modifier_set_no, m.modifiers_no, m.has_cq + m.has_co AS has_assistant_modifier, m.distinct_service_count, m.separates_pair,
        c.code_day_no, c.kind, c.evaluation_family, c.minutes_counted,
        CASE WHEN c.minutes_counted = 'pool' THEN coalesce(c.addon_of, l.hcpcs_code) ELSE l.hcpcs_code END AS service,
        p.payer_setting_no, p.payer_no, p.payer_type, p.pair_source, n.provider_no, coalesce(o.patient_no, -l.line_id) AS patient_no,
        CASE WHEN c.only_discipline IS NOT NULL THEN c.only_discipline
            WHEN m.has_gp + m.has_go + m.has_gn <> 1 THEN NULL
            WHEN m.has_gp = 1 THEN 'PT' WHEN m.has_go = 1 THEN 'OT' ELSE 'SLP' END AS discipline,
        CAST(CASE WHEN c.therapy_type = 'always' THEN 1 WHEN c.therapy_type = 'sometimes' THEN m.has_gp + m.has_go + m.has_gn > 0
            ELSE 0 END AS TINYINT) AS is_therapy,
        CAST(coalesce(l.claim_frequency_code, '1') IN ('7', '8') AS TINYINT) AS is_correction,
        CAST(CASE WHEN p.requires_authorization = 0 THEN 0
            WHEN p.requires_authorization = 1 AND len(p.authorization_codes) > 0 THEN list_contains(p.authorization_codes, l.hcpcs_code)
            WHEN p.requires_authorization = 1 THEN coalesce(c.kind, '') NOT IN ('evaluation', 're-evaluation') END AS TINYINT) AS needs_authorization
    FROM claim_line l
    LEFT JOIN modifier_set m ON m.modifiers = l.modifiers
    LEFT JOIN payer_setting p ON p.payers_given = '{payers_given}' AND p.payer_words = l.payer_words
    JOIN provider_number n ON n.npi = coalesce(l.rendering_provider_npi, l.billing_provider_npi, '')
    LEFT JOIN file_lacks f ON f.source_file = l.source_file
    LEFT JOIN patient_number o ON o.patient_id = l.patient_id
    LEFT JOIN code_day c ON c.hcpcs_code = l.hcpcs_code AND c.service_day = l.service_day
)
-- one patient, payer and date in one number; days before 1970 and after 2243 stand alone
SELECT *, (patient_no * 100000 + service_day) * 1000000 + payer_no AS day_key, 1::TINYINT AS is_counted,
    -- an original and its replacement often share a claim number
    coalesce(claim_id, 'none ' || patient_no || ' ' || coalesce(service_day, 0)) || ' / ' || coalesce(claim_frequency_code, '1') AS claim_key FROM looked_up;
