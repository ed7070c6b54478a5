// Which organisations were dissolved, and when?
MATCH (o:Organisation) WHERE o.dissolved IS NOT NULL
RETURN o.id AS id, o.dissolved AS dissolved
