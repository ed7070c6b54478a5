// Of those who joined an organisation in one year or half-year, what share was still there after so many days?
// Each stay has the least and the most days that its dates allow, to its leaving or, if no source says they left, to the
// day they were last seen. Both curves are Kaplan and Meier's, over the choice of days that makes them lowest and highest.
MATCH (o:Organisation {id: $organisation})
WITH o, CASE $cohort WHEN 'year' THEN 12 ELSE 6 END AS months, date($from) AS from, date($to) AS to
CALL (o, months) {
  MATCH (o)<-[stay:WAS_AT]-(:Person)
  WITH stay, (12 * stay.beginEarliest.year + stay.beginEarliest.month - 1) / months AS first,
       (12 * stay.beginLatest.year + stay.beginLatest.month - 1) / months AS last
  WITH stay, CASE WHEN first = last THEN first END AS cohort,
       duration.inDays(stay.beginLatest, CASE WHEN stay.open THEN coalesce(stay.lastSeen, stay.beginLatest)
                                              ELSE coalesce(stay.endEarliest, stay.beginLatest) END).days AS least,
       CASE WHEN stay.open THEN duration.inDays(stay.beginEarliest, coalesce(stay.lastSeen, stay.beginEarliest)).days
            ELSE duration.inDays(stay.beginEarliest, stay.endLatest).days END AS most
  // Nobody leaves before they join; null is a leaving that no source bounds.
  RETURN cohort, CASE WHEN cohort IS NOT NULL THEN NOT stay.open END AS left,
         CASE WHEN cohort IS NOT NULL THEN CASE WHEN least < 0 THEN 0 ELSE least END END AS least,
         CASE WHEN cohort IS NOT NULL THEN CASE WHEN most < 0 THEN 0 ELSE most END END AS most, count(*) AS n
}
WITH months, from, to, cohort, collect({left: left, least: least, most: most, n: n}) AS stays, sum(n) AS people
WHERE cohort IS NULL OR (coalesce(cohort >= (12 * from.year + from.month - 1) / months, true)
                         AND coalesce(cohort <= (12 * to.year + to.month - 1) / months, true))
CALL (cohort, stays, people) {
  WITH cohort, stays, people,
       CASE WHEN cohort IS NULL THEN 0 ELSE reduce(longest = 0, stay IN stays | CASE
         WHEN coalesce(stay.most, stay.least) > longest THEN coalesce(stay.most, stay.least) ELSE longest END) END AS longest
  UNWIND range(0, CASE WHEN longest = 0 THEN 0 WHEN longest > 60 * $every THEN 60
                       ELSE (longest + $every - 1) / $every END) AS step
  WITH stays, people, step * $every AS day
  CALL (stays, people, day) {
    // Kaplan-Meier is lowest at a day if all who can have left by then have, as late as can be, and all others were last
    // seen as early as can be; highest the other way round.
    UNWIND ['lower', 'upper'] AS curve
    UNWIND stays AS stay
    WITH curve, people, day, stay, CASE
      WHEN NOT stay.left THEN CASE curve WHEN 'lower' THEN stay.least ELSE stay.most END
      WHEN curve = 'lower' THEN CASE WHEN stay.least > day THEN null WHEN stay.most <= day THEN stay.most ELSE day END
      ELSE CASE WHEN stay.most <= day THEN stay.least END END AS at
    WITH curve, people, day, at, sum(CASE WHEN stay.left THEN stay.n ELSE 0 END) AS left, sum(stay.n) AS gone
    WHERE at <= day
    WITH curve, people, at, left, gone ORDER BY at
    WITH curve, people, collect({left: left, gone: gone}) AS times
    WITH curve, reduce(acc = [1.0, people], t IN times | [acc[0] * (acc[1] - t.left) / acc[1], acc[1] - t.gone])[0] AS survival
    RETURN collect({curve: curve, survival: survival}) AS curves
  }
  RETURN day, curves, {
    min: reduce(sum = 0, s IN stays | sum + CASE WHEN s.least >= day THEN s.n ELSE 0 END),
    max: reduce(sum = 0, s IN stays | sum + CASE WHEN coalesce(s.most >= day, true) THEN s.n ELSE 0 END)} AS atRisk, {
    min: reduce(sum = 0, s IN stays | sum + CASE WHEN s.left AND s.most <= day THEN s.n ELSE 0 END),
    max: reduce(sum = 0, s IN stays | sum + CASE WHEN s.left AND s.least <= day THEN s.n ELSE 0 END)} AS left, {
    min: reduce(sum = 0, s IN stays | sum + CASE WHEN NOT s.left AND s.most < day THEN s.n ELSE 0 END),
    max: reduce(sum = 0, s IN stays | sum + CASE WHEN NOT s.left AND s.least < day THEN s.n ELSE 0 END)} AS censored
}
WITH months, cohort, people, day, curves, atRisk, left, censored
ORDER BY cohort IS NULL, cohort, day
WITH months, collect({cohort: cohort, people: people, day: day, curves: curves, atRisk: atRisk, left: left, censored: censored}) AS found
UNWIND found[..$limit] AS row
WITH row, size(found) AS total, row.cohort AS cohort, months, row.curves AS curves
RETURN CASE WHEN cohort IS NOT NULL THEN date({year: cohort * months / 12, month: cohort * months % 12 + 1}) END AS begin,
       CASE WHEN cohort IS NOT NULL THEN date({year: (cohort + 1) * months / 12, month: (cohort + 1) * months % 12 + 1})
                                         - duration({days: 1}) END AS end,
       row.people AS stays,
       CASE WHEN cohort IS NOT NULL THEN row.day END AS days,
       CASE WHEN cohort IS NOT NULL THEN row.atRisk END AS atRisk,
       CASE WHEN cohort IS NOT NULL THEN row.left END AS left,
       CASE WHEN cohort IS NOT NULL THEN row.censored END AS censored,
       CASE WHEN cohort IS NOT NULL THEN {
         min: coalesce([c IN curves WHERE c.curve = 'lower'][0].survival, 1.0),
         max: coalesce([c IN curves WHERE c.curve = 'upper'][0].survival, 1.0)} END AS survival,
       total
