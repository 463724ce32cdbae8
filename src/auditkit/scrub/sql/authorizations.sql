-- The authorization that a line names, what of it fits, and how much is used up with this line.
CREATE OR REPLACE TEMP TABLE authorized AS
WITH named AS (
    SELECT l.line_id, l.service_day, l.units, a.line_id AS authorization_id, a.unit_kind, a.authorized_units, a.used_units,
        CAST(coalesce(a.patient_id = l.patient_id, true) AND coalesce(a.payer_id = l.payer_id, true) AS TINYINT) AS fits_patient,
        CAST(l.service_day BETWEEN coalesce(a.start_day, l.service_day) AND coalesce(a.end_day, l.service_day) AS TINYINT) AS fits_date,
        CAST(a.hcpcs_codes = '' OR list_contains(regexp_split_to_array(a.hcpcs_codes, '[^0-9A-Z]+'), l.hcpcs_code) AS TINYINT) AS fits_code,
        CAST(a.discipline IS NULL OR a.discipline = l.discipline AS TINYINT) AS fits_discipline,
        CAST(a.rendering_provider_npi IS NULL OR a.rendering_provider_npi = l.rendering_provider_npi AS TINYINT) AS fits_provider,
        strftime(DATE '1970-01-01' + a.start_day, '%Y-%m-%d') AS starts_on, strftime(DATE '1970-01-01' + a.end_day, '%Y-%m-%d') AS ends_on
    FROM line l JOIN authorization_held a ON upper(a.authorization_number) = upper(l.authorization_number)
    WHERE l.is_counted = 1 AND coalesce(l.needs_authorization, 1) = 1
    QUALIFY row_number() OVER (PARTITION BY l.line_id ORDER BY fits_patient + fits_date + coalesce(fits_code, 0)
        + coalesce(fits_discipline, 0) + coalesce(fits_provider, 0) DESC, a.start_day, a.line_id) = 1
)
SELECT *,
    CAST(CASE WHEN fits_date = 0 OR fits_patient = 0 OR fits_code = 0 THEN NULL
        WHEN unit_kind = 'units' THEN sum(CASE WHEN fits_date = 1 AND fits_patient = 1 AND fits_code = 1 THEN units END)
            OVER (PARTITION BY authorization_id ORDER BY service_day, line_id)
        ELSE dense_rank() OVER (PARTITION BY authorization_id, fits_date = 1 AND fits_patient = 1 AND fits_code = 1 ORDER BY service_day)
        END AS INTEGER) AS used_here
FROM named;
