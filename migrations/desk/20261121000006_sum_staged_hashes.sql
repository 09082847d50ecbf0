-- Hashes of staged lines as four numbers of 32 bits each, the highest first, so that a statement can add them up. `hash` is not
-- written any more and goes with a later release. What was aside is asked for again.
ALTER TABLE staged_lines ADD COLUMN hash_0 INTEGER; -- null: removed
ALTER TABLE staged_lines ADD COLUMN hash_1 INTEGER;
ALTER TABLE staged_lines ADD COLUMN hash_2 INTEGER;
ALTER TABLE staged_lines ADD COLUMN hash_3 INTEGER;

DELETE FROM staged_lines;
DELETE FROM staged_rows;
UPDATE staged_pull SET run = run + 1, pages = 0;
