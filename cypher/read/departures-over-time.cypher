// How many left an organisation in each month, quarter or year, compared with an earlier period?
// A leaving that may lie in several periods is possible in each of them and definite in none. Rumours are not counted.
// Periods are integers counted from the year 0; null if no source bounds a leaving.
MATCH (o:Organisation {id: $organisation})
WITH o, CASE $period WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END AS months
CALL (o, months) {
  MATCH (o)<-[left:LEFT]-(:Person)
  WHERE left.status IN ['confirmed', 'reported']
  WITH (12 * left.earliest.year + left.earliest.month - 1) / months AS first,
       (12 * left.latest.year + left.latest.month - 1) / months AS last, left.on IS NULL AS undated, count(*) AS n
  RETURN collect({first: first, last: last, undated: undated, n: n}) AS leavings,
         min(CASE WHEN NOT undated THEN coalesce(first, last) END) AS oldest,
         max(CASE WHEN NOT undated THEN coalesce(last, first) END) AS newest
}
CALL (o, months) {
  // An open tenure may have ended in any period since the day after the last sighting.
  MATCH (o)<-[stay:WAS_AT]-(:Person)
  WHERE stay.open
  WITH coalesce(stay.lastSeen + duration({days: 1}), stay.beginEarliest) AS soonest, months
  WITH (12 * soonest.year + soonest.month - 1) / months AS first, count(*) AS n
  RETURN collect({first: first, n: n}) AS open
}
WITH months, leavings, open, date($from) AS from, date($to) AS to, oldest, newest,
     date($baselineFrom) AS baseFrom, date($baselineTo) AS baseTo
WITH months, leavings, open, coalesce((12 * from.year + from.month - 1) / months, oldest) AS begin,
     coalesce((12 * to.year + to.month - 1) / months, newest) AS end,
     (12 * baseFrom.year + baseFrom.month - 1) / months AS baseBegin, (12 * baseTo.year + baseTo.month - 1) / months AS baseEnd
CALL (leavings, baseBegin, baseEnd) {
  UNWIND range(coalesce(baseBegin, 0), CASE WHEN $statistic = 'median' THEN coalesce(baseEnd, -1) ELSE -1 END) AS at
  WITH reduce(sum = 0, l IN leavings | sum + CASE WHEN l.first = at AND l.last = at THEN l.n ELSE 0 END) AS least,
       reduce(sum = 0, l IN leavings | sum + CASE WHEN coalesce(l.first <= at, true) AND coalesce(l.last >= at, true)
                                                  THEN l.n ELSE 0 END) AS most
  RETURN {min: percentileCont(least, 0.5), max: percentileCont(most, 0.5)} AS median
}
WITH months, leavings, open, begin, end, CASE
  WHEN baseBegin IS NULL THEN null
  WHEN $statistic = 'median' THEN median
  // In the mean, a vague leaving counts once, although it may lie in any of several periods.
  ELSE {min: reduce(sum = 0.0, l IN leavings | sum + CASE WHEN l.first >= baseBegin AND l.last <= baseEnd THEN l.n ELSE 0 END)
             / (baseEnd - baseBegin + 1),
        max: reduce(sum = 0.0, l IN leavings | sum + CASE
               WHEN coalesce(l.first <= baseEnd, true) AND coalesce(l.last >= baseBegin, true) THEN l.n ELSE 0 END)
             / (baseEnd - baseBegin + 1)} END AS baseline
UNWIND range(coalesce(begin, 0), coalesce(CASE WHEN end < begin + $limit THEN end ELSE begin + $limit - 1 END, -1)) AS at
WITH months, baseline, end - begin + 1 AS total, at,
     reduce(sum = 0, s IN open | sum + CASE WHEN coalesce(s.first <= at, true) THEN s.n ELSE 0 END) AS unreported,
     [l IN leavings WHERE coalesce(l.first <= at, true) AND coalesce(l.last >= at, true)] AS here
WITH baseline, total, here, unreported, reduce(sum = 0, l IN here | sum + CASE WHEN l.first = l.last THEN l.n ELSE 0 END) AS definite,
     date({year: at * months / 12, month: at * months % 12 + 1}) AS begin, duration({months: months}) AS length
RETURN begin, begin + length - duration({days: 1}) AS end, definite,
       reduce(sum = 0, l IN here | sum + l.n) - definite AS possible,
       reduce(sum = 0, l IN here | sum + CASE WHEN l.undated THEN l.n ELSE 0 END) AS undated,
       unreported, baseline, total
ORDER BY begin
