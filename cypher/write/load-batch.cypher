// A part of a load that is written, and what in it was there before and is said again. A load that is resumed passes over it.
UNWIND range(0, size($run) - 1) AS i
MERGE (b:LoadBatch {run: $run[i], seq: $seq[i]})
SET b = {run: $run[i], seq: $seq[i], rows: $rows[i], sha256: $sha256[i], written: datetime(),
         whole: nullIf($whole[i], []), claims: nullIf($claims[i], []), people: nullIf($people[i], []),
         organisations: nullIf($organisations[i], []), sources: nullIf($sources[i], []), partOf: nullIf($partOf[i], [])}
