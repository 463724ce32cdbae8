-- Does one of the diagnoses pointed at go with the code and the discipline?
INSERT INTO support BY NAME
WITH pointed AS (
    SELECT a.*, g.code FROM new_support a
    LEFT JOIN pointer_set p ON p.diagnosis_pointers = a.diagnosis_pointers
    LEFT JOIN diagnosis_given g ON g.diagnosis_codes = a.diagnosis_codes AND (p.places IS NULL OR list_contains(p.places, g.position))
),
family AS (
    SELECT DISTINCT k.code, f.family, f.disciplines, f.exclusivity FROM (SELECT DISTINCT code FROM pointed) k
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
