-- Diagnosis codes against the ICD-10-CM list. Lists repeat from visit to visit, so each is judged once for each span of days in which
-- the answer cannot change (the edition's own year, and the days on which a header began).
CREATE OR REPLACE TEMP TABLE diagnosis_span AS
SELECT DISTINCT first_day FROM (
    SELECT 0 AS first_day UNION SELECT known_from FROM ref_edition WHERE name = 'icd10cm'
    UNION SELECT known_to + 1 FROM ref_edition WHERE name = 'icd10cm' UNION SELECT header_since FROM ref_diagnosis_header
) WHERE first_day IS NOT NULL;

CREATE OR REPLACE TEMP TABLE day_span AS
SELECT service_day, max(s.first_day) AS span
FROM (SELECT DISTINCT first_day AS service_day FROM claim WHERE first_day IS NOT NULL) d JOIN diagnosis_span s ON s.first_day <= greatest(d.service_day, 0)
GROUP BY service_day;

CREATE OR REPLACE TEMP TABLE diagnosis_given AS
SELECT diagnosis_codes, CAST(unnest(range(1, len(parts) + 1)) AS INTEGER) AS position, unnest(parts) AS code, len(parts) AS codes
FROM (SELECT DISTINCT diagnosis_codes,
        list_filter(regexp_split_to_array(replace(diagnosis_codes, '.', ''), '[^0-9A-Z]+'), lambda d: d <> '') AS parts
    FROM (SELECT diagnosis_codes FROM claim UNION SELECT diagnosis_codes FROM line));

CREATE OR REPLACE TEMP TABLE diagnosis_known AS
SELECT g.code, d.is_billable, d.is_manifestation, d.side, h.header_since, h.billable AS header_billable, c.child_since,
    left(g.code, 3) || CASE WHEN len(g.code) > 3 THEN '.' || substr(g.code, 4) ELSE '' END AS written,
    regexp_full_match(g.code, '[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}') AS is_shaped
FROM (SELECT DISTINCT code FROM diagnosis_given) g
LEFT JOIN ref_diagnosis d ON d.code = g.code
LEFT JOIN ref_diagnosis_header h ON h.header = g.code
LEFT JOIN (SELECT replace(unnest(string_split(billable, ', ')), '.', '') AS code, header_since AS child_since FROM ref_diagnosis_header) c
    ON c.code = g.code AND d.is_billable = 1;

CREATE OR REPLACE TEMP TABLE diagnosis_judged AS
WITH edition AS (SELECT known_from, known_to FROM ref_edition WHERE name = 'icd10cm' ORDER BY known_to DESC LIMIT 1),
state AS (
    SELECT k.*, s.first_day AS span,
        CASE WHEN NOT k.is_shaped THEN 'bad'
            WHEN k.is_billable IS NULL THEN CASE WHEN s.first_day BETWEEN e.known_from AND e.known_to THEN 'bad' ELSE 'unknown' END
            WHEN k.is_billable = 0 THEN CASE WHEN k.header_since > s.first_day THEN 'unknown' ELSE 'bad' END
            WHEN k.child_since > s.first_day THEN 'bad'
            WHEN s.first_day BETWEEN e.known_from AND e.known_to THEN 'good' ELSE 'unknown' END AS state,
        CASE WHEN k.is_billable = 0 AND k.header_since IS NULL AND s.first_day < e.known_from THEN 0
            WHEN k.child_since > s.first_day THEN 0 ELSE 1 END AS is_sure
    FROM diagnosis_known k CROSS JOIN diagnosis_span s CROSS JOIN edition e
),
worded AS (
    SELECT *, written || CASE WHEN NOT is_shaped THEN ' (not the form of an ICD-10-CM code)'
        WHEN is_billable IS NULL THEN ' (not in the list)'
        WHEN is_billable = 0 THEN ' (a header; bill one of '
            || coalesce(header_billable, (SELECT string_agg(left(r.code, 3) || '.' || substr(r.code, 4), ', ' ORDER BY r.code)
                FROM (SELECT r.code FROM ref_diagnosis r WHERE r.is_billable = 1 AND r.code > state.code AND r.code < state.code || '~' ORDER BY r.code LIMIT 12) r),
                'the codes under it') || ')'
        ELSE ' (did not exist yet on that day)' END AS words
    FROM state WHERE state.state = 'bad'
)
SELECT s.code, s.span, s.state, s.is_sure, s.written, w.words
FROM state s LEFT JOIN worded w ON w.code = s.code AND w.span = s.span;

CREATE OR REPLACE TEMP TABLE diagnosis_list AS
SELECT g.diagnosis_codes, j.span,
    CAST(count(*) FILTER (j.state = 'bad') AS INTEGER) AS bad_diagnoses,
    CAST(count(*) FILTER (j.state = 'unknown') AS INTEGER) AS unknown_diagnoses,
    CAST(coalesce(max(j.is_sure) FILTER (j.state = 'bad'), 1) AS TINYINT) AS is_bad_diagnosis_sure,
    string_agg(j.words, ', ' ORDER BY g.position) AS bad_diagnosis_words,
    string_agg(j.written, ', ' ORDER BY g.position) FILTER (j.state = 'unknown') AS unknown_diagnosis_words
FROM diagnosis_given g JOIN diagnosis_judged j ON j.code = g.code
GROUP BY g.diagnosis_codes, j.span;

-- What does not depend on the day: order, sides, pairs that exclude each other.
CREATE OR REPLACE TEMP TABLE diagnosis_conflict AS
WITH note AS (SELECT row_number() OVER () AS note_id, * FROM ref_diagnosis_exclusion),
code AS (SELECT DISTINCT code FROM diagnosis_given),
stands AS (SELECT c.code, n.note_id FROM code c JOIN note n ON c.code >= n.at_from AND c.code <= n.at_to),
left_out AS (SELECT c.code, n.note_id FROM code c JOIN note n ON c.code >= n.excluded_from AND c.code <= n.excluded_to)
SELECT DISTINCT least(s.code, x.code) AS code, greatest(s.code, x.code) AS excluded FROM stands s JOIN left_out x USING (note_id) WHERE s.code <> x.code;

CREATE OR REPLACE TEMP TABLE diagnosis_order AS
WITH excluded AS (
    SELECT a.diagnosis_codes, string_agg(DISTINCT ka.written || ' with ' || kb.written, ', ' ORDER BY ka.written || ' with ' || kb.written) AS excluded_pairs
    FROM diagnosis_given a JOIN diagnosis_conflict c ON c.code = a.code
    JOIN diagnosis_given b ON b.diagnosis_codes = a.diagnosis_codes AND b.code = c.excluded
    JOIN diagnosis_known ka ON ka.code = a.code JOIN diagnosis_known kb ON kb.code = b.code
    GROUP BY a.diagnosis_codes
)
SELECT g.diagnosis_codes, CAST(any_value(g.codes) AS INTEGER) AS diagnosis_count,
    any_value(k.written) FILTER (g.position = 1) AS first_diagnosis,
    any_value(n.reason) FILTER (g.position = 1) AS first_not_allowed,
    CAST(coalesce(min(n.is_confirmed) FILTER (g.position = 1), 1) AS TINYINT) AS is_first_confirmed,
    CAST(max(CAST(k.is_billable IS NULL AND g.position = 1 AS TINYINT)) AS TINYINT) AS is_first_unknown,
    string_agg(k.written, ', ' ORDER BY g.position) FILTER (k.side = 'U' AND k.is_billable = 1) AS unsided_diagnoses,
    CAST(count(*) FILTER (k.is_billable IS NULL) AS INTEGER) AS unlisted_diagnoses,
    any_value(x.excluded_pairs) AS excluded_pairs
FROM diagnosis_given g JOIN diagnosis_known k ON k.code = g.code
LEFT JOIN (
    SELECT k.code, any_value(f.reason) AS reason, max(f.is_confirmed) AS is_confirmed
    FROM diagnosis_known k JOIN ref_position f ON k.code BETWEEN f.code_from AND f.code_to AND f.position IN ('never_first', 'status_only')
    GROUP BY k.code
    UNION ALL
    SELECT code, 'a manifestation, which stands after its cause', 1 FROM diagnosis_known WHERE is_manifestation = 1
) n ON n.code = g.code
LEFT JOIN excluded x ON x.diagnosis_codes = g.diagnosis_codes
GROUP BY g.diagnosis_codes;

-- Pointers, and whether one of the diagnoses pointed at goes with the code and the discipline.
CREATE OR REPLACE TEMP TABLE pointer_given AS
SELECT diagnosis_pointers, unnest(parts) AS part, len(parts) AS pointers
FROM (SELECT DISTINCT diagnosis_pointers,
        list_filter(regexp_split_to_array(diagnosis_pointers, '[^0-9A-Z]+'), lambda p: p <> '') AS parts FROM line WHERE diagnosis_pointers <> '');

CREATE OR REPLACE TEMP TABLE pointer_set AS
SELECT diagnosis_pointers, CAST(any_value(pointers) AS INTEGER) AS pointer_count,
    CAST(min(place) AS INTEGER) AS lowest_pointer, CAST(max(place) AS INTEGER) AS highest_pointer,
    CAST(count(*) - count(place) AS INTEGER) AS unreadable_pointers, CAST(count(place) - count(DISTINCT place) AS INTEGER) AS repeated_pointers,
    list(place) AS places
FROM (SELECT *, CASE WHEN regexp_full_match(part, '[A-L]') THEN ascii(part) - 64 ELSE TRY_CAST(part AS INTEGER) END AS place FROM pointer_given)
GROUP BY diagnosis_pointers;

CREATE OR REPLACE TEMP TABLE support AS
WITH asked_for AS (
    SELECT DISTINCT diagnosis_codes, diagnosis_pointers, hcpcs_code, discipline FROM line
    WHERE diagnosis_codes <> '' AND hcpcs_code IN (SELECT hcpcs_code FROM ref_diagnosis_family)
),
pointed AS (
    SELECT a.*, g.code FROM asked_for a
    LEFT JOIN pointer_set p ON p.diagnosis_pointers = a.diagnosis_pointers
    JOIN diagnosis_given g ON g.diagnosis_codes = a.diagnosis_codes AND (p.places IS NULL OR list_contains(p.places, g.position))
),
family AS (
    SELECT DISTINCT k.code, f.family, f.disciplines, f.exclusivity FROM (SELECT DISTINCT code FROM diagnosis_given) k
    JOIN (SELECT DISTINCT family, disciplines, exclusivity, unnest(prefixes) AS prefix FROM ref_diagnosis_family) f ON starts_with(k.code, f.prefix)
),
own AS (SELECT hcpcs_code, list(DISTINCT family) AS families, min(exclusivity) AS exclusivity FROM ref_diagnosis_family GROUP BY hcpcs_code),
met_by AS (
    SELECT p.*, o.exclusivity, f.family, coalesce(list_contains(o.families, f.family), false) AS is_of_code, f.exclusivity = 0 AS is_open,
        f.family IS NOT NULL AND (p.discipline IS NULL OR list_contains(string_split(f.disciplines, '|'), p.discipline)) AS is_of_discipline
    FROM pointed p JOIN own o ON o.hcpcs_code = p.hcpcs_code LEFT JOIN family f ON f.code = p.code
)
SELECT diagnosis_codes, diagnosis_pointers, hcpcs_code, discipline,
    -- 1 fits code and discipline; 0 fits neither; NULL where the families, which are not complete, do not say
    CAST(CASE WHEN bool_or(is_of_code AND is_of_discipline) THEN 1
        WHEN bool_or(family IS NULL) THEN NULL
        WHEN bool_or(is_of_discipline) AND (any_value(exclusivity) = 0 OR any_value(exclusivity) = 1 AND bool_or(is_of_discipline AND is_open)) THEN NULL
        ELSE 0 END AS TINYINT) AS is_supported
FROM met_by
GROUP BY diagnosis_codes, diagnosis_pointers, hcpcs_code, discipline;
