// Of those who joined an organisation in one year or half-year, what share was still there after so many days?
// All tenures are followed to one day. Each has the minimum and maximum length that its dates allow, up to its leaving or that day.
// The curves are Kaplan-Meier estimates for the choices of days that make them lowest and highest.
MATCH (o:Organisation {id: $organisation})
CALL (o) {
  // The newest day of the sources: the last possible day of publication (the first, if the date is open), the day of retrieval that
  // the loader recorded, or for an undated source the last day in its claims; never after the day of recording.
  MATCH (o)<-[:SAME_AS*0..5]-(:Organisation)<-[:AT]-(c:Claim)-[:FROM]->(s:Source)
  WHERE c.withdrawn IS NULL AND c.status IN ['confirmed', 'reported']
  WITH s, max(c.recorded) AS recorded, max(coalesce(c.latest, c.earliest)) AS spoken, split(s.published, '/') AS ends
  WITH s, recorded, spoken, ends[-1] IN ['', '..'] AS open, CASE WHEN ends[-1] IN ['', '..'] THEN ends[0] ELSE ends[-1] END AS text
  WITH s, recorded, spoken, open, right(text, 1) IN ['~', '?', '%'] AS about, replace(replace(replace(
         replace(replace(text, '~', ''), '?', ''), '%', ''), '-XX', ''), 'X', CASE WHEN open THEN '0' ELSE '9' END) AS text
  WITH s, recorded, spoken, open, about, substring(text, 5, 2) IN ['22', '24'] AS late,
       CASE WHEN substring(text, 5, 2) > '12' THEN left(text, 4) ELSE text END AS text
  WITH s, recorded, spoken, open, about, late, CASE WHEN text <> '' THEN date(text) END AS first,
       CASE size(text) WHEN 4 THEN duration({years: 1}) WHEN 7 THEN duration({months: 1}) ELSE duration({days: 1}) END AS unit
  WITH recorded, spoken, CASE WHEN open THEN first
         ELSE first + unit * (CASE WHEN about THEN 2 ELSE 1 END) - duration({days: 1})
              + duration({months: CASE WHEN late THEN 3 ELSE 0 END}) END AS published,
       left(split(s.note, 'retrieved ')[1], 10) AS noted
  WITH recorded, spoken, published, noted, toIntegerOrNull(left(noted, 4)) AS y, toIntegerOrNull(substring(noted, 5, 2)) AS m,
       toIntegerOrNull(substring(noted, 8, 2)) AS d
  // A user may have written the word in a note with another meaning.
  WITH recorded, spoken, published, CASE WHEN substring(noted, 4, 1) = '-' AND substring(noted, 7, 1) = '-' AND 0 < y < 10000
         AND 0 < m < 13 AND 0 < d < 32 THEN date({year: y, month: m}) + duration({days: d - 1}) END AS retrieved
  WITH recorded, CASE WHEN retrieved > published OR published IS NULL THEN coalesce(retrieved, spoken) ELSE published END AS day
  RETURN max(CASE WHEN day > recorded THEN recorded ELSE day END) AS newest
}
WITH o, newest, coalesce(date($asOf), newest) AS asOf, CASE $cohort WHEN 'year' THEN 12 ELSE 6 END AS months,
     date($from) AS from, date($to) AS to
CALL (o, months, asOf) {
  MATCH (o)<-[stay:WAS_AT]-(:Person)
  WITH stay, (12 * stay.beginEarliest.year + stay.beginEarliest.month - 1) / months AS first,
       (12 * stay.beginLatest.year + stay.beginLatest.month - 1) / months AS last,
       // The first day on which they can have left.
       CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END AS soonest
  WITH stay, first, soonest, CASE WHEN stay.beginEarliest > asOf THEN 'joined later'
         WHEN NOT coalesce(first = last, false) THEN 'vague joining' WHEN stay.beginLatest > asOf THEN 'joined later' END AS leftOut
  // left: certainly by that day; either: left by that day or later; unseen: no source says that they left; there: certainly there.
  WITH stay, first, soonest, leftOut, CASE WHEN soonest > asOf THEN 'there' WHEN stay.open THEN 'unseen'
         WHEN stay.endLatest <= asOf THEN 'left' ELSE 'either' END AS state,
       duration.inDays(stay.beginLatest, soonest).days AS least,
       duration.inDays(stay.beginEarliest, CASE WHEN stay.endLatest < asOf THEN stay.endLatest ELSE asOf END).days AS most
  // A person joins before leaving. A tenure lasts `least` to `most` days until the leaving, or `from` to `to` days until that day.
  WITH CASE WHEN leftOut IS NULL THEN first END AS cohort, leftOut, CASE WHEN leftOut IS NULL THEN {state: state,
         least: CASE WHEN least > 0 THEN least ELSE 0 END, most: CASE WHEN most > 0 THEN most ELSE 0 END,
         from: duration.inDays(stay.beginLatest, asOf).days, to: duration.inDays(stay.beginEarliest, asOf).days} END AS stay
  RETURN cohort, leftOut, stay, count(*) AS n
}
WITH months, newest, asOf, from, to, cohort, leftOut, collect(stay {.*, n: n}) AS stays, sum(n) AS people,
     coalesce(max(CASE stay.state WHEN 'left' THEN stay.most ELSE stay.to END), 0) AS longest,
     sum(CASE WHEN stay.state <> 'left' THEN n ELSE 0 END) = 0 AS over
