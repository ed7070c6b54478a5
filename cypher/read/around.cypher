// What is around a person or an organisation?
MATCH (n:Person|Organisation {id: $node})
MATCH (n)-[r:JOINED|LEFT|WAS_AT|PART_OF]-(other:Person|Organisation)
WITH n, other, collect(r) AS relationships
ORDER BY COUNT { (other)--() } DESC, other.id
WITH n, collect({other: other, relationships: relationships}) AS found
UNWIND found[..$limit] AS row
RETURN n AS node, row.other AS neighbour, row.relationships AS relationships, size(found) AS total
