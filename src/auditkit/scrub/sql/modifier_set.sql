-- What a line's modifiers say.
INSERT INTO modifier_set BY NAME
WITH combination AS (
    SELECT modifiers, list_filter(regexp_split_to_array(modifiers, '[^0-9A-Z]+'), lambda m: m <> '') AS parts FROM new_modifier_set
),
numbered AS (SELECT modifiers_sorted, any_value(modifiers_no) AS modifiers_no FROM modifier_set GROUP BY modifiers_sorted),
so_far AS (SELECT count(*) AS sets, coalesce(max(modifiers_no), 0) AS numbers FROM modifier_set),
doubt AS (
    SELECT w.modifiers,
        string_agg(w.modifier, ', ' ORDER BY w.modifier) FILTER (WHERE w.times > 1) AS repeated_modifiers,
        string_agg(w.modifier, ', ' ORDER BY w.modifier) FILTER (WHERE k.modifier IS NULL) AS unknown_modifiers,
        max(coalesce(k.separates_pair, 0)) AS separates_pair
    FROM (SELECT modifiers, modifier, count(*) AS times FROM (SELECT modifiers, unnest(parts) AS modifier FROM combination) GROUP BY ALL) w
    LEFT JOIN ref_modifier k ON k.modifier = w.modifier
    GROUP BY w.modifiers
),
sorted AS (
    SELECT c.*, array_to_string(list_sort(list_distinct(parts)), '|') AS modifiers_sorted,
        array_to_string(list_filter(list_sort(parts), lambda m: m IN ('59', 'XE', 'XS', 'XP', 'XU')), ', ') AS distinct_service_modifiers
    FROM combination c
)
SELECT CAST(f.sets + row_number() OVER () AS INTEGER) AS modifier_set_no, s.modifiers, s.modifiers_sorted,
    CAST(coalesce(n.modifiers_no, f.numbers + dense_rank() OVER (ORDER BY s.modifiers_sorted)) AS INTEGER) AS modifiers_no,
    d.repeated_modifiers, d.unknown_modifiers, coalesce(d.separates_pair, 0) AS separates_pair,
    CAST(list_contains(parts, 'GP') AS TINYINT) AS has_gp, CAST(list_contains(parts, 'GO') AS TINYINT) AS has_go,
    CAST(list_contains(parts, 'GN') AS TINYINT) AS has_gn, CAST(list_contains(parts, 'CQ') AS TINYINT) AS has_cq,
    CAST(list_contains(parts, 'CO') AS TINYINT) AS has_co, CAST(list_contains(parts, 'KX') AS TINYINT) AS has_kx,
    CAST(list_contains(parts, 'GA') AS TINYINT) AS has_ga, CAST(list_contains(parts, 'GX') AS TINYINT) AS has_gx,
    CAST(list_contains(parts, 'GY') AS TINYINT) AS has_gy, CAST(list_contains(parts, 'GZ') AS TINYINT) AS has_gz,
    CAST(list_has_any(parts, ['95', 'GT']) AS TINYINT) AS has_video, CAST(list_has_any(parts, ['93', 'FQ']) AS TINYINT) AS has_audio,
    CAST(list_has_any(parts, ['76', '77']) AS TINYINT) AS has_repeat,
    s.distinct_service_modifiers,
    CAST((length(s.distinct_service_modifiers) + 2) // 4 AS TINYINT) AS distinct_service_count, -- two letters, comma, space
    array_to_string(list_filter(list_sort(list_distinct(parts)), lambda m: m IN ('GP', 'GO', 'GN')), ', ') AS discipline_modifiers
FROM sorted s CROSS JOIN so_far f LEFT JOIN doubt d ON d.modifiers = s.modifiers LEFT JOIN numbered n ON n.modifiers_sorted = s.modifiers_sorted;
