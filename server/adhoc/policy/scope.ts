import { emptied, named, oneOf, STORED, unknown, type Value } from './value-size.ts'

/** What counts for how much. */
interface Weights {
  /** A name of which nothing is known. */
  unknown: number
  /** A parameter, and what the graph holds. */
  short: number
  /** The least that a value has which a function makes, or which has a name. */
  least: number
  /** One value alone is followed, to find how often it goes into another: what repeats it does so without end. */
  follows: boolean
}
const USUAL: Weights = { unknown: 1, short: 1, least: 1, follows: false }
const FOLLOWS: Weights = { unknown: 0, short: 0, least: 0, follows: true }

/** What has a name so far. One that is given again may mean either, for where it is known is not looked into. */
export class Scope {
  #names = new Map<string, Value>()
  /** What each name ever was, also within a loop. */
  readonly ever = new Map<string, Value>()
  #weights = USUAL
  #largest = 0

  get follows(): boolean {
    return this.#weights.follows
  }

  /** Only what may be a long list or text counts, and not what is counted where it is made. */
  get bares(): boolean {
    return this.least === 0 && !this.follows
  }

  get least(): number {
    return this.#weights.least
  }

  /** A value of which nothing is known. */
  unknown(): Value {
    return unknown(this.#weights.unknown)
  }

  /** A node, a relationship, a path or a property. */
  stored(): Value {
    return this.#weights.short > 0 ? STORED : emptied(STORED)
  }

  /** A parameter. */
  given(): Value {
    return { ...unknown(this.#weights.short), given: 'whole' }
  }

  /** Whether values are what they are, and none is left out. */
  get isUsual(): boolean {
    return this.#weights === USUAL
  }

  known(name: string): Value {
    const bound = this.#names.get(name) ?? this.unknown()
    const value = bound.stored && this.#weights.short === 0 ? emptied(bound) : bound
    this.#largest = Math.max(this.#largest, value.size)
    return value
  }

  /** The largest of what is named in a part of an expression, also where it is only counted, as in `range(0, size(l))`. */
  noting<T>(work: () => T): { done: T; largest: number } {
    const before = this.#largest
    this.#largest = 0
    const done = work()
    const largest = this.#largest
    this.#largest = Math.max(before, largest)
    return { done, largest }
  }

  /** Gives a name to a value, for what comes. */
  bind(name: string, value: Value): void {
    const before = this.#names.get(name)
    this.#names.set(name, before ? oneOf([before, this.floored(value)]) : this.floored(value))
    this.#note(name, value)
  }

  #note(name: string, value: Value): void {
    if (this.#weights !== USUAL) return
    const before = this.ever.get(name)
    this.ever.set(name, before ? oneOf([before, value]) : value)
  }

  /** The same for one work alone. */
  within(name: string, value: Value, work: () => Value): Value {
    const before = this.#names.get(name)
    this.#names.set(name, this.floored(value))
    this.#note(name, value)
    const done = work()
    if (before) this.#names.set(name, before)
    else this.#names.delete(name)
    return done
  }

  floored(value: Value): Value {
    return this.least > 0 ? named(value) : value
  }

  /** Only what may be a long list or text counts. */
  bare(work: () => Value): Value {
    return this.#weighing({ ...this.#weights, short: 0, least: 0 }, work)
  }

  /** Nothing counts but what the work names itself. */
  following(work: () => Value): Value {
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
