// Which roles did the leavers of an organisation leave empty, who came after them, and how long did it take?
// Two roles are equal if their letters and digits are, ignoring case and accents. The successor is the next person to join in the
// role, with no other certain joining in between. If the dates allow several, all are listed.
MATCH (o:Organisation {id: $organisation})
WITH o, reduce(key = '', c IN split(normalize(toLower($role), NFKD), '') |
                 CASE WHEN c =~ '[\\p{L}\\p{N}]' THEN key + c ELSE key END) AS wanted
CALL (o, wanted) {
  MATCH (o)<-[joined:JOINED]-(q:Person)
  WHERE joined.status IN ['confirmed', 'reported'] AND joined.role IS NOT NULL
  WITH wanted, joined.role AS role, collect({joined: joined, person: q}) AS those
  WITH those, wanted, reduce(key = '', c IN split(normalize(toLower(role), NFKD), '') |
                               CASE WHEN c =~ '[\\p{L}\\p{N}]' THEN key + c ELSE key END) AS key
  WHERE wanted IS NULL OR key = wanted
  UNWIND those AS one
  WITH key, collect(one) AS joinings
  RETURN collect({key: key, joinings: joinings}) AS posts
}
MATCH (o)<-[left:LEFT]-(p:Person)
WHERE left.status IN ['confirmed', 'reported'] AND left.role IS NOT NULL
  AND coalesce(left.latest >= date($from), true) AND coalesce(left.earliest <= date($to), true)
WITH wanted, posts, left.role AS role, collect({left: left, p: p}) AS those
WITH wanted, posts, those, reduce(key = '', c IN split(normalize(toLower(role), NFKD), '') |
                                    CASE WHEN c =~ '[\\p{L}\\p{N}]' THEN key + c ELSE key END) AS key
WHERE wanted IS NULL OR key = wanted
UNWIND those AS one
WITH posts, key, one.p AS p, one.left AS left
ORDER BY left.latest IS NULL, left.latest DESC, left.earliest DESC, p.name, left.id
WITH posts, collect({key: key, p: p, left: left}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.p AS p, row.left AS left,
     [one IN coalesce([post IN posts WHERE post.key = row.key][0].joinings, [])
        WHERE NOT (one.person = row.p AND one.joined.stint = row.left.stint)
          AND coalesce(one.joined.latest >= row.left.earliest, true) |
        one {.joined, .person, sure: coalesce(one.joined.earliest >= row.left.latest, false)}] AS later
WITH total, p, left, later, reduce(soonest = null, one IN later | CASE
       WHEN one.sure AND coalesce(one.joined.latest < soonest, one.joined.latest IS NOT NULL) THEN one.joined.latest
       ELSE soonest END) AS soonest
WITH total, p, left, soonest, COLLECT {
  UNWIND later AS one
  WITH one WHERE NOT coalesce(one.joined.earliest > soonest, false)
  RETURN one ORDER BY one.joined.earliest, one.joined.latest, one.joined.id
} AS next
WITH total, p, left, next, CASE WHEN size(next) = 1 THEN next[0] END AS only,
     reduce(day = next[0].joined.earliest, one IN next | CASE WHEN one.joined.earliest IS NULL THEN null ELSE day END) AS first,
     coalesce(soonest, reduce(day = next[0].joined.latest, one IN next | CASE WHEN one.joined.latest > day THEN one.joined.latest
                                   WHEN one.joined.latest IS NULL THEN null ELSE day END)) AS last
WITH total, p, left, next, only, only.person AS successor, duration.inDays(left.latest, first).days AS least,
     duration.inDays(left.earliest, last).days AS most
RETURN left.role AS role, p {.id, .name} AS leaver, left.on AS left, left.earliest AS earliest, left.latest AS latest,
       left.scheduledAsOf AS scheduledAsOf,
       CASE size(next) WHEN 0 THEN 'none reported' WHEN 1 THEN 'known' ELSE 'several' END AS filled,
       successor {.id, .name} AS successor, only.joined.on AS joined,
       CASE WHEN only.sure THEN 'definite' WHEN next <> [] THEN 'possible' END AS certainty,
       CASE WHEN next <> [] THEN {min: CASE WHEN least > 0 THEN least ELSE 0 END, max: most} END AS vacant,
       COLLECT { UNWIND next[..10] AS one WITH one.person AS q, one.joined AS joined
                 RETURN {id: q.id, name: q.name, joined: joined.on} } AS candidates,
       size(next) AS candidatesTotal,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN reduce(ids = left.claims, one IN next[..10] | ids + one.joined.claims) AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.event = 'joined', s.published, c.id
       } AS claims,
       total
