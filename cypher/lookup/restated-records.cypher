// Which existing records did later loads state again? In the order of the loads.
MATCH (l:Load) WHERE l.number > $load AND l.undone IS NULL
MATCH (b:LoadBatch {run: l.run})
RETURN l.number AS load, b.whole AS whole, b.claims AS claims, b.people AS people, b.organisations AS organisations,
       b.sources AS sources, b.partOf AS partOf
ORDER BY load
