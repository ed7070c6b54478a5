import { ExpressionReader } from './expression-reader.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, isName, opens } from './syntax.ts'
import { UnsupportedSyntax } from './text-cursor.ts'
import { elementOf, NULL, oneOf, type Value } from './value-size.ts'

/** Thirty times `WITH s + s AS s` makes a text of 1 GB, which Neo4j's memory limits do not count. */
export const MAX_GROWTH = 2_000
/** The limit for lists and texts joined from joined ones: 2,000 joined 2,000 times make a text of 80 MB. */
const MAX_JOINED_IN_ALL = 5_000

/** Reads the clauses of a statement and estimates the value of each name. */
export class StatementReader extends ExpressionReader {
  readonly #text: string
  #growth = 1
  /** Whether a projection has an expression without a name. */
  #unnamed = false

  constructor(text: string, tokens: readonly Token[]) {
    super(tokens)
    this.#text = text
  }

  /** @throws {UnsupportedSyntax} @throws {PolicyViolation} */
  read(): number {
    this.#clauses()
    this.take(';')
    if (this.at < this.tokens.length) throw new UnsupportedSyntax()
    return this.#growth
  }

  /** The estimate for each name. */
  get names(): ReadonlyMap<string, Value> {
    return this.scope.all
  }

  protected check({ size, length, joined }: Value): void {
    if (size > MAX_GROWTH || length > MAX_GROWTH || joined > MAX_JOINED_IN_ALL)
      refuseGrowth(this.#text, this.tokens[this.at - 1])
    this.#growth = Math.max(this.#growth, length)
  }

  protected subquery(): Value {
    this.expect('{')
    const value = this.peek().syntax === '(' ? this.#patterns() : this.#clauses()
    this.expect('}')
    return value
  }

  /** Returns the value of the last RETURN. */
  #clauses(): Value {
    let returned = NULL
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
        // The next part may refer to the expression by its text.
        if (this.#unnamed) throw new UnsupportedSyntax()
      } else if (!this.#narrowed()) return returned
    }
  }

  /** Clauses that may follow a projection or occur alone. */
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
      if (this.peek().syntax === 'IN') throw new UnsupportedSyntax()
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

  /** The patterns of MATCH, up to the next clause. */
  #patterns(): Value {
    while (this.peek().syntax !== '}' && this.at < this.tokens.length) {
      const { syntax } = this.peek()
      if (this.take('WHERE')) {
        this.expression()
        return NULL
      }
      const names = this.peek(1).syntax === '='
      if (CLAUSES.has(syntax) && !names) return NULL
      if (names) this.#opaque(this.variable())
      else if (opens(this.peek())) this.#pass()
      this.at++
    }
    return NULL
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
      if (this.peek().syntax !== '(') throw new UnsupportedSyntax()
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

  /** Skips to the closing bracket. Names in it are bound to stored values. */
  #pass(): void {
    const end = closing(this.tokens, this.at)
    if (end >= this.tokens.length) throw new UnsupportedSyntax()
    const inner = this.tokens.slice(this.at, end)
    this.spend(inner.length)
    inner.forEach((token, at) => {
      if (isName(token) && /^[([]$/.test(inner[at - 1]?.syntax ?? '')) this.#opaque(token.text)
    })
    const joins = inner.filter(({ syntax }) => syntax === '+' || syntax === '||').length
    // A loop or a subquery within a pattern may also join values.
    if (joins > 1 || inner.some((_, at) => calls(inner, at, 'REDUCE', 'REPLACE', 'JOIN'))) throw new UnsupportedSyntax()
    this.at = end
  }

  /** Binds a name to a stored value, as a pattern does. */
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
