-- Add-on lines, and whether one of their primaries is on the same claim and day.
CREATE OR REPLACE TEMP TABLE addon_line AS
SELECT x.line_id, max(CAST(y.line_id IS NOT NULL AS TINYINT)) AS has_primary, string_agg(DISTINCT r.primary_code, ' or ' ORDER BY r.primary_code) AS primary_codes,
    max(r.is_confirmed) AS is_confirmed
FROM line x JOIN ref_addon r ON r.addon_code = x.hcpcs_code
LEFT JOIN line y ON y.claim_id = x.claim_id AND y.service_day = x.service_day AND y.hcpcs_code = r.primary_code
GROUP BY x.line_id;
