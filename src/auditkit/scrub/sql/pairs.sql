-- Two codes that one provider billed for one patient on one day. `pair_state` is what the pair list of that day says about them.
CREATE OR REPLACE TEMP TABLE visit_code AS
SELECT patient_key, payer_key, service_day, provider_key, hcpcs_code, pair_source, min(line_id) AS line_id,
    max(separates_pair) AS separates_pair
FROM counted WHERE service_day IS NOT NULL AND hcpcs_code IS NOT NULL AND pair_source <> 'none'
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE together AS
SELECT a.line_id AS line_a, b.line_id AS line_b, a.hcpcs_code AS code_a, b.hcpcs_code AS code_b, a.service_day, a.pair_source,
    greatest(a.separates_pair, b.separates_pair) AS has_pair_modifier
FROM visit_code a JOIN visit_code b
    ON a.patient_key = b.patient_key AND a.service_day = b.service_day AND a.provider_key = b.provider_key
    AND a.payer_key = b.payer_key AND a.pair_source = b.pair_source AND a.hcpcs_code < b.hcpcs_code;

CREATE OR REPLACE TEMP TABLE pair_day AS
WITH asked_for AS (SELECT DISTINCT code_a, code_b, service_day, pair_source FROM together),
held AS (SELECT DISTINCT pair_source FROM ref_code_pair),
edition AS ( -- the newest edition that speaks of both codes
    SELECT q.code_a, q.code_b, q.pair_source, max_by(e.edition, e.known_to) AS edition
    FROM (SELECT DISTINCT code_a, code_b, pair_source FROM asked_for) q
    JOIN ref_edition e ON e.name = 'code_pairs' AND e.part = q.pair_source
        AND (e.covers IS NULL OR (list_contains(e.covers, q.code_a) AND list_contains(e.covers, q.code_b)))
    GROUP BY ALL
),
in_scope AS (SELECT code FROM ref_therapy_code UNION SELECT column_1 FROM ref_code_pair UNION SELECT column_2 FROM ref_code_pair),
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
        WHEN q.code_a IN (SELECT code FROM in_scope) AND q.code_b IN (SELECT code FROM in_scope) THEN 'none'
        ELSE 'not covered' END AS pair_state
FROM asked_for q
LEFT JOIN listed l USING (code_a, code_b, service_day, pair_source)
LEFT JOIN held h ON h.pair_source = q.pair_source
LEFT JOIN edition n ON n.code_a = q.code_a AND n.code_b = q.code_b AND n.pair_source = q.pair_source;

CREATE OR REPLACE TEMP TABLE pairs AS
SELECT row_number() OVER () AS subject_id, two.claim_id, two.line_number, two.date_of_service, two.patient_id, two.payer_id,
    two.rendering_provider_npi, t.service_day, two.payer_type, two.is_pair_source_set,
    coalesce(p.column_1, t.code_a) AS column_1, coalesce(p.column_2, t.code_b) AS column_2,
    one.claim_id AS column_1_claim_id, one.line_number AS column_1_line_number,
    p.modifier_indicator, p.pair_state, coalesce(p.pair_edition, 'none held') AS pair_edition,
    CASE p.modifier_indicator WHEN '0' THEN 'never paid together' ELSE 'column 2 is paid only with a modifier, where the services were apart' END AS pair_words,
    CASE p.pair_state WHEN 'older edition' THEN 'a pair in edition ' || p.pair_edition || ', which ends before this date: load the edition of the date of service.'
        WHEN 'no list' THEN 'the list of this payer is not loaded.' ELSE 'the list held covers therapy codes only.' END AS pair_unknown, p.is_pair_confirmed, t.pair_source, t.has_pair_modifier
FROM together t
JOIN pair_day p USING (code_a, code_b, service_day, pair_source)
JOIN line one ON one.line_id = CASE WHEN p.column_2 = t.code_a THEN t.line_b ELSE t.line_a END
JOIN line two ON two.line_id = CASE WHEN p.column_2 = t.code_a THEN t.line_a ELSE t.line_b END;

-- Does a pair call for the 59 or X modifier on this line? Also across providers, because XP says just that.
CREATE OR REPLACE TEMP TABLE called_for AS
SELECT l.line_id,
    max(CAST(p.column_1 IS NOT NULL AND p.modifier_indicator = '1' AND l.service_day BETWEEN coalesce(p.known_from, 0)
        AND coalesce(p.known_to, 999999) AS TINYINT)) AS is_called_for,
    max(CAST((p.column_1 IS NOT NULL AND l.service_day > coalesce(p.known_to, 999999)) OR k.code IS NULL AS TINYINT)) AS may_be_called_for
FROM line l
JOIN line o ON o.patient_key = l.patient_key AND o.service_day = l.service_day AND o.payer_key = l.payer_key AND o.hcpcs_code <> l.hcpcs_code
LEFT JOIN ref_therapy_code k ON k.code = o.hcpcs_code
LEFT JOIN ref_code_pair p ON p.pair_source = l.pair_source AND p.modifier_indicator IN ('0', '1')
    AND ((p.column_1 = l.hcpcs_code AND p.column_2 = o.hcpcs_code) OR (p.column_2 = l.hcpcs_code AND p.column_1 = o.hcpcs_code))
    AND l.service_day BETWEEN coalesce(p.in_force_from, 0) AND coalesce(p.in_force_to, 999999)
WHERE l.distinct_service_count > 0
GROUP BY l.line_id;
