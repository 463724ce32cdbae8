-- Units of one code on one day that an assistant's minutes make, where an assistant took part or CQ or CO was billed.
CREATE OR REPLACE TEMP TABLE assisted AS
WITH touched AS (
    SELECT DISTINCT day_key, discipline, hcpcs_code FROM line
    WHERE (has_assistant_modifier > 0 OR assistant_minutes > 0) AND is_counted = 1 AND day_key IS NOT NULL
),
summed AS (
    SELECT l.day_key, l.discipline, l.hcpcs_code, CAST(count(*) AS INTEGER) AS lines, any_value(l.code_day_no) AS code_day_no,
        CASE WHEN count(*) = count(l.units) THEN CAST(sum(l.units) AS INTEGER) END AS units,
        CASE WHEN count(*) = count(l.units) THEN CAST(coalesce(sum(l.units) FILTER (has_assistant_modifier > 0), 0) AS INTEGER) END AS billed_units,
        CASE WHEN count(*) = count(l.minutes) THEN CAST(sum(l.minutes) AS INTEGER) END AS total_minutes,
        CASE WHEN count(*) = count(l.assistant_minutes) THEN CAST(sum(l.assistant_minutes) AS INTEGER) END AS assistant_minutes
    FROM line l JOIN touched t ON t.day_key = l.day_key AND t.hcpcs_code = l.hcpcs_code AND t.discipline IS NOT DISTINCT FROM l.discipline
    WHERE l.is_counted = 1
    GROUP BY l.day_key, l.discipline, l.hcpcs_code
),
parted AS (
    SELECT summed.*, c.minutes_per_unit, total_minutes - assistant_minutes AS therapist_minutes,
        (total_minutes - assistant_minutes) // 15 AS therapist_whole, assistant_minutes // 15 AS assistant_whole,
        (total_minutes - assistant_minutes) % 15 AS therapist_rest, assistant_minutes % 15 AS assistant_rest
    FROM summed LEFT JOIN code_day c ON c.code_day_no = summed.code_day_no
),
counted_out AS (
    SELECT *, units - therapist_whole - assistant_whole AS left_units FROM parted
)
SELECT *,
    CAST(total_minutes IS NOT NULL AND assistant_minutes IS NOT NULL AS TINYINT) AS is_share_known,
    -- the fewest and the most units that the minutes put under CQ or CO; NULL where minutes and units do not go together
    CAST(CASE
        WHEN therapist_minutes < 0 OR units IS NULL THEN NULL
        WHEN assistant_minutes = 0 THEN 0
        WHEN therapist_minutes = 0 THEN units
        WHEN coalesce(minutes_per_unit, 0) <> 15 THEN CASE WHEN assistant_minutes * 10 > total_minutes THEN units ELSE 0 END
        WHEN left_units <= 0 THEN greatest(0, units - therapist_whole)
        WHEN left_units = 1 AND therapist_rest + assistant_rest > 0 THEN assistant_whole
            + CASE WHEN therapist_rest >= 8 THEN 0 WHEN assistant_rest * 10 > therapist_rest + assistant_rest THEN 1 ELSE 0 END
        WHEN left_units = 2 AND therapist_rest + assistant_rest >= 23 THEN assistant_whole + 1
    END AS INTEGER) AS least_units,
    CAST(CASE
        WHEN therapist_minutes < 0 OR units IS NULL THEN NULL
        WHEN assistant_minutes = 0 THEN 0
        WHEN therapist_minutes = 0 THEN units
        WHEN coalesce(minutes_per_unit, 0) <> 15 THEN CASE WHEN assistant_minutes * 10 > total_minutes THEN units ELSE 0 END
        WHEN left_units <= 0 THEN least(units, assistant_whole)
        WHEN left_units = 1 AND therapist_rest + assistant_rest > 0 THEN assistant_whole
            + CASE WHEN therapist_rest >= 8 THEN 0 WHEN assistant_rest * 10 > therapist_rest + assistant_rest THEN 1 ELSE 0 END
        WHEN left_units = 2 AND therapist_rest + assistant_rest >= 23 THEN assistant_whole + 1
    END AS INTEGER) AS most_units
FROM counted_out;
