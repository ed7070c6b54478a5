// Which organisations did the leavers of an organisation found or lead, and the leavers of those in turn?
// Each organisation occurs once, in the first generation that reaches it. The same four steps find each generation.
MATCH (o:Organisation {id: $organisation})
WITH [o] AS parents, [o] AS seen,
     [',', ';', '/', '&', '、', '，', '兼', ' and '] AS marks,
     ['founder', 'co-founder', 'cofounder', 'co founder', '创始人', '創始人', '创办人', '創辦人', '联合创始人', '聯合創始人',
      '联合创办人', '聯合創辦人', '共同创始人', '共同創始人', '共同创办人', '共同創辦人'] AS founder,
     ['chief executive', 'chief executive officer', 'ceo', 'president', 'managing director', 'executive director',
      'director general', 'chair', 'chairman', 'chairwoman', 'chairperson', 'head', 'lead', 'leader',
      '首席执行官', '总裁', '董事长', '总经理', '主席', '校长', '院长'] AS leader
CALL (parents, seen, marks, founder, leader) {
  UNWIND parents AS parent
  MATCH (parent)<-[left:LEFT]-(p:Person)-[stay:WAS_AT]->(child:Organisation)
  WHERE left.status IN ['confirmed', 'reported'] AND NOT child IN seen AND coalesce(stay.beginLatest >= left.earliest, true)
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(child) WHERE joined.status IN ['confirmed', 'reported']
  WITH parent, p, left, stay, child, joined, CASE
    WHEN joined.manner = 'founded' OR any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN founder)) THEN 'founded'
    WHEN $by = 'founding or leading' AND any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN leader)) THEN 'led' END AS by
  WHERE by IS NOT NULL AND NOT EXISTS { (parent)-[:PART_OF]-(child) }
  RETURN collect({generation: 1, parent: parent, p: p, left: left, stay: stay, child: child, joined: joined, by: by}) AS first
}
WITH seen + [f IN first | f.child] AS seen, COLLECT { UNWIND first AS f RETURN DISTINCT f.child } AS parents, marks, founder, leader, first
CALL (parents, seen, marks, founder, leader) {
  UNWIND parents AS parent
  MATCH (parent)<-[left:LEFT]-(p:Person)-[stay:WAS_AT]->(child:Organisation)
  WHERE $generations >= 2
    AND left.status IN ['confirmed', 'reported'] AND NOT child IN seen AND coalesce(stay.beginLatest >= left.earliest, true)
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(child) WHERE joined.status IN ['confirmed', 'reported']
  WITH parent, p, left, stay, child, joined, CASE
    WHEN joined.manner = 'founded' OR any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN founder)) THEN 'founded'
    WHEN $by = 'founding or leading' AND any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN leader)) THEN 'led' END AS by
  WHERE by IS NOT NULL AND NOT EXISTS { (parent)-[:PART_OF]-(child) }
  RETURN collect({generation: 2, parent: parent, p: p, left: left, stay: stay, child: child, joined: joined, by: by}) AS second
}
WITH seen + [f IN second | f.child] AS seen, COLLECT { UNWIND second AS f RETURN DISTINCT f.child } AS parents, marks, founder, leader,
     first + second AS found
CALL (parents, seen, marks, founder, leader) {
  UNWIND parents AS parent
  MATCH (parent)<-[left:LEFT]-(p:Person)-[stay:WAS_AT]->(child:Organisation)
  WHERE $generations >= 3
    AND left.status IN ['confirmed', 'reported'] AND NOT child IN seen AND coalesce(stay.beginLatest >= left.earliest, true)
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(child) WHERE joined.status IN ['confirmed', 'reported']
  WITH parent, p, left, stay, child, joined, CASE
    WHEN joined.manner = 'founded' OR any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN founder)) THEN 'founded'
    WHEN $by = 'founding or leading' AND any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN leader)) THEN 'led' END AS by
  WHERE by IS NOT NULL AND NOT EXISTS { (parent)-[:PART_OF]-(child) }
  RETURN collect({generation: 3, parent: parent, p: p, left: left, stay: stay, child: child, joined: joined, by: by}) AS third
}
WITH seen + [f IN third | f.child] AS seen, COLLECT { UNWIND third AS f RETURN DISTINCT f.child } AS parents, marks, founder, leader,
     found + third AS found
CALL (parents, seen, marks, founder, leader) {
  UNWIND parents AS parent
  MATCH (parent)<-[left:LEFT]-(p:Person)-[stay:WAS_AT]->(child:Organisation)
  WHERE $generations >= 4
    AND left.status IN ['confirmed', 'reported'] AND NOT child IN seen AND coalesce(stay.beginLatest >= left.earliest, true)
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(child) WHERE joined.status IN ['confirmed', 'reported']
  WITH parent, p, left, stay, child, joined, CASE
    WHEN joined.manner = 'founded' OR any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN founder)) THEN 'founded'
    WHEN $by = 'founding or leading' AND any(role IN stay.roles
      WHERE any(part IN split(toLower(role), marks) WHERE trim(part) IN leader)) THEN 'led' END AS by
  WHERE by IS NOT NULL AND NOT EXISTS { (parent)-[:PART_OF]-(child) }
  RETURN collect({generation: 4, parent: parent, p: p, left: left, stay: stay, child: child, joined: joined, by: by}) AS fourth
}
UNWIND found + fourth AS f
WITH f, f.left AS left, f.stay AS stay, coalesce(f.joined.originLeft = f.left.id, false) AS stated
// Of several leavings, uses the last one before the founding; of several tenures, the first.
ORDER BY f.generation, f.parent.id, f.child.id, f.p.id, f.by, stated DESC, stay.beginLatest IS NULL, stay.beginLatest,
         left.latest IS NULL, left.latest DESC, left.id
WITH f.generation AS generation, f.parent AS parent, f.child AS child, f.p AS p,
     collect({by: f.by, joined: f.joined, left: left, stay: stay, stated: stated})[0] AS f
WITH generation, parent, child, p, f.by AS by, f.joined AS joined, f.left AS left, f.stay AS stay, f.stated AS stated
ORDER BY generation, parent.name, parent.id, child.name, child.id, p.name, p.id
WITH collect({generation: generation, parent: parent, child: child, p: p, by: by, joined: joined, left: left, stay: stay, stated: stated}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row, row.parent AS parent, row.child AS child, row.p AS p, row.left AS left, row.stay AS stay,
     duration.inDays(row.left.latest, row.stay.beginEarliest).days AS least
RETURN row.generation AS generation, parent {.id, .name} AS parent, child {.id, .name} AS organisation, p {.id, .name} AS person,
       row.by AS by, stay.roles AS roles, left.on AS left, row.joined.on AS joined,
       {min: CASE WHEN least > 0 THEN least ELSE 0 END, max: duration.inDays(left.earliest, stay.beginLatest).days} AS lag,
       CASE WHEN row.stated AND row.joined.originCertainty = 'definite' OR least >= 0 THEN 'definite' ELSE 'possible' END AS certainty,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN left.claims + stay.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