WHERE cohort IS NULL OR (coalesce(cohort >= (12 * from.year + from.month - 1) / months, true)
                         AND coalesce(cohort <= (12 * to.year + to.month - 1) / months, true))
CALL (stays, people, longest, over) {
  // The curve ends at the longest tenure, unless all have left.
  UNWIND range(0, CASE WHEN longest >= 60 * $every THEN 60 WHEN over THEN (longest + $every - 1) / $every
                       ELSE longest / $every END) AS step
  WITH stays, people, step * $every AS day
  CALL (stays, people, day) {
    // The estimate on a day is lowest if all who can have left by then did so, as late as possible, and all others were
    // censored as early as possible; it is highest in the opposite case. In the lowest curve, the unseen may also have left.
    UNWIND ['lowest', 'lower', 'upper'] AS curve
    UNWIND stays AS stay
    WITH curve, people, day, stay, CASE WHEN stay.state = 'left' THEN curve = 'upper' OR stay.least <= day
           WHEN stay.state = 'there' OR curve = 'upper' OR stay.least > day THEN false
           ELSE stay.state = 'either' OR curve = 'lowest' END AS leaves
    WITH curve, people, day, stay, leaves, CASE
      WHEN leaves AND curve = 'upper' THEN CASE WHEN stay.most <= day THEN stay.least END
      WHEN leaves THEN CASE WHEN stay.most <= day THEN stay.most ELSE day END
      WHEN stay.state = 'left' THEN null
      WHEN curve = 'upper' THEN stay.to ELSE stay.from END AS at
    WITH curve, people, day, at, sum(CASE WHEN leaves THEN stay.n ELSE 0 END) AS left, sum(stay.n) AS gone
    WHERE at <= day
    WITH curve, people, at, left, gone ORDER BY at
    WITH curve, people, collect({left: left, gone: gone}) AS times
    WITH curve, reduce(acc = [1.0, people], t IN times | [acc[0] * (acc[1] - t.left) / acc[1], acc[1] - t.gone])[0] AS survival
    RETURN collect({curve: curve, survival: survival}) AS curves
  }
  RETURN day, curves, {
    min: reduce(sum = 0, s IN stays | sum + CASE WHEN (s.state IN ['there', 'unseen'] OR s.least >= day)
                                                  AND (s.state = 'left' OR s.from >= day) THEN s.n ELSE 0 END),
    max: reduce(sum = 0, s IN stays | sum + CASE WHEN CASE s.state WHEN 'left' THEN s.most ELSE s.to END >= day THEN s.n ELSE 0 END)
  } AS atRisk, {
    min: reduce(sum = 0, s IN stays | sum + CASE WHEN s.state = 'left' AND s.most <= day THEN s.n ELSE 0 END),
    max: reduce(sum = 0, s IN stays | sum + CASE WHEN s.state IN ['left', 'either'] AND s.least <= day THEN s.n ELSE 0 END)
  } AS left, {
    min: reduce(sum = 0, s IN stays | sum + CASE WHEN s.state IN ['there', 'unseen'] AND s.to < day THEN s.n ELSE 0 END),
    max: reduce(sum = 0, s IN stays | sum + CASE WHEN s.state <> 'left' AND s.from < day THEN s.n ELSE 0 END)
  } AS censored, reduce(sum = 0, s IN stays | sum + CASE WHEN s.state = 'unseen' AND s.least <= day THEN s.n ELSE 0 END) AS unseen
}
WITH months, newest, asOf, cohort, leftOut, people, day, curves, atRisk, left, censored, unseen
ORDER BY cohort IS NULL, cohort, leftOut DESC, day
WITH months, newest, asOf, collect({cohort: cohort, leftOut: leftOut, people: people, day: day, curves: curves, atRisk: atRisk,
                                    left: left, censored: censored, unseen: unseen}) AS found
UNWIND found[..$limit] AS row
WITH row, size(found) AS total, row.cohort AS cohort, months, newest, asOf, row.curves AS curves
WITH row, total, cohort, months, newest, asOf, [c IN curves WHERE c.curve = 'lowest'][0].survival AS lowest,
     [c IN curves WHERE c.curve = 'lower'][0].survival AS lower, [c IN curves WHERE c.curve = 'upper'][0].survival AS upper
RETURN CASE WHEN cohort IS NOT NULL THEN date({year: cohort * months / 12, month: cohort * months % 12 + 1}) END AS begin,
       CASE WHEN cohort IS NOT NULL THEN date({year: (cohort + 1) * months / 12, month: (cohort + 1) * months % 12 + 1})
                                         - duration({days: 1}) END AS end,
       asOf, newest AS sourcesUntil, row.people AS stays, row.leftOut AS leftOut,
       CASE WHEN cohort IS NOT NULL THEN row.day END AS days,
       CASE WHEN cohort IS NOT NULL THEN row.atRisk END AS atRisk,
       CASE WHEN cohort IS NOT NULL THEN row.left END AS left,
       CASE WHEN cohort IS NOT NULL THEN row.censored END AS censored,
       CASE WHEN cohort IS NOT NULL THEN row.unseen END AS unseen,
       CASE WHEN cohort IS NOT NULL THEN {min: coalesce(lower, 1.0), max: coalesce(upper, 1.0)} END AS survival,
       CASE WHEN cohort IS NOT NULL THEN {min: coalesce(lowest, 1.0), max: coalesce(upper, 1.0)} END AS survivalBounds,
       total
