import { ExpressionReader, type Reduced, Unread } from './gate-expressions.ts'
import { GateRefusal, placeAt } from './gate-refusal.ts'
import { calls, closes, closing, isLiteral, isName, opens, split } from './gate-syntax.ts'
import type { Token } from './gate-text.ts'
import { elementOf, NOTHING, oneOf, type Value } from './gate-values.ts'

/** Thirty of `WITH s + s AS s` make a text of 1 GB, which no memory limit of Neo4j counts. */
const MOST = 2_000

/** By how much lists and texts can grow, and how often replace() puts in what is not written out. */
export interface Growth {
  growth: number
  replaces: number
  /** Each reduce(), by the place of its word; none where the statement could not be read. */
  reduced: ReadonlyMap<number, Reduced>
  /** The lists of numbers and of texts that are written out, by the place of their bracket. */
  light: ReadonlySet<number>
  /** How many items the lists have that are written out, by their names. */
  written: ReadonlyMap<string, number>
}

export const NO_GROWTH: Growth = { growth: 1, replaces: 0, reduced: new Map(), light: new Set(), written: new Map() }

/**
 * Gives by how much lists and texts can grow: by what each is made of, value by value, or else by how much is joined in each
 * stage. Maps, which only hold them, do not count there.
 * @throws {GateRefusal}
 */
export function checkGrowth(text: string, tokens: readonly Token[]): Growth {
  const replaces = tokens.filter((_, at) => calls(tokens, at, 'REPLACE') && !replacing(tokens, at + 2)).length
  const reader = new StatementReader(text, tokens)
  try {
    const growth = reader.read()
    return { growth, replaces, reduced: reader.reduced, light: reader.light, written: reader.written() }
  } catch (error) {
    if (!(error instanceof Unread)) throw error
    return { ...NO_GROWTH, growth: growthOfStages(text, tokens), replaces }
  }
}

const refuse = (text: string, token: Token | undefined): never => {
  throw new GateRefusal(
    'work',
    'Values are joined (by +, ||, lists or replace) upon another so often that one could fill the memory',
    'Join fewer in each WITH, or join them where you read the answer.',
    placeAt(text, token?.from ?? 0),
  )
}

/** Goes through the clauses of a statement, and keeps what is known of each name. */
class StatementReader extends ExpressionReader {
  readonly #text: string
  #growth = 1

  constructor(text: string, tokens: readonly Token[]) {
    super(tokens)
    this.#text = text
  }

  /** @throws {Unread} @throws {GateRefusal} */
  read(): number {
    this.#clauses()
    this.take(';')
    if (this.at < this.tokens.length) throw new Unread()
    return this.#growth
  }

  protected check({ size, length }: Value): void {
    if (size > MOST || length > MOST) refuse(this.#text, this.tokens[this.at - 1])
    this.#growth = Math.max(this.#growth, length)
  }

  protected subquery(): Value {
    this.expect('{')
    const value = this.peek().syntax === '(' ? this.#patterns() : this.#clauses()
    this.expect('}')
    return value
  }

  /** Gives what the last RETURN does. */
  #clauses(): Value {
    let returned = NOTHING
    for (;;) {
      if (this.take('OPTIONAL') || /^(MATCH|CALL)$/.test(this.peek().syntax)) {
        if (this.take('MATCH')) this.#patterns()
        else {
          this.expect('CALL')
          this.#called()
        }
      } else if (this.take('WITH')) this.#projected()
      else if (this.take('RETURN')) returned = oneOf([returned, this.#projected()])
      else if (this.take('UNWIND')) {
        const value = elementOf(this.expression())
        this.expect('AS')
        this.bind(this.variable(), value)
      } else if (this.take('LET')) this.#commas(() => this.#let())
      else if (this.take('FILTER')) {
        this.take('WHERE')
        this.expression()
      } else if (this.take('UNION')) {
        if (!this.take('ALL')) this.take('DISTINCT')
      } else if (!this.take('NEXT') && !this.#narrowed()) return returned
    }
  }

  /** What may follow a projection, or stand alone. */
  #narrowed(): boolean {
    if (this.take('ORDER')) {
      this.expect('BY')
      this.#commas(() => {
        this.expression()
        for (const way of ['ASC', 'ASCENDING', 'DESC', 'DESCENDING']) if (this.take(way)) break
      })
      return true
    }
    if (!['SKIP', 'OFFSET', 'LIMIT', 'WHERE'].some(word => this.take(word))) return false
    this.expression()
    return true
  }

