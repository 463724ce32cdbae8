-- Each service line with what its modifiers, its code on that day and its payer say, and the discipline that it belongs to.
CREATE OR REPLACE TEMP TABLE line AS
WITH looked_up AS (
    SELECT l.* EXCLUDE (payer_type),
        m.* EXCLUDE (modifiers), c.* EXCLUDE (hcpcs_code, service_day),
        p.payer_type, p.timely_filing_days, p.unit_rule, p.is_unit_rule_set, p.requires_discipline_modifier,
        p.is_discipline_rule_set, p.requires_authorization, p.authorization_codes, p.pair_source, p.is_pair_source_set,
        p.telehealth_accepted,
        CASE WHEN c.only_discipline IS NOT NULL THEN c.only_discipline
            WHEN m.has_gp + m.has_go + m.has_gn <> 1 THEN NULL
            WHEN m.has_gp = 1 THEN 'PT' WHEN m.has_go = 1 THEN 'OT' ELSE 'SLP' END AS own_discipline
    FROM claim_line l
    LEFT JOIN modifier_set m ON m.modifiers = l.modifiers
    LEFT JOIN code_day c ON c.hcpcs_code = l.hcpcs_code AND c.service_day = l.service_day
    LEFT JOIN payer_setting p ON p.payer_id IS NOT DISTINCT FROM l.payer_id
        AND p.payer_name IS NOT DISTINCT FROM l.payer_name AND p.given_type IS NOT DISTINCT FROM l.payer_type
),
in_doubt AS ( -- claims with a line that does not say its own discipline or patient: the claim's other lines may
    SELECT claim_id, CASE WHEN min(own_discipline) = max(own_discipline) THEN min(own_discipline) END AS claim_discipline,
        CASE WHEN min(patient_id) = max(patient_id) THEN min(patient_id) END AS claim_patient
    FROM looked_up
    WHERE claim_id IN (SELECT claim_id FROM looked_up WHERE own_discipline IS NULL OR patient_id IS NULL)
    GROUP BY claim_id
)
SELECT l.*,
    coalesce(l.own_discipline, d.claim_discipline) AS discipline,
    coalesce(l.patient_id, d.claim_patient, 'claim ' || l.claim_id, 'line ' || l.line_id) AS patient_key,
    coalesce(l.payer_id, l.payer_name, '') AS payer_key,
    coalesce(l.rendering_provider_npi, l.billing_provider_npi, '') AS provider_key,
    CASE WHEN l.minutes_counted = 'pool' THEN coalesce(l.addon_of, l.hcpcs_code) ELSE l.hcpcs_code END AS service,
    CAST(CASE WHEN l.therapy_type = 'always' THEN 1 WHEN l.therapy_type = 'sometimes' THEN l.has_gp + l.has_go + l.has_gn > 0
        ELSE 0 END AS TINYINT) AS is_therapy,
    CAST(coalesce(l.claim_frequency_code, '1') IN ('7', '8') AS TINYINT) AS is_correction,
    CAST(CASE WHEN l.requires_authorization = 0 THEN 0
        WHEN l.requires_authorization = 1 AND len(l.authorization_codes) > 0 THEN list_contains(l.authorization_codes, l.hcpcs_code)
        WHEN l.requires_authorization = 1 THEN coalesce(l.kind, '') NOT IN ('evaluation', 're-evaluation') END AS TINYINT) AS needs_authorization
FROM looked_up l LEFT JOIN in_doubt d ON d.claim_id = l.claim_id;
