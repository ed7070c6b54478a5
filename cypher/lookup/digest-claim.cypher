// Claims with all properties and links, except those of undone loads. One page ordered by id.
MATCH (n:Claim) WHERE n.id > $after AND n.undone IS NULL
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties,
       COLLECT {
         MATCH (n)-[r:!JOINED&!LEFT&!WAS_AT&!PART_OF]->(m:Person|Organisation|Source|Claim)
         RETURN {type: type(r), to: m.id, properties: properties(r)}
       } AS links
ORDER BY id
