import { ExpressionReader } from './expression-reader.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, isName, opens } from './syntax.ts'
import { Unread } from './text-cursor.ts'
import { elementOf, NOTHING, oneOf, type Value } from './value-size.ts'

/** Thirty of `WITH s + s AS s` make a text of 1 GB, which no memory limit of Neo4j counts. */
export const MOST_GROWTH = 2_000
/** Lists and texts that are joined of joined ones: two of 2,000 each upon one another are a text of 80 MB. */
const MOST_JOINED_IN_ALL = 5_000

/** Goes through the clauses of a statement, and keeps what is known of each name. */
export class StatementReader extends ExpressionReader {
  readonly #text: string
  #growth = 1
  /** Something was returned that has no name. */
  #unnamed = false

  constructor(text: string, tokens: readonly Token[]) {
    super(tokens)
    this.#text = text
  }

  /** @throws {Unread} @throws {PolicyViolation} */
  read(): number {
    this.#clauses()
    this.take(';')
    if (this.at < this.tokens.length) throw new Unread()
    return this.#growth
  }

  /** What each name may be. */
  get names(): ReadonlyMap<string, Value> {
    return this.scope.ever
  }

  protected check({ size, length, joined }: Value): void {
    if (size > MOST_GROWTH || length > MOST_GROWTH || joined > MOST_JOINED_IN_ALL)
      refuseGrowth(this.#text, this.tokens[this.at - 1])
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
        this.scope.bind(this.variable(), value)
      } else if (this.take('LET')) this.commas(() => this.#let())
      else if (this.take('FILTER')) {
        this.take('WHERE')
        this.expression()
      } else if (this.take('UNION')) {
        if (!this.take('ALL')) this.take('DISTINCT')
      } else if (this.take('NEXT')) {
        // It may be named by its text.
        if (this.#unnamed) throw new Unread()
      } else if (!this.#narrowed()) return returned
    }
  }

  /** What may follow a projection, or stand alone. */
  #narrowed(): boolean {
    if (this.take('ORDER')) {
      this.expect('BY')
      this.commas(() => {
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
    this.scope.bind(name, this.expression())
  }

  #projected(): Value {
    this.take('DISTINCT')
    const items: { name?: string; value: Value }[] = []
    this.commas(() => {
      if (this.take('*')) return
      const from = this.at
      const value = this.expression()
      this.#unnamed ||= this.at > from + 1 && this.peek().syntax !== 'AS'
      items.push(this.take('AS') ? { name: this.variable(), value } : { value })
    })
    for (const { name, value } of items) if (name !== undefined) this.scope.bind(name, value)
    return oneOf(items.map(({ value }) => value))
  }

  #called(): void {
    if (this.take('(')) {
      if (!this.take('*') && this.peek().syntax !== ')') this.commas(() => this.name())
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
    this.commas(() => {
      if (this.take('*')) return
      const name = this.variable()
      this.#opaque(this.take('AS') ? this.variable() : name)
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
      if (names) this.#opaque(this.variable())
      else if (opens(this.peek())) this.#pass()
      this.at++
    }
    return NOTHING
  }

  protected isPattern(at: number): boolean {
    if (this.tokens[at]?.syntax !== '(') return false
    const end = closing(this.tokens, at)
    this.spend((end - at) / 8)
    const [first, second, third] = this.tokens.slice(end + 1, end + 4).map(({ syntax }) => syntax)
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
    this.spend(inner.length)
    inner.forEach((token, at) => {
      if (isName(token) && /^[([]$/.test(inner[at - 1]?.syntax ?? '')) this.#opaque(token.text)
    })
    const joins = inner.filter(({ syntax }) => syntax === '+' || syntax === '||').length
    // Within a pattern a loop or a subquery may join as well.
    if (joins > 1 || inner.some((_, at) => calls(inner, at, 'REDUCE', 'REPLACE', 'JOIN'))) throw new Unread()
    this.at = end
  }

  /** A pattern gives the name to something of the graph. */
  #opaque(name: string): void {
    this.scope.bind(name, this.scope.stored())
  }
}

const CLAUSES = new Set(
  'MATCH OPTIONAL WITH RETURN UNWIND LET FILTER CALL UNION NEXT ORDER SKIP LIMIT OFFSET'.split(' '),
)

export const refuseGrowth = (text: string, token: Token | undefined): never => {
  throw new PolicyViolation(
    'work',
    'Values are combined (by +, ||, lists or replace) so often that the result could fill the memory',
    'Combine fewer values in each WITH, or combine them after reading the answer.',
    placeAt(text, token?.from ?? 0),
  )
}
