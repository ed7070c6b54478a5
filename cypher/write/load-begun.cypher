// Creates a load with the next number. If two loads begin at once, the constraint rejects one, which then tries again.
UNWIND range(0, size($fingerprint) - 1) AS i
CALL () {
  OPTIONAL MATCH (l:Load) WHERE l.number IS NOT NULL
  RETURN coalesce(max(l.number), 0) + 1 AS number
}
CREATE (l:Load {run: toString(number), number: number, fingerprint: $fingerprint[i], files: $files[i], options: $options[i],
                begun: datetime.realtime()})
RETURN number
