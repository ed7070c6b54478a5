import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Runs the query policy's thousands of small statements before anything else: they have Java compile Neo4j's planner. A
 * question that is planned before that takes twice as long, and there are dozens.
 */
export class PolicyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isPolicy = ({ moduleId }: TestSpecification) => moduleId.endsWith('/policy/gate.db.test.ts')
    return [...sorted.filter(isPolicy), ...sorted.filter(file => !isPolicy(file))]
  }
}
