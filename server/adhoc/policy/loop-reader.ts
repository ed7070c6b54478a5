import { costOf, heavier } from './costs.ts'
import { MAX_JOINED, MAX_LOOP_DEPTH, type Size } from './expression-cost.ts'
import { Scope } from './scope.ts'
import { isName } from './syntax.ts'
import { Cursor, UnsupportedSyntax } from './text-cursor.ts'
import {
  counted,
  countOf,
  elementOf,
  emptied,
  isFixed,
  isLight,
  listOf,
  literalList,
  oneOf,
  partsOf,
  shapeOf,
  unknown,
  type Value,
} from './value-size.ts'

/** The growth of a reduce(). */
export interface Reduced {
  /** Its result could double with each element. */
  doubles: boolean
  /** Its result never grows. */
  fixed: boolean
}

/** If the shape of a reduce() changes more often than this, it counts as unknown. */
const MAX_SHAPES = 3
/** The assumed number of elements of a list of unknown length, whose body repeats a value for each of them. */
const REPEATED = 20
/** The maximum number of reading steps. The bodies of loops are read several times. */
const MAX_STEPS = 50_000

/** Reads lists and loops over them. */
export abstract class LoopReader extends Cursor {
  readonly reduced = new Map<number, Reduced>()
  /** Positions of the brackets of lists whose elements are scalars or string literals. */
  readonly light = new Set<number>()
  /** Lists whose elements may each contain a whole other value, by the position of their bracket, with the depth of that value. */
  readonly copies = new Map<number, number>()
  #steps = 0
  #deep = 0
  /** The number of lists, maps and texts built so far. */
  #makes = 0
  protected readonly scope = new Scope()

  /** The cost of values that are scanned: compared, joined, searched or passed to a function, by position. */
  readonly scans = new Map<number, Size>()

  protected recordScan(at: number, ...values: readonly Value[]): void {
    if (!this.scope.isUsual) return
    for (const value of values) {
      const cost = costOf(value)
      if (cost) this.scans.set(at, heavier(cost, this.scans.get(at)))
    }
  }

