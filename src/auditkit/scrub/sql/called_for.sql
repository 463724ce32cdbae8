-- Does a pair call for the 59 or X modifier on this line? Also across providers, because XP says just that.
CREATE OR REPLACE TEMP TABLE called_for AS
SELECT l.line_id,
    max(CAST(p.code IS NOT NULL AND p.modifier_indicator = '1' AND l.service_day BETWEEN coalesce(p.known_from, 0)
        AND coalesce(p.known_to, 999999) AS TINYINT)) AS is_called_for,
    max(CAST((p.code IS NOT NULL AND l.service_day > coalesce(p.known_to, 999999)) OR k.code IS NULL AS TINYINT)) AS may_be_called_for
FROM (SELECT line_id, day_key, hcpcs_code, service_day, pair_source FROM line WHERE distinct_service_count > 0) l
JOIN line o ON o.day_key = l.day_key AND o.hcpcs_code <> l.hcpcs_code
LEFT JOIN ref_code_in_scope k ON k.code = o.hcpcs_code
LEFT JOIN ref_pair_either p ON p.pair_source = l.pair_source AND p.code = l.hcpcs_code AND p.other_code = o.hcpcs_code
    AND l.service_day BETWEEN coalesce(p.in_force_from, 0) AND coalesce(p.in_force_to, 999999)
GROUP BY l.line_id;
