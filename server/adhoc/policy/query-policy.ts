import { LRUCache } from 'lru-cache'
import type { Hint, Mode } from '../../../cypher/adhoc.ts'
import { cardinalityBounds, checkHidden, type Lengths, longestText, readLengths } from './cardinality-bounds.ts'
import type { DatabaseCatalog } from './database-catalog.ts'
import { checkCost, type ExpressionCost } from './expression-cost.ts'
import { checkGrowth, NO_GROWTH } from './growth.ts'
import { hintsOf, type Notification, syntaxViolation } from './hints.ts'
import { readLoops } from './loops.ts'
import { checkNames, checkPlan, type DriverPlan } from './plan-check.ts'
import { decodeEscapes, type Token, tokenise } from './policy-text.ts'
import { PolicyViolation } from './policy-violation.ts'
import { readQueryOptions } from './query-options.ts'
import { checkRanges, type Range, readRanges } from './range.ts'
import { checkPatterns, type Pattern, readPatterns } from './regex.ts'
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
  costs: ExpressionCost[]
  lengths: Lengths
  /** A named question, whose text needs no check. */
  trusted: boolean
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
   * Checks the text and the parameters. A `trusted` text is a named question; only its plan is checked.
   * @throws {PolicyViolation}
   */
  prepare(source: string, params: Record<string, unknown>, trusted = false): Prepared {
    const key = `${trusted ? 'trusted' : ''}\n${source}`
    const prepared = this.#prepared.get(key) ?? (trusted ? prepareTrusted(source) : prepare(source))
    this.#prepared.set(key, prepared)
    const bounds = cardinalityBounds(prepared.lengths, params)
    checkPatterns(prepared.patterns, params, longestText(prepared.lengths, bounds))
    checkRanges(prepared.ranges, params)
    checkCost(prepared.costs, bounds)
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
    checkCost(prepared.costs, cardinalityBounds(prepared.lengths, params, verdict.plan))
    return verdict
  }

  async #explain(
    transaction: ExplainTransaction,
    prepared: Prepared,
    params: Record<string, unknown>,
    catalog: DatabaseCatalog,
  ) {
    const { text, decoded, tokens } = prepared
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
      if (!prepared.trusted) checkHidden(text, tokens, plan as DriverPlan)
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
  const { tokens } = options
  const patterns = readPatterns(source, decoded)
  const growth = checkGrowth(source, tokens)
  const costs = readLoops(source, tokens, growth)
  const lengths = readLengths(tokens, growth)
  return {
    ...options,
    decoded: decoded.text,
    patterns,
    ranges: readRanges(source, tokens),
    costs,
    lengths,
    trusted: false,
  }
}

function prepareTrusted(source: string): Prepared {
  const decoded = decodeEscapes(source)
  const options = readQueryOptions(source, tokenise(decoded))
  const lengths = readLengths([], NO_GROWTH)
  return { ...options, decoded: decoded.text, patterns: [], ranges: [], costs: [], lengths, trusted: true }
}

export { MAX_QUERY_BYTES, PolicyViolation }
