-- What the pair list of the day says about two codes.
INSERT INTO pair_day BY NAME
WITH asked_for AS (FROM new_pair_day),
held AS (SELECT DISTINCT pair_source FROM ref_code_pair),
edition AS ( -- the newest edition that speaks of both codes
    SELECT q.code_a, q.code_b, q.pair_source, max_by(e.edition, e.known_to) AS edition
    FROM (SELECT DISTINCT code_a, code_b, pair_source FROM asked_for) q
    JOIN ref_edition e ON e.name = 'code_pairs' AND e.part = q.pair_source
        AND (e.covers IS NULL OR (list_contains(e.covers, q.code_a) AND list_contains(e.covers, q.code_b)))
    GROUP BY ALL
),
listed AS (
    SELECT q.*, p.column_1, p.column_2, p.modifier_indicator, p.edition, p.is_confirmed,
        CAST(q.service_day BETWEEN coalesce(p.known_from, 0) AND coalesce(p.known_to, 999999) AS TINYINT) AS is_of_day
    FROM asked_for q JOIN ref_code_pair p ON p.pair_source = q.pair_source AND p.modifier_indicator IN ('0', '1')
        AND ((p.column_1 = q.code_a AND p.column_2 = q.code_b) OR (p.column_1 = q.code_b AND p.column_2 = q.code_a))
        AND q.service_day BETWEEN coalesce(p.in_force_from, 0) AND coalesce(p.in_force_to, 999999)
    QUALIFY row_number() OVER (
        PARTITION BY q.code_a, q.code_b, q.service_day, q.pair_source
        ORDER BY is_of_day DESC, p.modifier_indicator, p.known_to DESC) = 1
)
SELECT q.*, l.column_1, l.column_2, l.modifier_indicator, coalesce(l.edition, n.edition) AS pair_edition,
    coalesce(l.is_confirmed, 1) AS is_pair_confirmed,
    CASE WHEN h.pair_source IS NULL THEN 'no list'
        WHEN l.is_of_day = 1 THEN 'active'
        WHEN l.is_of_day = 0 THEN 'older edition'
        WHEN q.code_a IN (SELECT code FROM ref_code_in_scope) AND q.code_b IN (SELECT code FROM ref_code_in_scope) THEN 'none'
        ELSE 'not covered' END AS pair_state
FROM asked_for q
LEFT JOIN listed l USING (code_a, code_b, service_day, pair_source)
LEFT JOIN held h ON h.pair_source = q.pair_source
LEFT JOIN edition n ON n.code_a = q.code_a AND n.code_b = q.code_b AND n.pair_source = q.pair_source;
