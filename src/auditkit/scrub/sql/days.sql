-- Timed minutes and units of each service of a day, then of the day. A day is one patient, payer, date and discipline.
CREATE OR REPLACE TEMP TABLE day_service AS
SELECT day_key, discipline, service, minutes_counted, any_value(code_day_no) AS code_day_no, min(line_id) AS line_id,
    CASE WHEN count(*) = count(units) THEN CAST(sum(units) AS INTEGER) END AS units,
    CASE WHEN count(*) = count(minutes) THEN CAST(sum(minutes) AS INTEGER) END AS minutes
FROM line
WHERE minutes_counted IS NOT NULL AND kind <> 'remote' AND is_counted = 1 AND day_key IS NOT NULL
GROUP BY day_key, discipline, service, minutes_counted;

CREATE OR REPLACE TEMP TABLE service_share AS
WITH part AS (
    SELECT s.*, c.least_minutes, c.minutes_per_unit, c.is_timing_confirmed, s.minutes // c.minutes_per_unit AS whole, s.minutes % c.minutes_per_unit AS rest
    FROM day_service s JOIN code_day c ON c.code_day_no = s.code_day_no
),
pool AS (
    SELECT day_key, discipline, CAST(sum(minutes) AS INTEGER) AS pool_minutes, CAST(sum(whole) AS INTEGER) AS pool_whole, list(rest) AS rests
    FROM part WHERE minutes_counted = 'pool' GROUP BY day_key, discipline
),
pooled AS (
    SELECT s.*, p.pool_minutes, p.pool_whole, 1 + len(list_filter(p.rests, lambda r: r > s.rest)) AS place
    FROM part s LEFT JOIN pool p ON p.day_key = s.day_key AND p.discipline IS NOT DISTINCT FROM s.discipline
)
SELECT *, whole + CAST(rest >= least_minutes AS INTEGER) AS alone_units, -- each service counted on its own
    -- the day's minutes counted together: left-over units go to the largest remainders, equal remainders may each have one
    whole + CAST(rest > 0 AND place <= (pool_minutes + 7) // 15 - pool_whole AS INTEGER) AS shared_units
FROM pooled;

CREATE OR REPLACE TEMP TABLE timed_day AS
SELECT day_key, discipline, min(is_timing_confirmed) AS is_timing_confirmed,
    max_by(line_id, CASE WHEN minutes_counted = 'alone' THEN units - alone_units ELSE units - least(shared_units, units) END * 10000000000 - line_id)
        AS line_id, -- the line with most units too many, the first of equals
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
GROUP BY day_key, discipline;

-- Evaluations of one family twice on a day. Most days have one or none.
CREATE OR REPLACE TEMP TABLE evaluated AS
SELECT day_key, discipline, CAST(max(evaluations) AS INTEGER) AS evaluations,
    max_by(last_line_id, evaluations * 10000000000 - last_line_id) AS line_id,
    max_by(codes, evaluations * 10000000000 - last_line_id) AS evaluation_codes
FROM (
    SELECT day_key, discipline, count(*) AS evaluations, max(line_id) AS last_line_id, string_agg(DISTINCT hcpcs_code, ' and ' ORDER BY hcpcs_code) AS codes
    FROM line
    WHERE kind IN ('evaluation', 're-evaluation') AND evaluation_family IS NOT NULL AND is_counted = 1 AND day_key IS NOT NULL
    GROUP BY day_key, discipline, evaluation_family
)
GROUP BY day_key, discipline;

CREATE OR REPLACE TEMP TABLE day AS
WITH base AS (
    SELECT day_key, discipline, min(line_id) AS line_id, CAST(count(*) FILTER (kind IS NULL) AS INTEGER) AS unknown_codes
    FROM line WHERE is_counted = 1 AND day_key IS NOT NULL
    GROUP BY day_key, discipline
)
SELECT row_number() OVER () AS subject_id, b.day_key, b.discipline, b.unknown_codes, t.is_timing_confirmed,
    coalesce(CASE WHEN e.evaluations > 1 THEN e.line_id END, t.line_id, b.line_id) AS line_id,
    e.evaluations, CASE WHEN e.evaluations > 1 THEN e.evaluation_codes END AS evaluation_codes, CAST(t.line_id IS NOT NULL AS TINYINT) AS has_timed, t.timed_units, t.timed_minutes, t.pool_units, t.pool_minutes, t.services_without_minutes,
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
LEFT JOIN timed_day t ON t.day_key = b.day_key AND t.discipline IS NOT DISTINCT FROM b.discipline
LEFT JOIN evaluated e ON e.day_key = b.day_key AND e.discipline IS NOT DISTINCT FROM b.discipline;

-- The services of the days whose units do not fit, for the arithmetic in words.
CREATE OR REPLACE TEMP TABLE day_in_doubt AS
SELECT d.subject_id, p.unit_rule, list(s.service ORDER BY s.line_id) AS services, list(s.minutes ORDER BY s.line_id) AS minutes,
    list(s.units ORDER BY s.line_id) AS units, list(s.minutes_counted ORDER BY s.line_id) AS counted,
    list(s.minutes_per_unit ORDER BY s.line_id) AS minutes_per_unit, list(s.least_minutes ORDER BY s.line_id) AS least_minutes
FROM day d
JOIN line l ON l.line_id = d.line_id
JOIN payer_setting p ON p.payer_setting_no = l.payer_setting_no
JOIN service_share s ON s.day_key = d.day_key AND s.discipline IS NOT DISTINCT FROM d.discipline
WHERE d.fits_by_itself = 0 OR CASE p.unit_rule WHEN 'cms' THEN d.fits_shared = 0 WHEN 'spm' THEN d.fits_alone = 0
    ELSE d.fits_shared = 0 OR d.fits_alone = 0 END
GROUP BY d.subject_id, p.unit_rule;
