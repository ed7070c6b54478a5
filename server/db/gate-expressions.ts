import { isName } from './gate-syntax.ts'
import type { Token } from './gate-text.ts'
import {
  counted,
  elementOf,
  emptied,
  isFixed,
  itemOf,
  joinOf,
  listOf,
  listWritten,
  mapOf,
  memberOf,
  NOTHING,
  named,
  oneOf,
  PLAIN,
  partsOf,
  shapeOf,
  times,
  unknown,
  type Value,
  WRITTEN,
} from './gate-values.ts'

/** The text is not what is read here: a word of the language as a name, or a syntax that is newer. */
export class Unread extends Error {
  override name = 'Unread'
}

/** What a reduce() makes. */
export interface Reduced {
  /** It could be twice as long after each element. */
  doubles: boolean
  /** It never becomes longer. */
  fixed: boolean
}

const RESERVED = new Set(
  'WITH RETURN MATCH UNWIND WHERE UNION CALL LET WHEN THEN ELSE AND OR XOR NOT IN IS AS CONTAINS OPTIONAL'.split(' '),
)
const COMPARES = /^(=|<>|<|>|<=|>=|=~|AND|OR|XOR|IN|CONTAINS)$/
const COMPARES_SUBJECT = /^(=|<>|<|>|<=|>=|=~)$/
const NUMERIC = new Set(
  (
    'SIZE LENGTH COUNT SUM AVG STDEV STDEVP PERCENTILECONT ABS CEIL FLOOR ROUND SIGN SQRT EXP LOG LOG10 RAND SIN COS TAN COT ASIN ACOS ' +
    'ATAN ATAN2 DEGREES RADIANS PI E TOINTEGER TOINTEGERORNULL TOFLOAT TOFLOATORNULL TOBOOLEAN TOBOOLEANORNULL DATE DATETIME ' +
    'LOCALDATETIME TIME LOCALTIME DURATION ISEMPTY ISNAN EXISTS ID TIMESTAMP CHAR_LENGTH CHARACTER_LENGTH POINT'
  ).split(' '),
)
const NUMERIC_NAMESPACE = /^(DATE|DATETIME|LOCALDATETIME|TIME|LOCALTIME|DURATION|POINT)\./
const PREDICATES = new Set(['ANY', 'ALL', 'NONE', 'SINGLE'])
/** How often what a reduce() gives may take another shape before it counts as unknown. */
const MOST_SHAPES = 3
/** What stands in a list once for each element makes what is written, compared and sorted so much more. */
const REPEATED = 20

/** How often expressions may be read again, as the bodies of loops are, before this is given up. */
const MOST_STEPS = 50_000

/** What counts for how much. */
interface Weights {
  /** A name or parameter of which nothing is known. */
  unknown: number
  /** The least that a value has which a function makes, or which has a name. */
  least: number
  /** One value alone is followed, to find how often it goes into another: what repeats it does so without end. */
  follows: boolean
}
const USUAL: Weights = { unknown: 1, least: 1, follows: false }
const FOLLOWS: Weights = { unknown: 0, least: 0, follows: true }

/**
 * Reads expressions, and gives what is known of their values. Precedence is of little matter: what compares is plain, and
 * what is joined is as long as all of it.
 */
export abstract class ExpressionReader {
  protected at = 0
  readonly reduced = new Map<number, Reduced>()
  /** The lists, by the place of their bracket, each of whose elements is a number or one of the texts that are written out. */
  readonly light = new Set<number>()
  /** What has a name so far. One that is given again may mean either, for where it is known is not looked into. */
  #names = new Map<string, Value>()
  #weights = USUAL
  #steps = 0
  #largest = 0

  constructor(protected readonly tokens: readonly Token[]) {}

  /** Looks at a value of more than one part that is made here. */
  protected abstract check(value: Value): void
  /** Reads the statement of a subquery to its `}`, and gives what it returns. */
  protected abstract subquery(): Value
  /** Passes over `(a)-[:X]->(b)…`, from its first bracket. */
  protected abstract pattern(): void
  protected abstract isPattern(at: number): boolean
  /** How much longer a function makes a text; its arguments begin at `from`. */
  protected abstract factorOf(name: string, from: number): number

