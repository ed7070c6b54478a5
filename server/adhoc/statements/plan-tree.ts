import type { PlanNode } from '../../../cypher/adhoc.ts'
import type { DriverPlan } from '../policy/plan-check.ts'

/** Converts a plan or profile of the driver. */
export function planOf(plan: DriverPlan & { rows?: unknown; dbHits?: unknown }): PlanNode {
  const { arguments: args } = plan
  const number = (value: unknown) => (value === undefined || value === null ? null : Number(value))
  return {
    operator: plan.operatorType.replace(/@.*$/, ''),
    details: typeof args.Details === 'string' ? args.Details : '',
    estimatedRows: number(args.EstimatedRows),
    rows: number(args.Rows),
    dbHits: number(args.DbHits),
    children: plan.children.map(planOf),
  }
}
