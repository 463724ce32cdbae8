-- Timed minutes and units of each service of a day, then of the day. A day is one patient, payer, date and discipline.
CREATE OR REPLACE TEMP TABLE day_service AS
SELECT patient_key, payer_key, service_day, discipline, service, minutes_counted,
    any_value(hcpcs_code) AS any_code, any_value(minutes_per_unit) AS minutes_per_unit, any_value(least_minutes) AS least_minutes,
    min(line_id) AS line_id,
    CASE WHEN count(*) = count(units) THEN CAST(sum(units) AS INTEGER) END AS units,
    CASE WHEN count(*) = count(minutes) THEN CAST(sum(minutes) AS INTEGER) END AS minutes
FROM counted
WHERE minutes_counted IS NOT NULL AND kind <> 'remote' AND service_day IS NOT NULL
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE service_share AS
WITH part AS (
    SELECT *, CASE WHEN minutes_counted = 'pool' THEN minutes // 15 ELSE minutes // minutes_per_unit END AS whole,
        CASE WHEN minutes_counted = 'pool' THEN minutes % 15 ELSE minutes % minutes_per_unit END AS rest
    FROM day_service
),
pooled AS (
    SELECT *, CAST(sum(minutes) FILTER (minutes_counted = 'pool') OVER d AS INTEGER) AS pool_minutes,
        CAST(sum(whole) FILTER (minutes_counted = 'pool') OVER d AS INTEGER) AS pool_whole,
        rank() OVER (PARTITION BY patient_key, payer_key, service_day, discipline ORDER BY minutes_counted DESC, rest DESC NULLS LAST) AS place
    FROM part
    WINDOW d AS (PARTITION BY patient_key, payer_key, service_day, discipline)
)
SELECT *, whole + CAST(rest >= least_minutes AS INTEGER) AS alone_units, -- each service counted on its own
    -- the day's minutes counted together: left-over units go to the largest remainders, equal remainders may each have one
    whole + CAST(rest > 0 AND place <= (pool_minutes + 7) // 15 - pool_whole AS INTEGER) AS shared_units
FROM pooled;

CREATE OR REPLACE TEMP TABLE timed_day AS
SELECT patient_key, payer_key, service_day, discipline,
    max_by(line_id, CASE WHEN minutes_counted = 'alone' THEN units - alone_units ELSE units - least(shared_units, units) END) AS line_id,
    CAST(max(CAST(minutes_counted = 'pool' AS TINYINT)) AS TINYINT) AS has_pool,
    CASE WHEN count(*) = count(units) THEN CAST(sum(units) AS INTEGER) END AS timed_units,
    CASE WHEN count(*) = count(minutes) THEN CAST(sum(minutes) AS INTEGER) END AS timed_minutes,
    CASE WHEN count(*) FILTER (minutes_counted = 'pool') = count(units) FILTER (minutes_counted = 'pool')
        THEN CAST(coalesce(sum(units) FILTER (minutes_counted = 'pool'), 0) AS INTEGER) END AS pool_units,
    CASE WHEN count(*) FILTER (minutes_counted = 'pool') = count(minutes) FILTER (minutes_counted = 'pool')
        THEN CAST(coalesce(sum(minutes) FILTER (minutes_counted = 'pool'), 0) AS INTEGER) END AS pool_minutes,
    -- units over what one service can have: pooled services under each rule, and services that are counted by themselves
    CAST(coalesce(sum(greatest(units - shared_units, 0)) FILTER (minutes_counted = 'pool'), 0) AS INTEGER) AS over_shared,
    CAST(coalesce(sum(greatest(units - alone_units, 0)) FILTER (minutes_counted = 'pool'), 0) AS INTEGER) AS over_alone,
    CAST(coalesce(sum(greatest(units - alone_units, 0)) FILTER (minutes_counted = 'alone'), 0) AS INTEGER) AS over_by_itself,
    list(place) FILTER (minutes_counted = 'pool' AND units > whole) AS places_taken, -- who took a left-over unit
    CAST(max(pool_whole) AS INTEGER) AS pool_whole,
    CAST(count(*) FILTER (minutes_counted = 'pool' AND minutes IS NULL) + count(*) FILTER (minutes_counted = 'alone' AND minutes IS NULL) AS INTEGER) AS services_without_minutes
FROM service_share
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE evaluated AS
SELECT patient_key, payer_key, service_day, evaluation_family, discipline,
    min(line_id) AS first_line_id, max(line_id) AS last_line_id,
    CAST(count(*) AS INTEGER) AS evaluations, string_agg(DISTINCT hcpcs_code, ' and ' ORDER BY hcpcs_code) AS evaluation_codes
FROM counted
WHERE kind IN ('evaluation', 're-evaluation') AND evaluation_family IS NOT NULL AND service_day IS NOT NULL
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE day AS
WITH base AS (
    SELECT patient_key, payer_key, service_day, discipline, min(line_id) AS line_id,
        any_value(unit_rule) AS unit_rule, min(is_unit_rule_set) AS is_unit_rule_set, any_value(payer_type) AS payer_type,
        CAST(min(CASE WHEN minutes_counted IS NOT NULL THEN is_timing_confirmed END) AS TINYINT) AS is_timing_confirmed,
        CAST(count(*) FILTER (is_timed IS NULL AND kind IS NULL) AS INTEGER) AS unknown_codes
    FROM counted WHERE service_day IS NOT NULL
    GROUP BY ALL
),
twice AS (
    SELECT patient_key, payer_key, service_day, discipline, max(last_line_id) FILTER (evaluations > 1) AS line_id,
        max(evaluations) AS evaluations, any_value(evaluation_codes) FILTER (evaluations > 1) AS evaluation_codes
    FROM evaluated GROUP BY ALL
)
SELECT row_number() OVER () AS subject_id, b.* EXCLUDE (line_id), coalesce(e.line_id, t.line_id, b.line_id) AS line_id,
    e.evaluations, e.evaluation_codes, CAST(t.line_id IS NOT NULL AS TINYINT) AS has_timed, t.timed_units, t.timed_minutes, t.pool_units, t.pool_minutes, t.services_without_minutes,
    CASE WHEN t.pool_minutes < 8 THEN 0 ELSE (t.pool_minutes + 7) // 15 END AS supported_units,
    CAST(CASE WHEN t.timed_units = 0 THEN 1
        WHEN t.pool_units IS NULL OR t.pool_minutes IS NULL THEN NULL
        ELSE t.pool_units <= (t.pool_minutes + 7) // 15 AND t.over_shared = 0
            AND coalesce(len(list_filter(t.places_taken, lambda p: p = list_max(t.places_taken))) + list_max(t.places_taken) - 1
                <= (t.pool_minutes + 7) // 15 - t.pool_whole, true)
        END AS TINYINT) AS fits_shared,
    CAST(CASE WHEN t.over_alone > 0 THEN 0 WHEN t.pool_units IS NULL OR t.pool_minutes IS NULL THEN NULL ELSE 1 END AS TINYINT) AS fits_alone,
    CAST(CASE WHEN t.over_by_itself > 0 THEN 0 WHEN t.timed_units IS NULL OR t.timed_minutes IS NULL THEN NULL ELSE 1 END AS TINYINT) AS fits_by_itself
FROM base b
LEFT JOIN timed_day t ON t.patient_key = b.patient_key AND t.payer_key = b.payer_key AND t.service_day = b.service_day
    AND t.discipline IS NOT DISTINCT FROM b.discipline
LEFT JOIN twice e ON e.patient_key = b.patient_key AND e.payer_key = b.payer_key AND e.service_day = b.service_day
    AND e.discipline IS NOT DISTINCT FROM b.discipline;

-- The services of the days whose units do not fit, for the arithmetic in words.
CREATE OR REPLACE TEMP TABLE day_in_doubt AS
SELECT d.subject_id, d.unit_rule, list(s.service ORDER BY s.line_id) AS services, list(s.minutes ORDER BY s.line_id) AS minutes,
    list(s.units ORDER BY s.line_id) AS units, list(s.minutes_counted ORDER BY s.line_id) AS counted,
    list(s.minutes_per_unit ORDER BY s.line_id) AS minutes_per_unit, list(s.least_minutes ORDER BY s.line_id) AS least_minutes
FROM day d
JOIN day_service s ON s.patient_key = d.patient_key AND s.payer_key = d.payer_key AND s.service_day = d.service_day
    AND s.discipline IS NOT DISTINCT FROM d.discipline
WHERE d.fits_shared = 0 OR d.fits_alone = 0 OR d.fits_by_itself = 0
GROUP BY ALL;