  /** @throws {UnsupportedSyntax} after too many steps */
  protected spend(steps: number): void {
    this.#steps += steps
    if (this.#steps > MAX_STEPS) throw new UnsupportedSyntax()
  }

  /** Checks a value that the statement builds from several parts. */
  protected abstract check(value: Value): void
  protected abstract expression(): Value
  /** Skips `(a)-[:X]->(b)…`, from its first bracket. */
  protected abstract pattern(): void
  protected abstract isPattern(at: number): boolean

  protected list(): Value {
    const bracket = this.at
    this.expect('[')
    if (this.take(']')) return literalList([])
    if (isName(this.peek()) && this.peek(1).syntax === 'IN')
      return this.loop(']', (list, name) => {
        if (!this.take('|'))
          return this.scope.countsOnlyLong ? listOf(emptied(elementOf(list))) : listOf(elementOf(list), list)
        const value = this.#repeated(list, name, bracket)
        if (isLight(value)) this.light.add(bracket)
        else this.light.delete(bracket)
        return this.scope.countsOnlyLong ? listOf(value) : listOf(value, list)
      })
    const path = this.peek(1).syntax === '=' && this.isPattern(this.at + 2)
    if (path || this.isPattern(this.at)) {
      if (path) {
        this.scope.bind(this.variable(), this.scope.stored())
        this.at++
      }
      this.pattern()
      if (this.take('WHERE')) this.expression()
      this.expect('|')
      const { done, largest } = this.scope.withLargest(() => this.expression())
      this.expect(']')
      return listOf(this.ofRows(done, largest))
    }
    const value = literalList(this.listed(']', () => this.expression()))
    return this.made(value)
  }

  /** Reads `x IN list WHERE …` and the rest up to `close`. `x` is bound only there. */
  protected loop(close: string, then: (list: Value, name: string) => Value): Value {
    const name = this.variable()
    this.expect('IN')
    const list = this.expression()
    // loops.ts rejects this depth.
    if (++this.#deep > MAX_LOOP_DEPTH) throw new UnsupportedSyntax()
    const element = this.scope.countsOnlyLong ? emptied(elementOf(list)) : elementOf(list)
    const value = this.scope.within(name, element, () => {
      if (this.take('WHERE')) this.expression()
      const value = then(list, name)
      this.expect(close)
      return value
    })
    this.#deep--
    return value
  }

  /** The body of a list comprehension. Values other than the element are repeated for each element. */
  #repeated(list: Value, name: string, bracket: number): Value {
    const from = this.at
    const other = this.scope.countingOnlyLong(() =>
      this.scope.within(name, emptied(elementOf(list)), () => this.expression()),
    )
    this.at = from
    const value = this.expression()
    if (value.scalar || other.size === 0) return value
    this.copies.set(bracket, Math.max(this.copies.get(bracket) ?? 0, other.size < REPEATED ? 1 : 2))
    const times = this.scope.tracksOne ? Number.POSITIVE_INFINITY : (countOf(list) ?? REPEATED)
    return this.made({ ...value, size: value.size + times * other.size })
  }

  /** A value repeated per row; the rows are counted elsewhere. */
  protected ofRows = (value: Value, largest: number) =>
    this.scope.tracksOne && largest > 0 ? unknown(Number.POSITIVE_INFINITY) : this.scope.atLeast(value)

  protected made(value: Value): Value {
    if (!value.scalar) this.#makes++
    if (!this.scope.tracksOne) this.check(value)
    return value
  }

  protected reduce(word: number): Value {
    const accumulator = this.variable()
    this.expect('=')
    const first = this.expression()
    this.expect(',')
    return this.loop(')', list => {
      this.expect('|')
      const body = this.at
      const stable = this.#stableShape(accumulator, first, body)
      const { tracksOne } = this.scope
      if (!tracksOne) {
        const doubles = this.#doubles(accumulator, stable, body)
        this.reduced.set(word, { doubles, fixed: isFixed(stable) })
      }
      const before = this.#makes
      const after = this.#iterate(accumulator, stable, body)
      const makes = this.#makes > before
      if (isFixed(stable)) return stable
      const adds = tracksOne && this.#iterate(accumulator, counted(stable), body).size > 1
      const { joined } = this.#iterate(accumulator, { ...stable, joined: 1 }, body)
      const size = adds ? Number.POSITIVE_INFINITY : Math.max(stable.size, after.size)
      return this.made({
        ...stable,
        size,
        length: size,
        joined: makes ? first.joined + iterationsOf(list) * joined : joined,
      })
    })
  }

  #iterate(accumulator: string, value: Value, body: number): Value {
    this.at = body
    return this.scope.within(accumulator, value, () => this.expression())
  }

  /** The accumulator in a shape that does not change from one element to the next. */
  #stableShape(accumulator: string, first: Value, body: number): Value {
    let value = first
    for (let iteration = 0; iteration < MAX_SHAPES; iteration++) {
      const both = oneOf([value, this.#iterate(accumulator, value, body)])
      if (shapeOf(both) === shapeOf(value))
        return partsOf(value) ? value : { ...value, size: first.size, length: first.length }
      value = both
    }
    return unknown(first.size, first.length, first.joined)
  }

  /** Whether the next accumulator contains a part of the current one more than once. */
  #doubles(accumulator: string, stable: Value, body: number): boolean {
    const next = this.scope.trackingOne(() => this.#iterate(accumulator, counted(stable), body))
    const [before, after] = [partsOf(stable), partsOf(next)]
    return (before && after?.length === before.length ? after : [next]).some(({ size }) => size > 1)
  }
}

/** expression-cost.ts rejects a reduce() that joins more elements than this. */
const iterationsOf = (list: Value): number => Math.min(countOf(list) ?? MAX_JOINED, MAX_JOINED)
