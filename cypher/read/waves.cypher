// When did unusually many leave an organisation at once, and what happened around that time?
// A period is a wave if its certain leavings are significantly more than in the periods before it. Vague leavings only raise the
// baseline, so they never make a wave. Consecutive periods are one wave.
MATCH (o:Organisation {id: $organisation})
WITH o, CASE $period WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END AS months
CALL (o, months) {
  MATCH (o)<-[r:JOINED|LEFT]-(:Person)
  WHERE r.status IN ['confirmed', 'reported']
  WITH coalesce(r.earliest, r.latest) AS day, months
  RETURN min((12 * day.year + day.month - 1) / months) AS begin
}
CALL (o, months) {
  // Periods are integers counted from the year 0; null if no source bounds a leaving.
  MATCH (o)<-[left:LEFT]-(:Person)
  WHERE left.status IN ['confirmed', 'reported']
  WITH (12 * left.earliest.year + left.earliest.month - 1) / months AS first,
       (12 * left.latest.year + left.latest.month - 1) / months AS last, count(*) AS n
  RETURN collect({first: first, last: last, n: n}) AS leavings
}
CALL (o, months) {
  // An open tenure may have ended in any period since the day after the last sighting.
  MATCH (o)<-[stay:WAS_AT]-(:Person)
  WHERE stay.open
  WITH coalesce(stay.lastSeen + duration({days: 1}), stay.beginEarliest) AS soonest, months
  WITH (12 * soonest.year + soonest.month - 1) / months AS first, count(*) AS n
  RETURN collect({first: first, n: n}) AS open
}
UNWIND [l IN leavings WHERE l.first = l.last AND l.n >= $least] AS peak
WITH o, months, leavings, open, peak.first AS at, peak.n AS k,
     CASE WHEN peak.first - begin < $baseline THEN peak.first - begin ELSE $baseline END AS m
WHERE m > 0
UNWIND [
  reduce(sum = 0, l IN leavings | sum + CASE WHEN l.first >= at - m AND l.last < at THEN l.n ELSE 0 END),
  reduce(sum = 0, l IN leavings | sum + CASE WHEN coalesce(l.first < at, true) AND coalesce(l.last >= at - m, true)
                                             AND NOT coalesce(l.first = l.last AND l.first = at, false) THEN l.n ELSE 0 END)
] AS before
// P(X >= k) for X ~ Binomial(k + before, 1 / (m + 1)), beginning with the largest term.
WITH o, months, leavings, open, at, k, m, before, CASE WHEN k * m <= before THEN 1.0 ELSE
  reduce(acc = [exp(reduce(log = 0.0, i IN range(1, k) | log + log(1.0 * (before + i) / i)) - k * log(m + 1.0)
                    + before * log(m / (m + 1.0))), 0.0],
         i IN range(k, k + CASE WHEN before < 1000 THEN before ELSE 1000 END) |
         [acc[0] * (k + before - i) / (i + 1.0) / m, acc[1] + acc[0]])[1] END AS p
WITH o, months, leavings, open, at, k, m, collect(1.0 * before / m) AS baseline, collect(p) AS p
WHERE p[0] <= $alpha
WITH o, months, leavings, open, at, k, baseline, p ORDER BY at
WITH o, months, leavings, open, collect({at: at, k: k, baseline: baseline, p: p}) AS peaks
UNWIND range(0, size(peaks) - 1) AS i
// For adjacent peaks, period number minus position is equal.
WITH o, months, leavings, open, peaks[i].at - i AS island, peaks[i] AS peak
WITH o, months, leavings, open, island, collect(peak) AS peaks, min(peak.p[0]) AS least, min(peak.p[1]) AS most
WITH o, months, leavings, open, peaks[0].at AS first, peaks[-1].at AS last, peaks[0].baseline AS baseline, least, most,
     reduce(sum = 0, peak IN peaks | sum + peak.k) AS definite
ORDER BY first DESC
WITH o, months, leavings, open, collect({first: first, last: last, baseline: baseline, least: least, most: most, definite: definite}) AS found
UNWIND found[..$limit] AS wave
WITH o, size(found) AS total, wave,
     reduce(sum = 0, s IN open | sum + CASE WHEN coalesce(s.first < wave.first, true) THEN s.n ELSE 0 END) AS unreported,
     reduce(sum = 0, l IN leavings | sum + CASE
       WHEN coalesce(l.first <= wave.last, true) AND coalesce(l.last >= wave.first, true) THEN l.n ELSE 0 END) AS all,
     date({year: wave.first * months / 12, month: wave.first * months % 12 + 1}) AS begin,
     date({year: (wave.last + 1) * months / 12, month: (wave.last + 1) * months % 12 + 1}) - duration({days: 1}) AS end
CALL (o, begin, end) {
  MATCH (o)<-[left:LEFT]-(p:Person)
  WHERE left.status IN ['confirmed', 'reported'] AND left.earliest >= begin AND left.latest <= end
  WITH p, left ORDER BY left.earliest, left.latest, p.name, left.id LIMIT 50
  RETURN collect({person: p {.id, .name}, on: left.on, role: left.role, manner: left.manner,
                  scheduledAsOf: left.scheduledAsOf, disputed: left.disputed,
                  claims: COLLECT {
                    MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN left.claims AND c.withdrawn IS NULL
                    RETURN evidence(c, s) AS claim
                    ORDER BY s.published, c.id
                  }}) AS leavings
}
CALL (o, begin, end) {
  MATCH (o)<-[r:JOINED|LEFT]-(p:Person)
  WHERE r.status IN ['confirmed', 'reported'] AND r.earliest >= begin - duration({days: $around})
    AND r.latest <= end + duration({days: $around}) AND NOT (type(r) = 'LEFT' AND r.earliest >= begin AND r.latest <= end)
  WITH r, p, CASE WHEN r.latest < begin THEN duration.inDays(begin, r.latest).days
                  WHEN r.earliest > end THEN duration.inDays(end, r.earliest).days ELSE 0 END AS days
  WITH r, p, days ORDER BY abs(days), duration.inDays(r.earliest, r.latest).days, r.earliest, p.name, r.id
  WITH collect({r: r, p: p, days: days}) AS near
  RETURN size(near) AS events, COLLECT {
    UNWIND near[..$events] AS one
    WITH one.r AS r, one.p AS p, one.days AS days
    RETURN {event: toLower(type(r)), person: p {.id, .name}, on: r.on, role: r.role, manner: r.manner,
            scheduledAsOf: r.scheduledAsOf, days: days,
            claims: COLLECT {
              MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN r.claims AND c.withdrawn IS NULL
              RETURN evidence(c, s) AS claim
              ORDER BY s.published, c.id
            }}
    ORDER BY r.earliest, r.latest, r.id
  } AS near
}
RETURN begin, end, wave.definite AS definite, all - wave.definite AS possible,
       CASE WHEN wave.most <= $alpha THEN 'definite' ELSE 'possible' END AS certainty,
       {min: wave.baseline[0], max: wave.baseline[1]} AS baseline, unreported,
       {min: wave.least, max: wave.most} AS p,
       leavings, near AS around, events AS aroundTotal, total
ORDER BY begin DESC
