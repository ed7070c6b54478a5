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

/** A statement that may be put to the database for its plan. */
export interface Prepared {
  /** The text to run: as given, with a leading EXPLAIN or PROFILE blanked. */
  text: string
  mode: Mode | undefined
  decoded: string
  tokens: Token[]
  patterns: Pattern[]
  ranges: Range[]
  works: ExpressionCost[]
  lengths: Lengths
  /** A question of ours. */
  trusted: boolean
  /** What the gate said of it, by the version of the schema. */
  verdict?: { version: string; hints: Hint[]; plan: DriverPlan } | { version: string; refusal: PolicyViolation }
}

/** What the gate uses of a transaction of the driver's. */
export interface ExplainTransaction {
  run(
    text: string,
    params: Record<string, unknown>,
  ): PromiseLike<{ summary: { queryType?: string; plan: unknown; gqlStatusObjects?: unknown } }>
}

/**
 * Decides whether a statement may run: first by its text, cheaply, then by the plan that the database makes of it. Verdicts
 * are kept by exact text and version of the schema, the last 500 used.
 */
export class QueryPolicy {
  readonly #known = new Map<string, Prepared>()
  constructor(readonly most = 500) {}

  /**
   * Refuses by the text and the parameters alone; one of our `own` texts is judged by its plan only.
   * @throws {PolicyViolation}
   */
  prepare(given: string, params: Record<string, unknown>, own = false): Prepared {
    const key = `${own ? 'own' : ''}\n${given}`
    const known = this.#known.get(key)
    const prepared = known ?? (own ? prepareTrusted(given) : prepare(given))
    // The last used is the last thrown out.
    this.#known.delete(key)
    this.#known.set(key, prepared)
    if (this.#known.size > this.most) this.#known.delete(this.#known.keys().next().value ?? '')
    const reach = cardinalityBounds(prepared.lengths, params)
    checkPatterns(prepared.patterns, params, longestText(prepared.lengths, reach))
    checkRanges(prepared.ranges, params)
    checkCost(prepared.works, reach)
    return prepared
  }

  /**
   * Refuses by the plan, which the given transaction is asked for unless the verdict is known. Gives the database's hints.
   * @throws {PolicyViolation}
   */
  async authorise(
    transaction: ExplainTransaction,
    prepared: Prepared,
    params: Record<string, unknown>,
    census: DatabaseCatalog,
  ): Promise<{ hints: Hint[]; plan: DriverPlan }> {
    if (prepared.verdict?.version !== census.version)
      prepared.verdict = await this.#explain(transaction, prepared, params, census)
    const { verdict } = prepared
    if ('refusal' in verdict) throw verdict.refusal
    checkCost(prepared.works, cardinalityBounds(prepared.lengths, params, verdict.plan))
    return verdict
  }

  async #explain(
    transaction: ExplainTransaction,
    prepared: Prepared,
    params: Record<string, unknown>,
    census: DatabaseCatalog,
  ) {
    const { text, decoded, tokens } = prepared
    const { version } = census
    try {
      checkNames(text, decoded, tokens, census.customFunctions)
      // A line of its own keeps the columns of the statement; the line is taken off again.
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
        hints: hintsOf((summary.gqlStatusObjects ?? []) as Notification[], text, census),
        plan: plan as DriverPlan,
      }
    } catch (error) {
      if (error instanceof PolicyViolation) return { version, refusal: error }
      throw error
    }
  }
}

function prepare(given: string): Prepared {
  checkText(given)
  const decoded = decodeEscapes(given)
  const all = tokenise(decoded)
  checkShape(given, all)
  const lead = readQueryOptions(given, all)
  const { tokens } = lead
  const patterns = readPatterns(given, decoded)
  const growth = checkGrowth(given, tokens)
  const works = readLoops(given, tokens, growth)
  const lengths = readLengths(tokens, growth)
  return { ...lead, decoded: decoded.text, patterns, ranges: readRanges(given, tokens), works, lengths, trusted: false }
}

function prepareTrusted(given: string): Prepared {
  const decoded = decodeEscapes(given)
  const lead = readQueryOptions(given, tokenise(decoded))
  const lengths = readLengths([], NO_GROWTH)
  return { ...lead, decoded: decoded.text, patterns: [], ranges: [], works: [], lengths, trusted: true }
}

export { MAX_QUERY_BYTES, PolicyViolation }
