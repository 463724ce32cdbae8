-- What is known of each billed code on each day that it was billed.
INSERT INTO code_day BY NAME
WITH billed AS (SELECT hcpcs_code, service_day FROM new_code_day),
code AS (
    SELECT b.hcpcs_code, b.service_day, k.* EXCLUDE (code),
        CAST(CASE
            WHEN k.code IS NULL THEN NULL
            WHEN b.service_day < coalesce(k.valid_from, b.service_day) OR b.service_day > coalesce(k.valid_to, b.service_day) THEN 0
            WHEN k.valid_to IS NULL AND b.service_day > k.known_to THEN NULL
            ELSE 1 END AS TINYINT) AS is_code_in_force
    FROM billed b LEFT JOIN ref_therapy_code k ON k.code = b.hcpcs_code
    QUALIFY row_number() OVER (PARTITION BY b.hcpcs_code, b.service_day
        ORDER BY CASE WHEN b.service_day BETWEEN coalesce(k.valid_from, 0) AND coalesce(k.valid_to, 999999) THEN 0 ELSE 1 END,
            k.valid_from DESC NULLS LAST) = 1
),
standing AS (
    SELECT b.hcpcs_code, b.service_day, any_value(s.medicare_status) AS medicare_status, any_value(s.use_instead) AS use_instead,
        max(s.is_confirmed) AS is_status_confirmed
    FROM billed b JOIN ref_code_status s
        ON s.code = b.hcpcs_code AND b.service_day BETWEEN coalesce(s.valid_from, 0) AND coalesce(s.valid_to, 999999)
    GROUP BY ALL
),
unit_limit AS (
    SELECT b.hcpcs_code, b.service_day, u.max_units, u.mai, u.edition AS limit_edition, u.is_confirmed AS is_limit_confirmed,
        CAST(b.service_day BETWEEN u.valid_from AND u.valid_to AS TINYINT) AS is_limit_of_day
    FROM billed b JOIN ref_unit_limit u ON u.code = b.hcpcs_code
    QUALIFY row_number() OVER (PARTITION BY b.hcpcs_code, b.service_day
        ORDER BY CASE WHEN b.service_day BETWEEN u.valid_from AND u.valid_to THEN 0
            WHEN u.valid_to < b.service_day THEN b.service_day - u.valid_to ELSE 100000 + u.valid_from - b.service_day END) = 1
)
SELECT CAST((SELECT count(*) FROM code_day) + row_number() OVER () AS INTEGER) AS code_day_no, c.*, s.medicare_status, s.use_instead, s.is_status_confirmed,
    u.max_units, u.mai, u.limit_edition, u.is_limit_confirmed, u.is_limit_of_day,
    CAST(c.hcpcs_code IN (SELECT addon_code FROM ref_addon) AS TINYINT) AS is_addon
FROM code c
LEFT JOIN standing s ON s.hcpcs_code = c.hcpcs_code AND s.service_day = c.service_day
LEFT JOIN unit_limit u ON u.hcpcs_code = c.hcpcs_code AND u.service_day = c.service_day;
