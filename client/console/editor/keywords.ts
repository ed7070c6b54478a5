const words = (text: string) => text.split(/\s+/).filter(Boolean)

/** Keywords of read-only statements in Cypher 5 and 25. Neo4j reports those in wrong places. */
export const KEYWORDS = words(`
  ALL AND ANY AS ASC ASCENDING BY CALL CASE COLLECT CONTAINS COUNT DESC DESCENDING DISTINCT ELSE END ENDS EXISTS EXPLAIN
  FALSE FILTER IN IS LET LIMIT MATCH NODES NONE NORMALIZED NOT NULL OFFSET ON OPTIONAL OR ORDER PROFILE RETURN
  SHORTEST SINGLE SKIP STARTS THEN TRUE TYPED UNION UNWIND USING WHEN WHERE WITH XOR YIELD`)

/** Offered first at the beginning of a clause. */
export const CLAUSES = words('MATCH WHERE RETURN WITH UNWIND CALL LIMIT SKIP UNION')
export const PHRASES = [
  'OPTIONAL MATCH',
  'ORDER BY',
  'STARTS WITH',
  'ENDS WITH',
  'IS NOT NULL',
  'IS NULL',
  'UNION ALL',
  'RETURN DISTINCT',
]

export const FUNCTIONS = words(`
  abs allShortestPaths avg ceil coalesce collect count date date.truncate datetime duration duration.between
  duration.inDays elementId endNode exists floor head isEmpty keys labels last left length ltrim max min nodes
  percentileCont percentileDisc properties range reduce relationships replace reverse right round rtrim shortestPath
  sign size split startNode stDev substring sum tail toFloat toInteger toLower toString toUpper trim type`)
