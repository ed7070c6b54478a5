// What are the names of these people and organisations?
UNWIND $ids AS id
MATCH (n:Person|Organisation {id: id})
RETURN n.id AS id, n.name AS name