  written(): ReadonlyMap<string, number> {
    return new Map([...this.#names].flatMap(([name, { items }]) => (items ? [[name, items.length] as const] : [])))
  }

  protected expression(): Value {
    const value = this.#sum()
    let compares = false
    for (; ; compares = true) {
      const { syntax } = this.peek()
      if (syntax === 'IS') {
        this.at++
        this.take('NOT')
        this.expect('NULL')
        continue
      }
      if (COMPARES.test(syntax)) this.at++
      else if (this.take('STARTS') || this.take('ENDS')) this.expect('WITH')
      else return compares ? PLAIN : value
      this.#sum()
    }
  }

  #sum(): Value {
    let value = this.#term()
    while (this.take('+') || this.take('||')) {
      value = joinOf(value, this.#term())
      this.#made(value)
    }
    return value
  }

  #term(): Value {
    let value = this.#signed()
    while (/^[-*/%^]$/.test(this.peek().syntax)) {
      this.at++
      this.#signed()
      value = PLAIN
    }
    return value
  }

  #signed(): Value {
    if (this.take('+')) return this.#signed()
    if (this.take('-') || this.take('NOT')) {
      // A name may be `not` as well.
      if (/^[-+.[]$/.test(this.peek().syntax)) throw new Unread()
      this.#signed()
      return PLAIN
    }
    let value = this.#primary()
    for (;;) {
      if (this.take('.')) value = memberOf(value, this.name())
      else if (this.take('[')) value = this.#index(value)
      else if (this.take(':')) {
        this.#labels()
        value = PLAIN
      } else return value
    }
  }

  #index(list: Value): Value {
    const { kind, text, syntax } = this.peek()
    const place = kind === 'number' && /^\d+$/.test(text) ? Number(text) : undefined
    const alone = this.peek(1).syntax === ']'
    if (syntax !== '..') this.expression()
    if (this.take('..')) {
      if (this.peek().syntax !== ']') this.expression()
      this.expect(']')
      const { size, length } = list
      return { size, length, ...((list.of || list.items) && { of: elementOf(list) }) }
    }
    this.expect(']')
    return itemOf(list, alone ? place : undefined)
  }

