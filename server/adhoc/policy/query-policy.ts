import { LRUCache } from 'lru-cache'
import type { Hint, Mode } from '../../../cypher/adhoc.ts'
import { checkAccumulators } from './accumulators.ts'
import type { DatabaseCatalog } from './database-catalog.ts'
import { checkDoubling } from './doubling.ts'
import { hintsOf, type Notification, syntaxViolation } from './hints.ts'
import { checkNames, checkPlan, type DriverPlan } from './plan-check.ts'
import { decodeEscapes, type Token, tokenise } from './policy-text.ts'
import { PolicyViolation } from './policy-violation.ts'
import { readQueryOptions } from './query-options.ts'
import { checkRanges, type Range, readRanges } from './range.ts'
import { checkPatterns, longestText, type Pattern, readPatterns } from './regex.ts'
import { checkShape, checkText, MAX_QUERY_BYTES } from './shape.ts'

/** A statement that may be explained by the database. */
export interface Prepared {
  /** The text to run: the statement with a leading EXPLAIN or PROFILE replaced by spaces. */
  text: string
  mode: Mode | undefined
  decoded: string
  tokens: Token[]
  patterns: Pattern[]
  ranges: Range[]
  /** The decision for a version of the schema. */
  verdict?: { version: string; hints: Hint[]; plan: DriverPlan } | { version: string; violation: PolicyViolation }
}

/** The part of the driver's transaction that is used. */
export interface ExplainTransaction {
  run(
    text: string,
    params: Record<string, unknown>,
  ): PromiseLike<{ summary: { queryType?: string; plan: unknown; gqlStatusObjects?: unknown } }>
}

/**
 * Decides whether a statement may run: first by its text, which is cheap, then by the database's plan. Caches the last
 * decisions by exact text and schema version.
 */
export class QueryPolicy {
  readonly #prepared: LRUCache<string, Prepared>

  constructor(maxCached = 500) {
    this.#prepared = new LRUCache({ max: maxCached })
  }

  /**
   * Checks the text and the parameters.
   * @throws {PolicyViolation}
   */
  prepare(source: string, params: Record<string, unknown>): Prepared {
    const prepared = this.#prepared.get(source) ?? prepare(source)
    this.#prepared.set(source, prepared)
    checkPatterns(prepared.patterns, params, longestText(prepared.tokens, params))
    checkRanges(prepared.ranges, params)
    return prepared
  }

  /**
   * Checks the plan, which it reads in `transaction` unless the decision is cached. Returns the plan and the database's hints.
   * @throws {PolicyViolation}
   */
  async authorise(
    transaction: ExplainTransaction,
    prepared: Prepared,
    params: Record<string, unknown>,
    catalog: DatabaseCatalog,
  ): Promise<{ hints: Hint[]; plan: DriverPlan }> {
    if (prepared.verdict?.version !== catalog.version)
      prepared.verdict = await this.#explain(transaction, prepared, params, catalog)
    const { verdict } = prepared
    if ('violation' in verdict) throw verdict.violation
    return verdict
  }

  async #explain(
    transaction: ExplainTransaction,
    { text, decoded, tokens }: Prepared,
    params: Record<string, unknown>,
    catalog: DatabaseCatalog,
  ) {
    const { version } = catalog
    try {
      checkNames(text, decoded, tokens, catalog.customFunctions)
      // EXPLAIN is on a separate line, so that columns stay the same and only the line number shifts.
      const { summary } = await transaction.run(`EXPLAIN\n${text}`, params).then(
        result => result,
        error => {
          throw syntaxViolation(error, tokens, 1) ?? error
        },
      )
      const plan = (summary.plan || false) as DriverPlan | false
      checkPlan(text, tokens, summary.queryType, plan)
      return {
        version,
        hints: hintsOf((summary.gqlStatusObjects ?? []) as Notification[], text, catalog),
        plan: plan as DriverPlan,
      }
    } catch (error) {
      if (error instanceof PolicyViolation) return { version, violation: error }
      throw error
    }
  }
}

function prepare(source: string): Prepared {
  checkText(source)
  const decoded = decodeEscapes(source)
  const all = tokenise(decoded)
  checkShape(source, all)
  const options = readQueryOptions(source, all)
  checkAccumulators(source, options.tokens)
  checkDoubling(options.tokens)
  const patterns = readPatterns(source, decoded)
  return { ...options, decoded: decoded.text, patterns, ranges: readRanges(source, options.tokens) }
}

export { MAX_QUERY_BYTES, PolicyViolation }
