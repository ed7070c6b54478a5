// Which statements of sameness or difference concern these ids?
RETURN COLLECT {
  MATCH (a:Person|Organisation)-[r:SAME_AS|DIFFERENT_FROM]-(b) WHERE a.id IN $ids
  RETURN DISTINCT {id: startNode(r).id, sameAs: endNode(r).id, note: r.note,
                   verdict: CASE type(r) WHEN 'SAME_AS' THEN 'same' ELSE 'different' END}
} AS verdicts
