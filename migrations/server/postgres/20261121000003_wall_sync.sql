-- The second wall: a transaction sees and writes the rows of the firm that it has named, and none before it has named one.

CREATE FUNCTION current_firm() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT decode(coalesce(current_setting('xinbao.firm', true), ''), 'hex') $$;

-- FORCE: the server's role may own the tables. The sub-select is answered once a statement, not once a row.
CREATE PROCEDURE wall(of_table text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', of_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', of_table);
    EXECUTE format('CREATE POLICY own_firm ON %I USING (firm = (SELECT current_firm()))', of_table);
END
$$;

CALL wall('firms');
CALL wall('orders');
CALL wall('imports');
CALL wall('lines');
CALL wall('changes');
CALL wall('mutations');
CALL wall('import_parts');
CALL wall('attention');
CALL wall('audit');
