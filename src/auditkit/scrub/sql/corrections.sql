-- A replacement or void takes the place of what it replaces: where a day holds one, only the replacement's lines count.
UPDATE line SET is_counted = 0
WHERE claim_frequency_code = '8' OR (is_correction = 0 AND EXISTS (
    SELECT 1 FROM line r WHERE r.is_correction = 1 AND r.day_key = line.day_key AND r.provider_no = line.provider_no));