  #primary(): Value {
    if (++this.#steps > MOST_STEPS) throw new Unread()
    const token = this.peek()
    const { kind, syntax } = token
    if (syntax === '(') {
      if (this.isPattern(this.at)) {
        this.pattern()
        return PLAIN
      }
      this.at++
      const value = this.expression()
      this.expect(')')
      return value
    }
    if (syntax === '[') return this.#list()
    if (syntax === '{') return this.#map()
    this.at++
    if (kind === 'number') return PLAIN
    if (kind === 'string') return WRITTEN
    if (kind === 'parameter') return unknown(this.#weights.unknown)
    if (!isName(token) || RESERVED.has(syntax)) throw new Unread()
    if (syntax === 'NULL') return NOTHING
    if (syntax === 'TRUE' || syntax === 'FALSE') return PLAIN
    if (syntax === 'CASE') return this.#case()
    const next = this.peek().syntax
    if (next === '{' && /^(EXISTS|COUNT|COLLECT)$/.test(syntax)) {
      const { done, largest } = this.#named(() => this.subquery())
      return syntax === 'COLLECT' ? listOf(this.#ofRows(done, largest)) : PLAIN
    }
    if (next === '(' || (next === '.' && this.#isDotted())) return this.#call(this.at - 1)
    const value = this.#known(token.text)
    return next === '{' ? this.#projection(value) : value
  }

  #known(name: string): Value {
    const value = this.#names.get(name) ?? unknown(this.#weights.unknown)
    this.#largest = Math.max(this.#largest, value.size)
    return value
  }

  /** The largest of what is named in a part of an expression, also where it is only counted, as in `range(0, size(l))`. */
  #named<T>(work: () => T): { done: T; largest: number } {
    const before = this.#largest
    this.#largest = 0
    const done = work()
    const largest = this.#largest
    this.#largest = Math.max(before, largest)
    return { done, largest }
  }

  #list(): Value {
    const bracket = this.at
    this.expect('[')
    if (this.take(']')) return listWritten([])
    if (isName(this.peek()) && this.peek(1).syntax === 'IN')
      return this.#over(']', (list, name) => {
        if (!this.take('|')) return listOf(elementOf(list), list)
        const value = this.#repeated(elementOf(list), name)
        if (value.size === 0) this.light.add(bracket)
        else if (!this.#weights.follows) this.light.delete(bracket)
        return listOf(value, list)
      })
    const path = this.peek(1).syntax === '=' && this.isPattern(this.at + 2)
    if (path || this.isPattern(this.at)) {
      if (path) {
        this.opaque(this.variable())
        this.at++
      }
      this.pattern()
      if (this.take('WHERE')) this.expression()
      this.expect('|')
      const { done, largest } = this.#named(() => this.expression())
      this.expect(']')
      return listOf(this.#ofRows(done, largest))
    }
    const value = listWritten(this.listed(']', () => this.expression()))
    return this.#made(value)
  }

  /** `x IN list WHERE … ` and what comes then, up to `close`; x has its meaning there alone. */
  #over(close: string, then: (list: Value, name: string) => Value): Value {
    const name = this.variable()
    this.expect('IN')
    const list = this.expression()
    return this.#within(name, elementOf(list), () => {
      if (this.take('WHERE')) this.expression()
      const value = then(list, name)
      this.expect(close)
      return value
    })
  }

  /** The body of a list: what is not of the element is there again with each of them. */
  #repeated(element: Value, name: string): Value {
    const from = this.at
    const weights = this.#weights
    this.#weights = { ...weights, least: 0 }
    const other = this.#within(name, emptied(element), () => this.expression())
    this.#weights = weights
    this.at = from
    const value = this.expression()
    if (value.plain || other.size === 0) return value
    return this.#made({
      ...value,
      size: weights.follows ? Number.POSITIVE_INFINITY : value.size + REPEATED * other.size,
    })
  }

  /** As often as there are rows, which are counted elsewhere. */
  #ofRows = (value: Value, largest: number) =>
    this.#weights.follows && largest > 0 ? unknown(Number.POSITIVE_INFINITY) : this.#floored(value)

  #made(value: Value): Value {
    if (!this.#weights.follows) this.check(value)
    return value
  }

  #within(name: string, value: Value, work: () => Value): Value {
    const before = this.#names.get(name)
    this.#names.set(name, this.#floored(value))
    const done = work()
    if (before) this.#names.set(name, before)
    else this.#names.delete(name)
    return done
  }

  #floored = (value: Value) => (this.#weights.least > 0 ? named(value) : value)

  /** Gives a name to a value, for what comes. */
  protected bind(name: string, value: Value): void {
    const before = this.#names.get(name)
    this.#names.set(name, before ? oneOf([before, this.#floored(value)]) : this.#floored(value))
  }

  /** A pattern gives the name to something of the graph. */
  protected opaque(name: string): void {
    this.bind(name, unknown(this.#weights.unknown))
  }

  #map(): Value {
    this.expect('{')
    const members = new Map<string, Value>()
    if (!this.take('}'))
      this.listed('}', () => {
        const name = this.name()
        this.expect(':')
        members.set(name, this.expression())
      })
    const value = mapOf(members)
    return this.#made(value)
  }

  /** `x {.a, .*, b: …, y}`. */
  #projection(of: Value): Value {
    this.expect('{')
    let value = unknown(of.size, of.length)
    if (!this.take('}'))
      this.listed('}', () => {
        if (this.take('.')) {
          if (!this.take('*')) this.name()
          return
        }
        const name = this.name()
        const { size, length } = this.take(':') ? this.expression() : this.#known(name)
        value = unknown(value.size + size, Math.max(value.length, length))
      })
    return this.#made(value)
  }

  #case(): Value {
    if (this.peek().syntax !== 'WHEN') this.expression()
    const branches: Value[] = []
    while (this.take('WHEN')) {
      do {
        if (COMPARES_SUBJECT.test(this.peek().syntax)) this.at++
        this.expression()
      } while (this.take(','))
      this.expect('THEN')
      branches.push(this.expression())
    }
    if (branches.length === 0) throw new Unread()
    if (this.take('ELSE')) branches.push(this.expression())
    this.expect('END')
    return oneOf(branches)
  }

  #isDotted(): boolean {
    let at = this.at
    while (this.tokens[at]?.syntax === '.' && isName(this.tokens[at + 1])) at += 2
    return this.tokens[at]?.syntax === '('
  }

  #call(word: number): Value {
    let name = this.tokens[word]?.text ?? ''
    while (this.take('.')) name += `.${this.name()}`
    name = name.toUpperCase()
    this.expect('(')
    if (name === 'REDUCE') return this.#reduce(word)
    if (PREDICATES.has(name) && isName(this.peek()) && this.peek(1).syntax === 'IN') return this.#over(')', () => PLAIN)
    if (name === 'COUNT' && this.take('*')) {
      this.expect(')')
      return PLAIN
    }
    this.take('DISTINCT')
    const from = this.at
    const { done, largest } = this.#named(() => (this.take(')') ? [] : this.listed(')', () => this.expression())))
    const value =
      name === 'RANGE'
        ? { ...unknown(Math.max(this.#weights.least, largest)), of: PLAIN }
        : this.#result(name, done, from)
    return this.#made(value)
  }

  #result(name: string, args: readonly Value[], from: number): Value {
    const [first = NOTHING] = args
    if (NUMERIC.has(name) || NUMERIC_NAMESPACE.test(name)) return PLAIN
    if (name === 'COLLECT') return listOf(this.#floored(first))
    if (name === 'HEAD' || name === 'LAST') return elementOf(first)
    if (name === 'COALESCE') return oneOf(args)
    if (name === 'MIN' || name === 'MAX') return first
    const { least } = this.#weights
    const { size, length } = /^(COLL|STRING)\./.test(name)
      ? listWritten(args)
      : { size: Math.max(...args.map(each => each.size)), length: Math.max(...args.map(each => each.length)) }
    return times(unknown(Math.max(least, size), Math.max(least, length)), this.factorOf(name, from))
  }

  #reduce(word: number): Value {
    const accumulator = this.variable()
    this.expect('=')
    const first = this.expression()
    this.expect(',')
    return this.#over(')', () => {
      this.expect('|')
      const body = this.at
      const given = this.#settle(accumulator, first, body)
      const { follows } = this.#weights
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
    return this.#within(accumulator, value, () => this.expression())
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
    const [names, weights] = [this.#names, this.#weights]
    this.#names = new Map([...names].map(([name, value]) => [name, emptied(value)]))
    this.#weights = FOLLOWS
    const next = this.#turn(accumulator, counted(given), body)
    this.#names = names
    this.#weights = weights
    const [before, after] = [partsOf(given), partsOf(next)]
    return (before && after?.length === before.length ? after : [next]).some(({ size }) => size > 1)
  }

  #labels(): void {
    do {
      while (this.take('!'));
      if (this.take('(')) {
        this.#labels()
        this.expect(')')
      } else if (!this.take('%')) this.name()
    } while (this.take('&') || this.take(':'))
    // In `[x IN l WHERE x:A | B]` it may be of the list.
    if (this.peek().syntax === '|') throw new Unread()
  }

  protected listed<T>(close: string, one: () => T): T[] {
    const all: T[] = []
    do all.push(one())
    while (this.take(','))
    this.expect(close)
    return all
  }

  /** A name that is given here. */
  protected variable(): string {
    const { syntax } = this.peek()
    if (RESERVED.has(syntax) || /^(NULL|TRUE|FALSE|CASE)$/.test(syntax)) throw new Unread()
    return this.name()
  }

  protected name(): string {
    const token = this.peek()
    if (!isName(token)) throw new Unread()
    this.at++
    return token.text
  }

  protected take(syntax: string): boolean {
    if (this.peek().syntax !== syntax) return false
    this.at++
    return true
  }

  protected expect(syntax: string): void {
    if (!this.take(syntax)) throw new Unread()
  }

  protected peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? LAST
  }
}

const LAST: Token = { kind: 'sign', text: '', syntax: '', from: 0, to: 0 }
