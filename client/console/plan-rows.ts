import type { PlanNode } from '../../cypher/adhoc.ts'

/** Database hits of all steps; null if the statement was not profiled. */
export function totalHits({ dbHits, children }: PlanNode): number | null {
  const below = children.map(totalHits)
  if (dbHits === null && below.every(hits => hits === null)) return null
  return (dbHits ?? 0) + below.reduce<number>((sum, hits) => sum + (hits ?? 0), 0)
}
