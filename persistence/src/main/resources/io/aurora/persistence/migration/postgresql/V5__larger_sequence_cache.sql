-- Nothing to change on PostgreSQL, whose sequences write ahead on their own; the two schemas keep one version number.
SELECT 1;
