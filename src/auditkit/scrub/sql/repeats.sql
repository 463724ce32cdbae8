-- Lines that share patient, payer, day and code. Most lines stand alone, so only groups of two and more are kept.
-- A replacement or void takes the place of what it replaces: where a day holds one, only the replacement's lines count.
CREATE OR REPLACE TEMP TABLE replaced_day AS
SELECT patient_key, payer_key, service_day, provider_key, max(claim_frequency_code) AS any_frequency
FROM line WHERE is_correction = 1 AND service_day IS NOT NULL GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE superseded AS
SELECT l.line_id FROM line l WHERE l.claim_frequency_code = '8'
UNION
SELECT l.line_id FROM line l
JOIN replaced_day r USING (patient_key, payer_key, service_day, provider_key)
WHERE l.is_correction = 0;

CREATE OR REPLACE TEMP VIEW counted AS SELECT * FROM line WHERE line_id NOT IN (SELECT line_id FROM superseded);

CREATE OR REPLACE TEMP TABLE code_together AS
SELECT patient_key, payer_key, service_day, hcpcs_code, provider_key,
    CAST(sum(units) AS INTEGER) AS day_units, CAST(count(*) - count(units) AS INTEGER) AS lines_without_units
FROM counted WHERE service_day IS NOT NULL
GROUP BY ALL HAVING count(*) > 1;

-- The later of two lines that agree in everything a payer compares.
CREATE OR REPLACE TEMP TABLE duplicate AS
WITH twin AS (
    SELECT l.patient_key, l.payer_key, l.service_day, l.hcpcs_code, l.provider_key, l.modifiers_sorted, min(l.line_id) AS first_line_id
    FROM line l JOIN (
        SELECT patient_key, payer_key, service_day, hcpcs_code, provider_key, modifiers_sorted
        FROM line WHERE is_correction = 0 AND service_day IS NOT NULL AND hcpcs_code IS NOT NULL
        GROUP BY ALL HAVING count(*) > 1
    ) t USING (patient_key, payer_key, service_day, hcpcs_code, provider_key, modifiers_sorted)
    WHERE l.is_correction = 0
    GROUP BY ALL
)
SELECT l.line_id, f.claim_id AS first_claim_id, f.line_number AS first_line_number
FROM twin t JOIN line l USING (patient_key, payer_key, service_day, hcpcs_code, provider_key, modifiers_sorted)
JOIN line f ON f.line_id = t.first_line_id
WHERE l.is_correction = 0 AND l.line_id > t.first_line_id;

CREATE OR REPLACE TEMP TABLE sent_before AS
SELECT l.line_id,
    -- 1: another claim; 0: the history does not say who rendered it, or holds this very claim
    max(CAST(h.rendering_provider_npi IS NOT NULL AND coalesce(h.claim_id <> l.claim_id, true) AS TINYINT)) AS is_sure,
    any_value(h.claim_id) AS history_claim_id
FROM line l
JOIN history h ON h.patient_id = l.patient_id AND h.service_day = l.service_day AND h.hcpcs_code = l.hcpcs_code
JOIN modifier_set m ON m.modifiers = h.modifiers AND m.modifiers_sorted = l.modifiers_sorted
WHERE l.is_correction = 0 AND coalesce(h.rendering_provider_npi = l.rendering_provider_npi, true)
GROUP BY l.line_id;
