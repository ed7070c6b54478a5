import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const POLICY = resolve('test/server/adhoc/policy/query-policy.db.test.ts')
if (!existsSync(POLICY)) throw new Error(`${POLICY} is missing: name the test that is to run first`)

/**
 * Runs the query policy's thousands of small statements before anything else: they have Java compile Neo4j's planner. A
 * question that is planned before that takes twice as long, and there are dozens.
 */
export class PolicyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isPolicy = ({ moduleId }: TestSpecification) => moduleId === POLICY
    return [...sorted.filter(isPolicy), ...sorted.filter(file => !isPolicy(file))]
  }
}
