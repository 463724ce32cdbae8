-- Medicare's yearly therapy threshold: what was allowed so far, history and batch in date order; PT and SLP in one sum, OT in its own.
-- A line of the batch without an allowed amount counts between 35% and 100% of its charge.
CREATE OR REPLACE TEMP TABLE running AS
WITH batch AS (
    SELECT l.line_id, l.patient_no, l.discipline, l.service_day,
        coalesce(l.allowed_cents, h.allowed_cents, l.line_charge_cents * 35 // 100, 0) AS low,
        coalesce(l.allowed_cents, h.allowed_cents, l.line_charge_cents, 1000000000) AS high
    FROM line l
    LEFT JOIN (SELECT claim_id, line_number, service_day, hcpcs_code, any_value(allowed_cents) AS allowed_cents FROM history GROUP BY ALL) h
        ON h.claim_id = l.claim_id AND h.line_number = l.line_number AND h.service_day = l.service_day AND h.hcpcs_code = l.hcpcs_code
    WHERE l.payer_type = 'medicare_b' AND l.is_therapy = 1 AND l.is_counted = 1 AND l.service_day IS NOT NULL
),
before AS (
    SELECT CAST(NULL AS BIGINT) AS line_id, b.patient_no, h.service_day, coalesce(h.allowed_cents, 0) AS low,
        coalesce(h.allowed_cents, 1000000000) AS high,
        coalesce(k.only_discipline, CASE WHEN m.has_gp + m.has_go + m.has_gn = 1 THEN
            CASE WHEN m.has_gp = 1 THEN 'PT' WHEN m.has_go = 1 THEN 'OT' ELSE 'SLP' END END,
            CASE WHEN h.discipline IN ('PT', 'OT', 'SLP') THEN h.discipline END) AS discipline
    FROM history h
    JOIN patient_number b ON b.patient_id = h.patient_id
    LEFT JOIN modifier_set m ON m.modifiers = h.modifiers
    LEFT JOIN (SELECT code, any_value(only_discipline) AS only_discipline, max(therapy_type) AS therapy_type FROM ref_therapy_code GROUP BY code) k
        ON k.code = h.hcpcs_code
    WHERE h.service_day IS NOT NULL AND coalesce(k.therapy_type, 'always') <> 'none'
        AND NOT EXISTS (SELECT 1 FROM line l WHERE l.claim_id = h.claim_id AND l.line_number = h.line_number
            AND l.service_day = h.service_day AND l.hcpcs_code = h.hcpcs_code)
),
amount AS (
    SELECT line_id, patient_no, service_day, low, high, discipline FROM batch
    UNION ALL SELECT line_id, patient_no, service_day, low, high, discipline FROM before
),
bucketed AS ( -- an amount of unknown discipline may belong to either sum
    SELECT a.*, b.bucket, CASE WHEN a.discipline IS NULL THEN 0 ELSE a.low END AS sure_low,
        year(DATE '1970-01-01' + a.service_day) AS calendar_year
    FROM amount a
    JOIN (VALUES ('OT'), ('PT and SLP')) b (bucket)
        ON a.discipline IS NULL OR b.bucket = CASE WHEN a.discipline = 'OT' THEN 'OT' ELSE 'PT and SLP' END
),
summed AS (
    SELECT *, CAST(sum(sure_low) OVER w AS BIGINT) AS ytd_low, CAST(sum(high) OVER w AS BIGINT) AS ytd_high
    FROM bucketed
    WINDOW w AS (PARTITION BY patient_no, bucket, calendar_year ORDER BY service_day, line_id NULLS FIRST ROWS UNBOUNDED PRECEDING)
)
SELECT s.line_id, s.bucket AS threshold_of, s.ytd_low,
    CASE WHEN {has_history} = 1 AND s.ytd_high < 1000000000 THEN s.ytd_high END AS ytd_high,
    t.cents AS threshold_cents, t.is_confirmed AS is_threshold_confirmed, s.calendar_year AS threshold_year
FROM summed s
LEFT JOIN ref_threshold t ON t.item = CASE WHEN s.bucket = 'OT' THEN 'kx_threshold_ot' ELSE 'kx_threshold_pt_slp' END
    AND s.service_day BETWEEN t.valid_from AND t.valid_to
WHERE s.line_id IS NOT NULL AND s.discipline IS NOT NULL;
