-- Lines that the history holds already.
CREATE OR REPLACE TEMP TABLE sent_before AS
SELECT l.line_id,
    -- 1: another claim; 0: the history does not say who rendered it, or holds this very claim
    max(CAST(h.rendering_provider_npi IS NOT NULL AND coalesce(h.claim_id <> l.claim_id, true) AS TINYINT)) AS is_sure,
    any_value(h.claim_id) AS history_claim_id
FROM line l
JOIN history h ON h.patient_id = l.patient_id AND h.service_day = l.service_day AND h.hcpcs_code = l.hcpcs_code
JOIN modifier_set m ON m.modifiers = h.modifiers AND m.modifiers_no = l.modifiers_no
WHERE l.is_correction = 0 AND coalesce(h.rendering_provider_npi = l.rendering_provider_npi, true)
GROUP BY l.line_id;
