-- What a line's modifiers say. There are few combinations, so each is taken apart once.
CREATE OR REPLACE TEMP TABLE modifier_set AS
WITH combination AS (
    SELECT DISTINCT modifiers,
        list_filter(regexp_split_to_array(modifiers, '[^0-9A-Z]+'), lambda m: m <> '') AS parts
    FROM (SELECT modifiers FROM claim_line UNION SELECT modifiers FROM history)
),
written AS (
    SELECT modifiers, modifier, count(*) AS times
    FROM (SELECT modifiers, unnest(parts) AS modifier FROM combination) GROUP BY ALL
),
doubt AS (
    SELECT w.modifiers,
        string_agg(w.modifier, ', ' ORDER BY w.modifier) FILTER (WHERE w.times > 1) AS repeated_modifiers,
        string_agg(w.modifier, ', ' ORDER BY w.modifier) FILTER (WHERE k.modifier IS NULL) AS unknown_modifiers,
        max(CAST(coalesce(k.separates_pair, 0) AS TINYINT)) AS separates_pair
    FROM written w LEFT JOIN ref_modifier k ON k.modifier = w.modifier
    GROUP BY w.modifiers
)
SELECT c.modifiers,
    array_to_string(list_sort(list_distinct(parts)), '|') AS modifiers_sorted,
    d.repeated_modifiers, d.unknown_modifiers, coalesce(d.separates_pair, 0) AS separates_pair,
    CAST(len(parts) AS TINYINT) AS modifier_count,
    CAST(list_contains(parts, 'GP') AS TINYINT) AS has_gp,
    CAST(list_contains(parts, 'GO') AS TINYINT) AS has_go,
    CAST(list_contains(parts, 'GN') AS TINYINT) AS has_gn,
    CAST(list_contains(parts, 'CQ') AS TINYINT) AS has_cq,
    CAST(list_contains(parts, 'CO') AS TINYINT) AS has_co,
    CAST(list_contains(parts, 'KX') AS TINYINT) AS has_kx,
    CAST(list_contains(parts, 'GA') AS TINYINT) AS has_ga,
    CAST(list_contains(parts, 'GX') AS TINYINT) AS has_gx,
    CAST(list_contains(parts, 'GY') AS TINYINT) AS has_gy,
    CAST(list_contains(parts, 'GZ') AS TINYINT) AS has_gz,
    CAST(list_contains(parts, '95') OR list_contains(parts, 'GT') AS TINYINT) AS has_video,
    CAST(list_contains(parts, '93') OR list_contains(parts, 'FQ') AS TINYINT) AS has_audio,
    CAST(list_contains(parts, '76') OR list_contains(parts, '77') AS TINYINT) AS has_repeat,
    CAST(len(list_filter(list_distinct(parts), lambda m: m IN ('59', 'XE', 'XS', 'XP', 'XU'))) AS TINYINT) AS distinct_service_count,
    array_to_string(list_sort(list_filter(parts, lambda m: m IN ('59', 'XE', 'XS', 'XP', 'XU'))), ', ') AS distinct_service_modifiers,
    array_to_string(list_sort(list_filter(parts, lambda m: m IN ('GP', 'GO', 'GN'))), ', ') AS discipline_modifiers
FROM combination c LEFT JOIN doubt d USING (modifiers);
