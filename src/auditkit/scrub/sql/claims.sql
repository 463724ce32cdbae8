-- One row for each claim. Lines without a claim number are kept together by patient and day.
CREATE OR REPLACE TEMP TABLE claim AS
SELECT claim_key, min(line_id) AS line_id, CAST(count(*) AS INTEGER) AS line_count, min(service_day) AS first_day, max(service_day) AS last_day,
    min(submitted_day) AS submitted_day, min(claim_charge_cents) AS claim_charge_cents,
    CASE WHEN min(claim_charge_cents) <> max(claim_charge_cents) THEN 2 WHEN min(claim_charge_cents) IS NULL THEN 0 ELSE 1 END AS claim_charges,
    CASE WHEN count(*) = count(line_charge_cents) THEN CAST(sum(line_charge_cents) AS BIGINT) END AS line_charges_cents,
    max(TRY_CAST(line_number AS INTEGER)) AS last_line_number, any_value(referring_provider_npi) AS referring_provider_npi,
    max(is_therapy) AS has_therapy, CAST(max(CASE WHEN kind IS NULL THEN 1 ELSE 0 END) AS TINYINT) AS has_unknown_code,
    CASE WHEN min(diagnosis_codes) = max(diagnosis_codes) THEN min(diagnosis_codes) ELSE string_agg(DISTINCT diagnosis_codes, '|' ORDER BY diagnosis_codes) END AS diagnosis_codes
FROM line
GROUP BY claim_key;

-- The same claim may stand in the batch twice; then its lines are there twice.
CREATE OR REPLACE TEMP TABLE claim_copy AS
SELECT claim_key, max(times) AS copies
FROM (SELECT claim_key, line_number, count(*) AS times FROM line
    WHERE claim_key IN (SELECT claim_key FROM claim WHERE line_count > coalesce(last_line_number, 0)) AND line_number IS NOT NULL
    GROUP BY claim_key, line_number)
GROUP BY claim_key HAVING max(times) > 1;

-- Each NPI once: ten digits, and the Luhn sum over 80840 and the number (24 for the prefix) ends in 0.
CREATE OR REPLACE TEMP TABLE claim_npi AS
WITH given AS (
    SELECT billing_provider_npi AS npi FROM line UNION SELECT rendering_provider_npi FROM line UNION SELECT referring_provider_npi FROM line
),
bad AS MATERIALIZED (
    SELECT npi FROM given WHERE npi IS NOT NULL AND NOT CASE WHEN regexp_full_match(npi, '[12][0-9]{9}') THEN (24
        + list_sum(list_transform(range(1, 11), lambda i: CASE WHEN i % 2 = 1
            THEN CAST(substr(npi, i, 1) AS INTEGER) * 2 // 10 + CAST(substr(npi, i, 1) AS INTEGER) * 2 % 10
            ELSE CAST(substr(npi, i, 1) AS INTEGER) END))) % 10 = 0 ELSE false END
)
SELECT claim_key, string_agg(DISTINCT npi, ', ' ORDER BY npi) AS bad_npis
FROM (SELECT claim_key, unnest([billing_provider_npi, rendering_provider_npi, referring_provider_npi]) AS npi
    FROM line
    WHERE billing_provider_npi IN (FROM bad) OR rendering_provider_npi IN (FROM bad) OR referring_provider_npi IN (FROM bad))
WHERE npi IN (FROM bad)
GROUP BY claim_key;
