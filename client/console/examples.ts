/** Example statements for the sample; `title` is a key of the dictionary. */
export interface Example {
  title: string
  query: string
  params: Record<string, unknown>
}

export const examples: Example[] = [
  {
    title: 'leavers',
    query: `MATCH (p:Person)-[left:LEFT]->(o:Organisation {id: $id})
RETURN p, left, o
ORDER BY left.latest DESC
LIMIT 100`,
    params: { id: 'openai' },
  },
  {
    title: 'went',
    query: `// People who left one organisation and can have joined another later.
MATCH (a:Organisation {id: $id})<-[left:LEFT]-(p:Person)-[joined:JOINED]->(b:Organisation)
WHERE a <> b AND joined.latest >= left.earliest
RETURN b.name AS organisation, count(DISTINCT p) AS people, collect(DISTINCT p.name) AS names
ORDER BY people DESC`,
    params: { id: 'openai' },
  },
  {
    title: 'paths',
    query: `MATCH path = allShortestPaths((a:Person {id: $from})-[:JOINED|LEFT|WAS_AT*..8]-(b:Person {id: $to}))
RETURN path
LIMIT 25`,
    params: { from: 'lilian-weng', to: 'jan-leike' },
  },
  {
    title: 'claims',
    query: `MATCH (s:Source)<-[from:FROM]-(c:Claim)-[of:OF]->(p:Person {id: $id})
WHERE c.withdrawn IS NULL
RETURN s, from, c, of, p`,
    params: { id: 'lilian-weng' },
  },
  {
    title: 'search',
    query: `CALL db.index.fulltext.queryNodes('names', $text) YIELD node, score
RETURN node.name AS name, labels(node) AS labels, score
LIMIT 20`,
    params: { text: 'weng' },
  },
  {
    title: 'schema',
    query: `MATCH (a)-[r]->(b)
RETURN labels(a) AS from, type(r) AS type, labels(b) AS to, count(*) AS times
ORDER BY times DESC`,
    params: {},
  },
]
