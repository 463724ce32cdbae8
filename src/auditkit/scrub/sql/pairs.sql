-- Two codes that one provider billed for one patient on one day. `pair_state` is what the pair list of that day says about them.
CREATE OR REPLACE TEMP TABLE visit_code AS
SELECT day_key, provider_no, hcpcs_code, any_value(service_day) AS service_day, any_value(pair_source) AS pair_source, min(line_id) AS line_id,
    max(separates_pair) AS separates_pair
FROM line WHERE is_counted = 1 AND day_key IS NOT NULL AND hcpcs_code IS NOT NULL AND pair_source <> 'none'
GROUP BY day_key, provider_no, hcpcs_code;

CREATE OR REPLACE TEMP TABLE together AS
SELECT row_number() OVER () AS subject_id, a.line_id AS line_a, b.line_id AS line_b, a.hcpcs_code AS code_a, b.hcpcs_code AS code_b,
    a.service_day, a.pair_source, greatest(a.separates_pair, b.separates_pair) AS has_pair_modifier
FROM visit_code a JOIN visit_code b ON a.day_key = b.day_key AND a.provider_no = b.provider_no AND a.hcpcs_code < b.hcpcs_code;
