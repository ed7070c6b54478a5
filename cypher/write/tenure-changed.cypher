// Updates tenures after a change of their claims.
UNWIND range(0, size($id) - 1) AS i
MATCH (:Person)-[r:WAS_AT {id: $id[i]}]->(:Organisation)
SET r = {id: $id[i], stint: $stint[i], roles: $roles[i], beginEarliest: date($beginEarliest[i]),
     beginLatest: date($beginLatest[i]), endEarliest: date($endEarliest[i]), endLatest: date($endLatest[i]),
     open: $open[i], lastSeen: date($lastSeen[i]), claims: $claims[i]}
