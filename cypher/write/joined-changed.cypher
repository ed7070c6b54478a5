// Updates joinings after a change of their claims.
UNWIND range(0, size($id) - 1) AS i
MATCH (:Person)-[r:JOINED {id: $id[i]}]->(:Organisation)
SET r = {id: $id[i], stint: $stint[i], on: $on[i], earliest: date($earliest[i]), latest: date($latest[i]),
     announced: $announced[i], role: $role[i], manner: $manner[i], origin: $origin[i], originLeft: $originLeft[i],
     originCertainty: $originCertainty[i], status: $status[i], scheduledAsOf: $scheduledAsOf[i],
     disputed: $disputed[i], disputes: $disputes[i], claims: $claims[i]}
