import { emptied, named, oneOf, STORED, unknown, type Value } from './value-size.ts'

/** The sizes assumed for values of each kind. */
interface Weights {
  /** An unknown name. */
  unknown: number
  /** A parameter or a stored value. */
  short: number
  /** The minimum size of a function result or a named value. */
  least: number
  /** Only one value is tracked, to find how often it occurs in another. A repetition counts as infinite. */
  tracksOne: boolean
}
const USUAL: Weights = { unknown: 1, short: 1, least: 1, tracksOne: false }
const FOLLOWS: Weights = { unknown: 0, short: 0, least: 0, tracksOne: true }

/** The names bound so far. A name that is bound again may have either value, because scopes are not tracked. */
export class Scope {
  #names = new Map<string, Value>()
  /** The estimate for each name, including names bound in loops. */
  readonly all = new Map<string, Value>()
  #weights = USUAL
  #largest = 0

  get tracksOne(): boolean {
    return this.#weights.tracksOne
  }

  /** Whether only possibly long lists and texts count, and not values that are counted where they are built. */
  get countsOnlyLong(): boolean {
    return this.least === 0 && !this.tracksOne
  }

  get least(): number {
    return this.#weights.least
  }

  /** An unknown value. */
  unknown(): Value {
    return unknown(this.#weights.unknown)
  }

  /** A node, a relationship, a path or a property. */
  stored(): Value {
    return this.#weights.short > 0 ? STORED : emptied(STORED)
  }

  /** A parameter. */
  parameter(): Value {
    return { ...unknown(this.#weights.short), parameter: 'whole' }
  }

  /** Whether all values count with their usual sizes. */
  get isUsual(): boolean {
    return this.#weights === USUAL
  }

  known(name: string): Value {
    const bound = this.#names.get(name) ?? this.unknown()
    const value = bound.stored && this.#weights.short === 0 ? emptied(bound) : bound
    this.#largest = Math.max(this.#largest, value.size)
    return value
  }

  /** Runs `work`, and returns the largest value that it names, even if only its size is used, as in `range(0, size(l))`. */
  withLargest<T>(work: () => T): { done: T; largest: number } {
    const before = this.#largest
    this.#largest = 0
    const done = work()
    const largest = this.#largest
    this.#largest = Math.max(before, largest)
    return { done, largest }
  }

  /** Binds a name for the rest of the statement. */
  bind(name: string, value: Value): void {
    const before = this.#names.get(name)
    this.#names.set(name, before ? oneOf([before, this.atLeast(value)]) : this.atLeast(value))
    this.#note(name, value)
  }

  #note(name: string, value: Value): void {
    if (this.#weights !== USUAL) return
    const before = this.all.get(name)
    this.all.set(name, before ? oneOf([before, value]) : value)
  }

  /** Binds a name for the duration of `work`. */
  within(name: string, value: Value, work: () => Value): Value {
    const before = this.#names.get(name)
    this.#names.set(name, this.atLeast(value))
    this.#note(name, value)
    const done = work()
    if (before) this.#names.set(name, before)
    else this.#names.delete(name)
    return done
  }

  atLeast(value: Value): Value {
    return this.least > 0 ? named(value) : value
  }

  /** Runs `work` so that only possibly long lists and texts count. */
  countingOnlyLong(work: () => Value): Value {
    return this.#weighing({ ...this.#weights, short: 0, least: 0 }, work)
  }

  /** Runs `work` so that only names bound within it count. */
  trackingOne(work: () => Value): Value {
    const names = this.#names
    this.#names = new Map([...names].map(([name, value]) => [name, emptied(value)]))
    const done = this.#weighing(FOLLOWS, work)
    this.#names = names
    return done
  }

  #weighing(weights: Weights, work: () => Value): Value {
    const before = this.#weights
    this.#weights = weights
    const done = work()
    this.#weights = before
    return done
  }
}
