-- What the practice has set for each payer that is billed; Medicare's own rules where nothing is set.
INSERT INTO payer_setting BY NAME
WITH billed AS (FROM new_payer_setting),
by_id AS (SELECT * FROM payer WHERE payer_id IS NOT NULL QUALIFY row_number() OVER (PARTITION BY payer_id ORDER BY line_id) = 1),
by_name AS (
    SELECT * FROM payer WHERE payer_name IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY lower(payer_name) ORDER BY line_id) = 1
),
found AS (
    SELECT b.payer_id, b.payer_name, b.payer_words, b.payers_given,
        coalesce(b.payer_type, i.payer_type, n.payer_type) AS any_type,
        coalesce(i.unit_rule, n.unit_rule) AS unit_rule, coalesce(i.timely_filing_days, n.timely_filing_days) AS timely_filing_days,
        coalesce(i.discipline_modifier_required, n.discipline_modifier_required) AS discipline_modifier_required,
        coalesce(i.authorization_required, n.authorization_required) AS authorization_required,
        CASE WHEN i.payer_id IS NOT NULL THEN i.authorization_codes ELSE n.authorization_codes END AS authorization_codes,
        coalesce(i.pair_source, n.pair_source) AS pair_source, coalesce(i.telehealth_accepted, n.telehealth_accepted) AS telehealth_accepted
    FROM billed b
    LEFT JOIN by_id i ON i.payer_id = b.payer_id
    LEFT JOIN by_name n ON i.payer_id IS NULL AND lower(n.payer_name) = lower(b.payer_name) AND (b.payer_id IS NULL OR n.payer_id IS NULL)
),
typed AS (
    SELECT *, CASE WHEN lower(pair_source) IN ('own_list', 'own list') THEN 'payer:' || payer_id
            WHEN pair_source IS NOT NULL THEN lower(pair_source) ELSE 'medicare_practitioner' END AS pair_list,
        CASE WHEN regexp_replace(lower(any_type), '[ -]+', '_', 'g') IN ('medicare_b', 'medicare_advantage', 'medicaid', 'commercial',
        'tricare', 'workers_comp', 'self_pay') THEN regexp_replace(lower(any_type), '[ -]+', '_', 'g') END AS known_type
    FROM found
),
numbered AS (SELECT payer, any_value(payer_no) AS payer_no FROM payer_setting GROUP BY payer),
so_far AS (SELECT count(*) AS settings, coalesce(max(payer_no), 0) AS numbers FROM payer_setting)
SELECT CAST(f.settings + row_number() OVER () AS INTEGER) AS payer_setting_no, payers_given, payer_words, coalesce(payer_id, payer_name, '') AS payer,
    CAST(coalesce(k.payer_no, f.numbers + dense_rank() OVER (ORDER BY coalesce(payer_id, payer_name, ''))) AS INTEGER) AS payer_no, known_type AS payer_type, timely_filing_days,
    CASE WHEN lower(unit_rule) IN ('cms', 'spm') THEN lower(unit_rule)
        WHEN known_type IN ('medicare_b', 'medicare_advantage', 'medicaid', 'tricare') THEN 'cms' END AS unit_rule,
    CAST(coalesce(lower(unit_rule) IN ('cms', 'spm'), false) OR coalesce(known_type = 'medicare_b', false) AS TINYINT) AS is_unit_rule_set,
    CASE WHEN discipline_modifier_required IN ('1', '0') THEN CAST(discipline_modifier_required AS TINYINT)
        WHEN known_type IN ('medicare_b', 'medicare_advantage') THEN 1 END AS requires_discipline_modifier,
    CAST(coalesce(discipline_modifier_required IN ('1', '0'), false) OR coalesce(known_type = 'medicare_b', false) AS TINYINT)
        AS is_discipline_rule_set,
    CASE WHEN authorization_required IN ('1', '0') THEN CAST(authorization_required AS TINYINT)
        WHEN known_type IN ('medicare_b', 'self_pay') THEN 0 END AS requires_authorization,
    coalesce(regexp_split_to_array(nullif(authorization_codes, ''), '[^0-9A-Z]+'), []) AS authorization_codes,
    pair_list AS pair_source, CAST(pair_list IN (SELECT pair_source FROM ref_code_pair) AS TINYINT) AS is_pair_list_held,
    CAST(pair_source IS NOT NULL OR coalesce(known_type = 'medicare_b', false) AS TINYINT) AS is_pair_source_set,
    CASE WHEN telehealth_accepted IN ('1', '0') THEN CAST(telehealth_accepted AS TINYINT) END AS telehealth_accepted
FROM typed CROSS JOIN so_far f LEFT JOIN numbered k ON k.payer = coalesce(typed.payer_id, typed.payer_name, '');
