-- What the diagnosis pointers of a line say.
INSERT INTO pointer_set BY NAME
WITH pointer AS (
    SELECT diagnosis_pointers, unnest(parts) AS part, len(parts) AS pointers
    FROM (SELECT diagnosis_pointers, list_filter(regexp_split_to_array(diagnosis_pointers, '[^0-9A-Z]+'), lambda p: p <> '') AS parts FROM new_pointer_set)
)
SELECT diagnosis_pointers, CAST(any_value(pointers) AS INTEGER) AS pointer_count,
    CAST(min(place) AS INTEGER) AS lowest_pointer, CAST(max(place) AS INTEGER) AS highest_pointer,
    CAST(count(*) - count(place) AS INTEGER) AS unreadable_pointers, CAST(count(place) - count(DISTINCT place) AS INTEGER) AS repeated_pointers,
    list(place) AS places
FROM (SELECT *, CASE WHEN regexp_full_match(part, '[A-L]') THEN ascii(part) - 64 ELSE TRY_CAST(part AS INTEGER) END AS place FROM pointer)
GROUP BY diagnosis_pointers;
