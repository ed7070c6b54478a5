import { costOf, heavier } from './costs.ts'
import { MOST_DEEP, MOST_JOINED, type Size } from './expression-cost.ts'
import { Scope } from './scope.ts'
import { isName } from './syntax.ts'
import { Cursor, Unread } from './text-cursor.ts'
import {
  counted,
  countOf,
  elementOf,
  emptied,
  isFixed,
  isLight,
  listOf,
  listWritten,
  oneOf,
  partsOf,
  shapeOf,
  unknown,
  type Value,
} from './value-size.ts'

/** What a reduce() makes. */
export interface Reduced {
  /** It could be twice as long after each element. */
  doubles: boolean
  /** It never becomes longer. */
  fixed: boolean
}

/** How often what a reduce() gives may take another shape before it counts as unknown. */
const MOST_SHAPES = 3
/** What stands in a list once for each element, of which it is not known how many there are. */
const REPEATED = 20
/** How often expressions may be read again, as the bodies of loops are, before this is given up. */
const MOST_STEPS = 50_000

/** Reads lists and loops over them. */
export abstract class LoopReader extends Cursor {
  readonly reduced = new Map<number, Reduced>()
  /** The lists, by the place of their bracket, each of whose elements is a number or one of the texts that are written out. */
  readonly light = new Set<number>()
  /** The lists, by the place of their bracket, in each element of which all of something else may be, and how deep that is. */
  readonly copies = new Map<number, number>()
  #steps = 0
  #deep = 0
  /** How many lists, maps and texts were made. */
  #makes = 0
  protected readonly scope = new Scope()

  /** What is gone through at a place: compared, joined, searched, or handed to a function. */
  readonly through = new Map<number, Size>()

  protected goThrough(at: number, ...values: readonly Value[]): void {
    if (!this.scope.isUsual) return
    for (const value of values) {
      const cost = costOf(value)
      if (cost) this.through.set(at, heavier(cost, this.through.get(at)))
    }
  }

  /** @throws {Unread} when all of it has taken too long */
  protected spend(steps: number): void {
    this.#steps += steps
    if (this.#steps > MOST_STEPS) throw new Unread()
  }

  /** Looks at a value of more than one part that is made here. */
  protected abstract check(value: Value): void
  protected abstract expression(): Value
  /** Passes over `(a)-[:X]->(b)…`, from its first bracket. */
  protected abstract pattern(): void
  protected abstract isPattern(at: number): boolean

  protected list(): Value {
    const bracket = this.at
    this.expect('[')
    if (this.take(']')) return listWritten([])
    if (isName(this.peek()) && this.peek(1).syntax === 'IN')
      return this.over(']', (list, name) => {
        if (!this.take('|')) return this.scope.bares ? listOf(emptied(elementOf(list))) : listOf(elementOf(list), list)
        const value = this.#repeated(list, name, bracket)
        if (isLight(value)) this.light.add(bracket)
        else this.light.delete(bracket)
        return this.scope.bares ? listOf(value) : listOf(value, list)
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
      const { done, largest } = this.scope.noting(() => this.expression())
      this.expect(']')
      return listOf(this.ofRows(done, largest))
    }
    const value = listWritten(this.listed(']', () => this.expression()))
    return this.made(value)
  }

  /** `x IN list WHERE … ` and what comes then, up to `close`; x has its meaning there alone. */
  protected over(close: string, then: (list: Value, name: string) => Value): Value {
    const name = this.variable()
    this.expect('IN')
    const list = this.expression()
    // It is refused elsewhere.
    if (++this.#deep > MOST_DEEP) throw new Unread()
    const element = this.scope.bares ? emptied(elementOf(list)) : elementOf(list)
    const value = this.scope.within(name, element, () => {
      if (this.take('WHERE')) this.expression()
      const value = then(list, name)
      this.expect(close)
      return value
    })
    this.#deep--
    return value
  }

  /** The body of a list: what is not of the element is there again with each of them. */
  #repeated(list: Value, name: string, bracket: number): Value {
    const from = this.at
    const other = this.scope.bare(() => this.scope.within(name, emptied(elementOf(list)), () => this.expression()))
    this.at = from
    const value = this.expression()
    if (value.plain || other.size === 0) return value
    this.copies.set(bracket, Math.max(this.copies.get(bracket) ?? 0, other.size < REPEATED ? 1 : 2))
    const times = this.scope.follows ? Number.POSITIVE_INFINITY : (countOf(list) ?? REPEATED)
    return this.made({ ...value, size: value.size + times * other.size })
  }

  /** As often as there are rows, which are counted elsewhere. */
  protected ofRows = (value: Value, largest: number) =>
    this.scope.follows && largest > 0 ? unknown(Number.POSITIVE_INFINITY) : this.scope.floored(value)

  protected made(value: Value): Value {
    if (!value.plain) this.#makes++
    if (!this.scope.follows) this.check(value)
    return value
  }

  protected reduce(word: number): Value {
    const accumulator = this.variable()
    this.expect('=')
    const first = this.expression()
    this.expect(',')
    return this.over(')', list => {
      this.expect('|')
      const body = this.at
      const given = this.#settle(accumulator, first, body)
      const { follows } = this.scope
      if (!follows) {
        const doubles = this.#doubles(accumulator, given, body)
        this.reduced.set(word, { doubles, fixed: isFixed(given) })
      }
      const before = this.#makes
      const after = this.#turn(accumulator, given, body)
      const makes = this.#makes > before
      if (isFixed(given)) return given
      const adds = follows && this.#turn(accumulator, counted(given), body).size > 1
      const { joined } = this.#turn(accumulator, { ...given, joined: 1 }, body)
      const size = adds ? Number.POSITIVE_INFINITY : Math.max(given.size, after.size)
      return this.made({ ...given, size, length: size, joined: makes ? first.joined + turnsOf(list) * joined : joined })
    })
  }

  #turn(accumulator: string, value: Value, body: number): Value {
    this.at = body
    return this.scope.within(accumulator, value, () => this.expression())
  }

  /** The accumulator, in a shape that it has before and after each element. */
  #settle(accumulator: string, first: Value, body: number): Value {
    let value = first
    for (let turn = 0; turn < MOST_SHAPES; turn++) {
      const both = oneOf([value, this.#turn(accumulator, value, body)])
      if (shapeOf(both) === shapeOf(value))
        return partsOf(value) ? value : { ...value, size: first.size, length: first.length }
      value = both
    }
    return unknown(first.size, first.length, first.joined)
  }

  /** Whether a part of the accumulator goes into the next one more than once. */
  #doubles(accumulator: string, given: Value, body: number): boolean {
    const next = this.scope.following(() => this.#turn(accumulator, counted(given), body))
    const [before, after] = [partsOf(given), partsOf(next)]
    return (before && after?.length === before.length ? after : [next]).some(({ size }) => size > 1)
  }
}

/** Of how many elements more than this a reduce() is made is refused elsewhere. */
const turnsOf = (list: Value): number => Math.min(countOf(list) ?? MOST_JOINED, MOST_JOINED)
