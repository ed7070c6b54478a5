// Is the database empty or a copy that `npm run mirror` fills, and of which state of the original? A copy has one load; another load
// made it a database of its own.
OPTIONAL MATCH (mark:Load {run: 'mirror'})
RETURN NOT EXISTS { MATCH (n) } AS empty,
       mark IS NOT NULL AND COUNT { MATCH (l:Load) WHERE l.number > 0 } <= 1 AS mirror,
       mark.of AS of