  #let(): void {
    const name = this.variable()
    this.expect('=')
    this.bind(name, this.expression())
  }

  #projected(): Value {
    this.take('DISTINCT')
    const items: { name?: string; value: Value }[] = []
    this.#commas(() => {
      if (this.take('*')) return
      const value = this.expression()
      items.push(this.take('AS') ? { name: this.variable(), value } : { value })
    })
    for (const { name, value } of items) if (name !== undefined) this.bind(name, value)
    return oneOf(items.map(({ value }) => value))
  }

  #called(): void {
    if (this.take('(')) {
      if (!this.take('*') && this.peek().syntax !== ')') this.#commas(() => this.name())
      this.expect(')')
    }
    if (this.take('{')) {
      this.#clauses()
      this.expect('}')
      if (this.peek().syntax === 'IN') throw new Unread()
      return
    }
    this.name()
    while (this.take('.')) this.name()
    if (this.take('(') && !this.take(')')) this.listed(')', () => this.expression())
    if (!this.take('YIELD')) return
    this.#commas(() => {
      if (this.take('*')) return
      const name = this.variable()
      this.opaque(this.take('AS') ? this.variable() : name)
    })
    if (this.take('WHERE')) this.expression()
  }

  /** What MATCH takes, up to the next clause. */
  #patterns(): Value {
    while (this.peek().syntax !== '}' && this.at < this.tokens.length) {
      const { syntax } = this.peek()
      if (this.take('WHERE')) {
        this.expression()
        return NOTHING
      }
      const names = this.peek(1).syntax === '='
      if (CLAUSES.has(syntax) && !names) return NOTHING
      if (names) this.opaque(this.variable())
      else if (opens(this.peek())) this.#pass()
      this.at++
    }
    return NOTHING
  }

  protected isPattern(at: number): boolean {
    if (this.tokens[at]?.syntax !== '(') return false
    const [first, second, third] = this.tokens.slice(closing(this.tokens, at) + 1).map(({ syntax }) => syntax)
    return (
      /^(-->|<--|--)$/.test(first ?? '') ||
      (first === '-' && second === '[') ||
      (first === '<' && second === '-' && third === '[')
    )
  }

  protected pattern(): void {
    for (;;) {
      if (this.peek().syntax !== '(') throw new Unread()
      this.#pass()
      this.at++
      const from = this.at
      while (/^(-->|<--|--|-|<|>)$/.test(this.peek().syntax)) this.at++
      if (this.at === from) return
      if (this.peek().syntax !== '[') continue
      this.#pass()
      this.at++
      while (/^[->]$/.test(this.peek().syntax)) this.at++
    }
  }

  /** Up to the bracket that closes: names in it are of the graph, and what is joined in it counts as in one stage. */
  #pass(): void {
    const end = closing(this.tokens, this.at)
    if (end >= this.tokens.length) throw new Unread()
    const inner = this.tokens.slice(this.at, end)
    inner.forEach((token, at) => {
      if (isName(token) && /^[([]$/.test(inner[at - 1]?.syntax ?? '')) this.opaque(token.text)
    })
    const joins = inner.filter(({ syntax }) => syntax === '+' || syntax === '||').length
    // Within a pattern a loop or a subquery may join as well.
    if (joins > 1 || inner.some((_, at) => calls(inner, at, 'REDUCE', 'REPLACE', 'JOIN'))) throw new Unread()
    this.at = end
  }

  protected factorOf(name: string, from: number): number {
    if (name === 'REPLACE') return replacing(this.tokens, from) ?? NAMES_BY_NAMES
    return /(^|\.)JOIN$/.test(name) ? JOINED : 1
  }

  #commas(one: () => void): void {
    do one()
    while (this.take(','))
  }
}

const CLAUSES = new Set(
  'MATCH OPTIONAL WITH RETURN UNWIND LET FILTER CALL UNION NEXT ORDER SKIP LIMIT OFFSET'.split(' '),
)

const STAGES = new Set(['WITH', 'LET', 'RETURN', 'UNWIND', 'CALL', 'NEXT', 'YIELD'])

/**
 * In each stage a value is at most as long as those before it put together, once more than it has `+`, `||` and commas within
 * [ ] or { }, but for those of `x {.a, .b}`, which is a part of x; the stages multiply.
 */
function growthOfStages(text: string, tokens: readonly Token[]): number {
  let [growth, stage] = [1, 1]
  let [joined, joining] = [1, 1]
  const open: string[] = []
  tokens.forEach((token, at) => {
    const { syntax } = token
    // STARTS WITH and ENDS WITH begin nothing.
    if (STAGES.has(syntax) && !/^(STARTS|ENDS)$/.test(tokens[at - 1]?.syntax ?? ''))
      [growth, stage, joined, joining] = [growth * stage, 1, joined * joining, 1]
    if (opens(token)) open.push(syntax)
    else if (closes(token)) open.pop()
    const parts = syntax === ',' && tokens[at + 1]?.syntax !== '.' && /[[{]/.test(open.at(-1) ?? '')
    const joins = syntax === '+' || syntax === '||' || parts
    if (joins && !isLiteral(tokens[at + 1])) stage += 1
    if (joins && !isLiteral(tokens[at + 1]) && open.at(-1) !== '{') joining += 1
    const replaced = calls(tokens, at, 'REPLACE') ? (replacing(tokens, at + 2) ?? NAMES_BY_NAMES) : 1
    const times = replaced * (calls(tokens, at, 'JOIN') ? JOINED : 1)
    stage *= times
    joining *= times
    if (growth * stage > MOST) refuse(text, token)
  })
  return joined * joining
}

/** How much longer names become in which each character is replaced by a name. */
const NAMES_BY_NAMES = 51
const JOINED = 10

/** How much longer replace() can make a text, whose arguments begin at `from`; undefined if that is not written out. */
function replacing(tokens: readonly Token[], from: number): number | undefined {
  const [, search = [], by = []] = split(tokens.slice(from, closing(tokens, from - 1)))
  if (by.length === 1 && by[0]?.kind === 'string' && by[0].text === '') return 1
  const literals = [search, by].every(([one, more]) => one?.kind === 'string' && !more)
  return literals ? Math.max(1, (by[0]?.text.length ?? 0) / Math.max(1, search[0]?.text.length ?? 0)) : undefined
}
