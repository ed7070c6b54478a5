// What are the stored state digests of these people, and how many records do they have now?
UNWIND $people AS id
MATCH (p:Person {id: id}) WHERE p.settled IS NOT NULL
RETURN p.id AS id, p.settled AS stateDigest, p.died AS died, p.due AS due,
       COUNT { (p)<-[:OF]-() } AS claims, COUNT { (p)-[:JOINED]->() } AS joined,
       COUNT { (p)-[:LEFT]->() } AS left, COUNT { (p)-[:WAS_AT]->() } AS tenures
