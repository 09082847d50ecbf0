-- Tombstones are looked for by age each day, and most lines are none.
CREATE INDEX lines_removed ON lines (firm, rev) WHERE removed = 1;
