// Records a committed batch of a load, and the existing records that it states again. A resumed load skips the batch.
UNWIND range(0, size($run) - 1) AS i
MERGE (b:LoadBatch {run: $run[i], seq: $seq[i]})
SET b = {run: $run[i], seq: $seq[i], rows: $rows[i], sha256: $sha256[i], written: datetime(),
         whole: nullIf($whole[i], []), claims: nullIf($claims[i], []), people: nullIf($people[i], []),
         organisations: nullIf($organisations[i], []), sources: nullIf($sources[i], []), partOf: nullIf($partOf[i], [])}
