-- Lines that share patient, payer, day, therapist and code. Most lines stand alone, so only groups of two and more are kept.
CREATE OR REPLACE TEMP TABLE code_together AS
SELECT day_key, provider_no, hcpcs_code, CAST(sum(units) FILTER (is_counted = 1) AS INTEGER) AS day_units, list(line_id) AS line_ids,
    count(DISTINCT modifiers_no) < count(*) AS may_repeat
FROM line WHERE day_key IS NOT NULL AND hcpcs_code IS NOT NULL
GROUP BY day_key, provider_no, hcpcs_code HAVING count(*) > 1;

-- The later of two lines that agree in everything a payer compares.
CREATE OR REPLACE TEMP TABLE duplicate AS
SELECT l.line_id, first_value(l.claim_id) OVER twins AS first_claim_id, first_value(l.line_number) OVER twins AS first_line_number
FROM (SELECT unnest(line_ids) AS line_id FROM code_together WHERE may_repeat) r JOIN line l ON l.line_id = r.line_id
WHERE l.is_correction = 0
WINDOW twins AS (PARTITION BY l.day_key, l.provider_no, l.hcpcs_code, l.modifiers_no ORDER BY l.line_id)
QUALIFY row_number() OVER twins > 1;
