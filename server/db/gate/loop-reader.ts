import { Cursor } from './cursor.ts'
import { Scope } from './scope.ts'
import { isName } from './syntax.ts'
import {
  counted,
  elementOf,
  emptied,
  isFixed,
  listOf,
  listWritten,
  oneOf,
  PLAIN,
  partsOf,
  shapeOf,
  unknown,
  type Value,
} from './values.ts'

/** What a reduce() makes. */
export interface Reduced {
  /** It could be twice as long after each element. */
  doubles: boolean
  /** It never becomes longer. */
  fixed: boolean
}

/** How often what a reduce() gives may take another shape before it counts as unknown. */
const MOST_SHAPES = 3
/** What stands in a list once for each element makes what is written, compared and sorted so much more. */
const REPEATED = 20

/** Reads lists and loops over them. */
export abstract class LoopReader extends Cursor {
  readonly reduced = new Map<number, Reduced>()
  /** The lists, by the place of their bracket, each of whose elements is a number or one of the texts that are written out. */
  readonly light = new Set<number>()
  protected readonly scope = new Scope()

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
        if (!this.take('|')) return listOf(elementOf(list), list)
        const value = this.#repeated(elementOf(list), name)
        if (value.size === 0) this.light.add(bracket)
        else if (!this.scope.follows) this.light.delete(bracket)
        return listOf(value, list)
      })
    const path = this.peek(1).syntax === '=' && this.isPattern(this.at + 2)
    if (path || this.isPattern(this.at)) {
      if (path) {
        this.scope.bind(this.variable(), this.scope.unknown())
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
    return this.scope.within(name, elementOf(list), () => {
      if (this.take('WHERE')) this.expression()
      const value = then(list, name)
      this.expect(close)
      return value
    })
  }

  /** The body of a list: what is not of the element is there again with each of them. */
  #repeated(element: Value, name: string): Value {
    const from = this.at
    const other = this.scope.bare(() => this.scope.within(name, emptied(element), () => this.expression()))
    this.at = from
    const value = this.expression()
    if (value.plain || other.size === 0) return value
    return this.made({
      ...value,
      size: this.scope.follows ? Number.POSITIVE_INFINITY : value.size + REPEATED * other.size,
    })
  }

  /** As often as there are rows, which are counted elsewhere. */
  protected ofRows = (value: Value, largest: number) =>
    this.scope.follows && largest > 0 ? unknown(Number.POSITIVE_INFINITY) : this.scope.floored(value)

  protected made(value: Value): Value {
    if (!this.scope.follows) this.check(value)
    return value
  }

  protected reduce(word: number): Value {
    const accumulator = this.variable()
    this.expect('=')
    const first = this.expression()
    this.expect(',')
    return this.over(')', () => {
      this.expect('|')
      const body = this.at
      const given = this.#settle(accumulator, first, body)
      const { follows } = this.scope
      if (!follows) {
        const doubles = this.#doubles(accumulator, given, body)
        this.reduced.set(word, { doubles, fixed: isFixed(given) })
      }
      const after = this.#turn(accumulator, given, body)
      if (given.plain) return PLAIN
      const adds = follows && this.#turn(accumulator, counted(given), body).size > 1
      return { ...given, ...unknown(adds ? Number.POSITIVE_INFINITY : Math.max(given.size, after.size)) }
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
    return unknown(first.size, first.length)
  }

  /** Whether a part of the accumulator goes into the next one more than once. */
  #doubles(accumulator: string, given: Value, body: number): boolean {
    const next = this.scope.following(() => this.#turn(accumulator, counted(given), body))
    const [before, after] = [partsOf(given), partsOf(next)]
    return (before && after?.length === before.length ? after : [next]).some(({ size }) => size > 1)
  }
}
