// Updates leavings after a change of their claims.
UNWIND range(0, size($id) - 1) AS i
MATCH (:Person)-[r:LEFT {id: $id[i]}]->(:Organisation)
SET r = {id: $id[i], stint: $stint[i], on: $on[i], earliest: date($earliest[i]), latest: date($latest[i]),
     announced: $announced[i], role: $role[i], manner: $manner[i], destination: $destination[i],
     next: nullIf($next[i], []), nextAt: nullIf($nextAt[i], []), nextCertainty: nullIf($nextCertainty[i], []),
     status: $status[i], scheduledAsOf: $scheduledAsOf[i], disputed: $disputed[i], disputes: $disputes[i], claims: $claims[i]}
