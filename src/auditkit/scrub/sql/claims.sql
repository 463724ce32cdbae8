-- One row for each claim. Lines without a claim number are kept together by patient and day.
CREATE OR REPLACE TEMP TABLE claim AS
SELECT coalesce(claim_id, 'none ' || patient_key || ' ' || coalesce(service_day, 0)) AS claim_key,
    any_value(claim_id) AS claim_id, min(line_id) AS line_id, CAST(count(*) AS INTEGER) AS line_count,
    any_value(patient_id) AS patient_id, any_value(payer_id) AS payer_id, any_value(payer_type) AS payer_type,
    any_value(timely_filing_days) AS timely_filing_days, min(submitted_day) AS submitted_day,
    min(service_day) AS first_day, max(service_day) AS last_day,
    any_value(claim_frequency_code) AS claim_frequency_code, any_value(payer_claim_control_number) AS payer_claim_control_number,
    any_value(claim_charge_cents) AS claim_charge_cents, count(DISTINCT claim_charge_cents) AS claim_charges,
    CASE WHEN count(*) = count(line_charge_cents) THEN CAST(sum(line_charge_cents) AS BIGINT) END AS line_charges_cents,
    max(TRY_CAST(line_number AS INTEGER)) AS last_line_number,
    any_value(billing_provider_npi) AS billing_provider_npi, any_value(rendering_provider_npi) AS rendering_provider_npi,
    CASE WHEN min(rendering_provider_npi) <> max(rendering_provider_npi) THEN max(rendering_provider_npi) END AS other_rendering_npi,
    any_value(referring_provider_npi) AS referring_provider_npi,
    CAST(max(is_therapy) AS TINYINT) AS has_therapy, CAST(max(CASE WHEN therapy_type IS NULL THEN 1 ELSE 0 END) AS TINYINT) AS has_unknown_code,
    min_by(diagnosis_codes, line_id) AS first_diagnosis_codes,
    CASE WHEN min(diagnosis_codes) = max(diagnosis_codes) THEN min(diagnosis_codes) ELSE string_agg(DISTINCT diagnosis_codes, '|') END AS diagnosis_codes
FROM line
GROUP BY claim_key;

-- The same claim may stand in the batch twice; then its lines are there twice.
CREATE OR REPLACE TEMP TABLE claim_copy AS
SELECT claim_id, max(times) AS copies
FROM (SELECT claim_id, line_number, count(*) AS times FROM line
    WHERE claim_id IN (SELECT claim_id FROM claim WHERE line_count > coalesce(last_line_number, 0)) AND line_number IS NOT NULL
    GROUP BY claim_id, line_number)
GROUP BY claim_id HAVING max(times) > 1;

-- Each NPI once: ten digits, and the Luhn sum over 80840 and the number (24 for the prefix) ends in 0.
CREATE OR REPLACE TEMP TABLE npi AS
WITH given AS (
    SELECT DISTINCT billing_provider_npi AS npi FROM claim UNION SELECT DISTINCT rendering_provider_npi FROM line
    UNION SELECT DISTINCT referring_provider_npi FROM line UNION SELECT DISTINCT billing_provider_npi FROM line
)
SELECT npi, CAST(CASE WHEN regexp_full_match(npi, '[12][0-9]{9}') THEN (24
    + list_sum(list_transform(range(1, 11), lambda i: CASE WHEN i % 2 = 1
        THEN CAST(substr(npi, i, 1) AS INTEGER) * 2 // 10 + CAST(substr(npi, i, 1) AS INTEGER) * 2 % 10
        ELSE CAST(substr(npi, i, 1) AS INTEGER) END))) % 10 = 0 ELSE false END AS TINYINT) AS is_valid
FROM given WHERE npi IS NOT NULL;

CREATE OR REPLACE TEMP TABLE claim_npi AS
SELECT coalesce(l.claim_id, 'none ' || l.patient_key || ' ' || coalesce(l.service_day, 0)) AS claim_key,
    string_agg(DISTINCT n.npi, ', ' ORDER BY n.npi) AS bad_npis
FROM line l
JOIN npi n ON n.is_valid = 0 AND n.npi IN (l.billing_provider_npi, l.rendering_provider_npi, l.referring_provider_npi)
GROUP BY claim_key;
