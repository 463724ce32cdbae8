-- Diagnosis codes against the ICD-10-CM list, for each span of days in which the answer cannot change.
INSERT INTO diagnosis_given BY NAME
SELECT diagnosis_codes, CAST(unnest(range(1, len(parts) + 1)) AS INTEGER) AS position, unnest(parts) AS code, len(parts) AS codes
FROM (SELECT diagnosis_codes, list_filter(regexp_split_to_array(replace(diagnosis_codes, '.', ''), '[^0-9A-Z]+'), lambda d: d <> '') AS parts
    FROM new_diagnosis_list);

CREATE OR REPLACE TEMP TABLE given AS SELECT g.* FROM diagnosis_given g JOIN new_diagnosis_list USING (diagnosis_codes);

CREATE OR REPLACE TEMP TABLE diagnosis_known AS
SELECT g.code, d.is_billable, d.is_manifestation, d.side, h.header_since, h.billable AS header_billable, c.child_since,
    left(g.code, 3) || CASE WHEN len(g.code) > 3 THEN '.' || substr(g.code, 4) ELSE '' END AS written,
    -- since FY2026 the second character may be a letter too (QA0)
    regexp_full_match(g.code, '[A-Z][0-9A-Z]{2}[0-9A-Z]{0,4}') AS is_shaped
FROM (SELECT DISTINCT code FROM given) g
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

INSERT INTO diagnosis_list BY NAME
SELECT g.diagnosis_codes, j.span,
    CAST(count(*) FILTER (j.state = 'bad') AS INTEGER) AS bad_diagnoses,
    CAST(count(*) FILTER (j.state = 'unknown') AS INTEGER) AS unknown_diagnoses,
    CAST(coalesce(max(j.is_sure) FILTER (j.state = 'bad'), 1) AS TINYINT) AS is_bad_diagnosis_sure,
    string_agg(j.words, ', ' ORDER BY g.position) AS bad_diagnosis_words,
    string_agg(j.written, ', ' ORDER BY g.position) FILTER (j.state = 'unknown') AS unknown_diagnosis_words
FROM given g JOIN diagnosis_judged j ON j.code = g.code
GROUP BY g.diagnosis_codes, j.span;

-- What does not depend on the day: order, sides, pairs that exclude each other.
CREATE OR REPLACE TEMP TABLE diagnosis_conflict AS
WITH pair AS (
    SELECT DISTINCT a.code, b.code AS other FROM given a JOIN given b ON b.diagnosis_codes = a.diagnosis_codes AND b.code <> a.code
)
SELECT DISTINCT least(p.code, p.other) AS code, greatest(p.code, p.other) AS excluded
FROM pair p JOIN ref_diagnosis_exclusion n
    ON p.code >= n.at_from AND p.code <= n.at_to AND p.other >= n.excluded_from AND p.other <= n.excluded_to;

INSERT INTO diagnosis_order BY NAME
WITH excluded AS (
    SELECT a.diagnosis_codes, string_agg(DISTINCT ka.written || ' with ' || kb.written, ', ' ORDER BY ka.written || ' with ' || kb.written) AS excluded_pairs
    FROM given a JOIN diagnosis_conflict c ON c.code = a.code
    JOIN given b ON b.diagnosis_codes = a.diagnosis_codes AND b.code = c.excluded
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
FROM given g JOIN diagnosis_known k ON k.code = g.code
LEFT JOIN (
    SELECT k.code, any_value(f.reason) AS reason, max(f.is_confirmed) AS is_confirmed
    FROM diagnosis_known k JOIN ref_position f ON k.code BETWEEN f.code_from AND f.code_to AND f.position IN ('never_first', 'status_only')
    GROUP BY k.code
    UNION ALL
    SELECT code, 'a manifestation, which stands after its cause', 1 FROM diagnosis_known WHERE is_manifestation = 1
) n ON n.code = g.code
LEFT JOIN excluded x ON x.diagnosis_codes = g.diagnosis_codes
GROUP BY g.diagnosis_codes;
