-- Lines that do not say their own discipline or patient: the claim's other lines may.
CREATE OR REPLACE TEMP TABLE claim_in_doubt AS
SELECT claim_id, CASE WHEN min(discipline) = max(discipline) THEN min(discipline) END AS discipline,
    CASE WHEN min(patient_id) = max(patient_id) THEN max(patient_no) END AS patient_no
FROM line
WHERE claim_id IN (SELECT claim_id FROM line WHERE discipline IS NULL OR patient_id IS NULL)
GROUP BY claim_id;

UPDATE line SET discipline = coalesce(line.discipline, d.discipline), patient_no = CASE WHEN line.patient_id IS NULL THEN coalesce(d.patient_no, line.patient_no) ELSE line.patient_no END
FROM claim_in_doubt d WHERE d.claim_id = line.claim_id AND (line.discipline IS NULL OR line.patient_id IS NULL);

UPDATE line SET day_key = (patient_no * 100000 + service_day) * 1000000 + payer_no WHERE patient_id IS NULL;
