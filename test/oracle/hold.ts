import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import type { Row } from '../../server/questions/answer-shape.ts'
import { type Ask, asking } from '../setup/asking.ts'
import { Undecided } from './accounts.ts'
import { type Oracle, oracleOf } from './oracle.ts'
import { type Asking, askingsOf, type Difference } from './questions.ts'
import { type Claim, claimsAsCsv, type World, writeWorlds } from './world.ts'

export interface Disagreement extends Difference {
  world: World
  question: string
  params: Asking['params']
}

const AT_ONCE = 3

/** Compares worlds with the oracle, all in one database: the ids of each have a different prefix. */
export class Holder {
  readonly #driver: Driver
  readonly #ask: Ask
  #count = 0
  asked = 0

  private constructor(driver: Driver, ask: Ask) {
    this.#driver = driver
    this.#ask = ask
  }

  static async over(driver: Driver): Promise<Holder> {
    return new Holder(driver, await asking(driver))
  }

  /** Loads the worlds and asks all questions that the oracle decides. */
  async disagreements(worlds: World[], question?: string): Promise<Disagreement[]> {
    const decided = worlds.flatMap(world => {
      const oracle = decidedOracle(world)
      const askings = oracle && decidedAskings(oracle)
      if (!askings) return []
      return [
        { world, prefix: `w${this.#count++}-`, askings: askings.filter(one => !question || one.question === question) },
      ]
    })
    if (decided.length === 0) return []
    await load(await readDataset([await writeWorlds(decided)]), { driver: this.#driver })
    const jobs = decided.flatMap(({ world, prefix, askings }) => askings.map(one => ({ world, prefix, asking: one })))
    const found: Disagreement[][] = []
    // Planning a question costs more than most answers, so ask each once first.
    const first = [...new Map(jobs.map(job => [job.asking.question, job])).values()]
    for (const { prefix, asking: one } of first) await this.#rowsOf(prefix, one)
    let next = 0
    const worker = async () => {
      for (let at = next++; at < jobs.length; at = next++) {
        const job = jobs[at]
        if (job) found[at] = await this.#disagreementsOf(job)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    return found.flat()
  }

  async #disagreementsOf(job: { world: World; prefix: string; asking: Asking }): Promise<Disagreement[]> {
    const { world, prefix, asking: one } = job
    this.asked++
    const rows = await this.#rowsOf(prefix, one)
    const plain = JSON.parse(JSON.stringify(rows).replaceAll(prefix, '')) as Row[]
    return one.compare(plain).map(difference => ({ ...difference, world, question: one.question, params: one.params }))
  }

  async #rowsOf(prefix: string, { question, params, ids }: Asking): Promise<Row[]> {
    const given = Object.entries(params).map(([name, value]) => [name, ids.includes(name) ? prefix + value : value])
    const asked = () => this.#ask(question, Object.fromEntries(given))
    // Repeat if a busy machine exceeded the time limit of a question.
    return (await asked().catch(asked)).rows
  }

  /** Shrinks a disagreement to the fewest and simplest claims that show it. */
  async smallest(disagreement: Disagreement): Promise<Disagreement> {
    const { world, check, question } = disagreement
    const simpler = simplerWorlds(world)
    const found = (await this.disagreements(simpler, question)).filter(one => one.check === check)
    const least = found.toSorted((a, b) => a.world.claims.length - b.world.claims.length)[0]
    return least ? this.smallest(least) : disagreement
  }
}

function decidedOracle(world: World): Oracle | null {
  try {
    return oracleOf(world)
  } catch (error) {
    if (error instanceof Undecided) return null
    throw error
  }
}

function decidedAskings(oracle: Oracle): Asking[] | null {
  try {
    return askingsOf(oracle)
  } catch (error) {
    if (error instanceof Undecided) return null
    throw error
  }
}

/** A world without one claim or one cell. */
function simplerWorlds(world: World): World[] {
  const { claims } = world
  const put = (at: number, ...instead: Claim[]): World => ({ ...world, claims: claims.toSpliced(at, 1, ...instead) })
  return claims.flatMap((claim, at) => [
    put(at),
    ...(claim.status === 'confirmed' ? [put(at, { ...claim, status: 'reported' })] : []),
    ...(claim.manner !== '' ? [put(at, { ...claim, manner: '' })] : []),
    ...(claim.origin !== '' ? [put(at, { ...claim, origin: '' })] : []),
  ])
}

export const describeDisagreement = ({ world, check, question, params, expected, got }: Disagreement): string =>
  [
    `── ${check}`,
    claimsAsCsv(world.claims),
    `${question} ${JSON.stringify(params)}`,
    `expected ${JSON.stringify(expected)}`,
    `got      ${JSON.stringify(got)}`,
  ].join('\n')
