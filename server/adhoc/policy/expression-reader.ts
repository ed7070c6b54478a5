import { factorOf, rangeOf, resultOf, scansArguments } from './functions.ts'
import { LoopReader } from './loop-reader.ts'
import { isName, PREDICATES } from './syntax.ts'
import { RESERVED, UnsupportedSyntax } from './text-cursor.ts'
import {
  elementOf,
  itemOf,
  joinOf,
  LITERAL,
  listOf,
  mapOf,
  memberOf,
  NULL,
  oneOf,
  SCALAR,
  unknown,
  type Value,
} from './value-size.ts'

const COMPARES = /^(=|<>|<|>|<=|>=|=~|AND|OR|XOR|IN|CONTAINS)$/
const COMPARES_SUBJECT = /^(=|<>|<|>|<=|>=|=~)$/

/**
 * Reads expressions and estimates their values. Precedence hardly matters: comparisons are scalar, and a joined value is as
 * long as all its parts.
 */
export abstract class ExpressionReader extends LoopReader {
  /** Reads the statement of a subquery up to its `}`, and returns its value. */
  protected abstract subquery(): Value

  protected expression(): Value {
    const value = this.#sum()
    let compares = false
    for (; ; compares = true) {
      const { syntax } = this.peek()
      const { at } = this
      if (syntax === 'IS') {
        this.at++
        this.take('NOT')
        this.expect('NULL')
        continue
      }
      if (!compares && (COMPARES.test(syntax) || syntax === 'STARTS' || syntax === 'ENDS')) this.recordScan(at, value)
      if (COMPARES.test(syntax)) this.at++
      else if (this.take('STARTS') || this.take('ENDS')) this.expect('WITH')
      else return compares ? SCALAR : value
      const other = this.#sum()
      // For a named list, Neo4j builds a set; loops.ts counts that.
      if (syntax !== 'IN' || other.items) this.recordScan(at, other)
    }
  }

  #sum(): Value {
    let value = this.#term()
    for (let { at } = this; this.take('+') || this.take('||'); at = this.at) {
      const other = this.#term()
      this.recordScan(at, value, other)
      value = this.made(joinOf(value, other))
    }
    return value
  }

  #term(): Value {
    let value = this.#signed()
    while (/^[-*/%^]$/.test(this.peek().syntax)) {
      this.at++
      this.#signed()
      value = SCALAR
    }
    return value
  }

  #signed(): Value {
    if (this.take('+')) return this.#signed()
    if (this.take('-') || this.take('NOT')) {
      // A name may also be `not`.
      if (/^[-+.[]$/.test(this.peek().syntax)) throw new UnsupportedSyntax()
      this.#signed()
      return SCALAR
    }
    let value = this.#primary()
    for (;;) {
      if (this.take('.')) value = memberOf(value, this.name())
      else if (this.take('[')) value = this.#index(value)
      else if (this.take(':')) {
        this.#labels()
        value = SCALAR
      } else return value
    }
  }

  #index(list: Value): Value {
    const { kind, text, syntax } = this.peek()
    const place = kind === 'number' && /^\d+$/.test(text) ? Number(text) : undefined
    const alone = this.peek(1).syntax === ']'
    const bracket = this.at - 1
    if (syntax !== '..') this.expression()
    if (this.take('..')) {
      if (this.peek().syntax !== ']') this.expression()
      this.expect(']')
      return list.of || list.items ? listOf(elementOf(list), list) : list
    }
    this.expect(']')
    // A list that was joined one by one has as many levels as elements.
    if (list.joined > 1) this.recordScan(bracket, list)
    return itemOf(list, alone ? place : undefined)
  }

  #primary(): Value {
    this.spend(1)
    const token = this.peek()
    const { kind, syntax } = token
    if (syntax === '(') {
      if (this.isPattern(this.at)) {
        this.pattern()
        return SCALAR
      }
      this.at++
      const value = this.expression()
      this.expect(')')
      return value
    }
    if (syntax === '[') return this.list()
    if (syntax === '{') return this.#map()
    this.at++
    if (kind === 'number') return SCALAR
    if (kind === 'string') return LITERAL
    if (kind === 'parameter') return this.scope.parameter()
    if (!isName(token) || RESERVED.has(syntax)) throw new UnsupportedSyntax()
    if (syntax === 'NULL') return NULL
    if (syntax === 'TRUE' || syntax === 'FALSE') return SCALAR
    if (syntax === 'CASE') return this.#case()
    const next = this.peek().syntax
    if (next === '{' && /^(EXISTS|COUNT|COLLECT)$/.test(syntax)) {
      const { done, largest } = this.scope.withLargest(() => this.subquery())
      return syntax === 'COLLECT' ? listOf(this.ofRows(done, largest)) : SCALAR
    }
    if (next === '(' || (next === '.' && this.#isDotted())) return this.#call(this.at - 1)
    const value = this.scope.known(token.text)
    return next === '{' ? this.#projection(value) : value
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
    return this.made(value)
  }

  /** `x {.a, .*, b: …, y}`. */
  #projection(of: Value): Value {
    this.expect('{')
    let value = unknown(of.size, of.length, of.joined)
    if (!this.take('}'))
      this.listed('}', () => {
        if (this.take('.')) {
          if (!this.take('*')) this.name()
          return
        }
        const name = this.name()
        const { size, length, joined } = this.take(':') ? this.expression() : this.scope.known(name)
        value = unknown(value.size + size, Math.max(value.length, length), Math.max(value.joined, joined))
      })
    return this.made(value)
  }

  #case(): Value {
    if (this.peek().syntax !== 'WHEN') this.recordScan(this.at, this.expression())
    const branches: Value[] = []
    while (this.take('WHEN')) {
      do {
        if (COMPARES_SUBJECT.test(this.peek().syntax)) this.at++
        this.expression()
      } while (this.take(','))
      this.expect('THEN')
      branches.push(this.expression())
    }
    if (branches.length === 0) throw new UnsupportedSyntax()
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
    if (name === 'REDUCE') return this.reduce(word)
    if (PREDICATES.includes(name) && isName(this.peek()) && this.peek(1).syntax === 'IN')
      return this.loop(')', () => SCALAR)
    if (name === 'COUNT' && this.take('*')) {
      this.expect(')')
      return SCALAR
    }
    this.take('DISTINCT')
    const from = this.at
    const { done, largest } = this.scope.withLargest(() =>
      this.take(')') ? [] : this.listed(')', () => this.expression()),
    )
    if (scansArguments(name)) this.recordScan(word, ...done)
    const { least } = this.scope
    if (name === 'RANGE')
      return listOf(SCALAR, unknown(Math.max(least, largest)), rangeOf(this.tokens.slice(from, this.at - 1)))
    return this.made(resultOf(name, done, least, factorOf(name, this.tokens, from)))
  }

  #labels(): void {
    do {
      while (this.take('!'));
      if (this.take('(')) {
        this.#labels()
        this.expect(')')
      } else if (!this.take('%')) this.name()
    } while (this.take('&') || this.take(':'))
    // In `[x IN l WHERE x:A | B]` the bar may belong to the list.
    if (this.peek().syntax === '|') throw new UnsupportedSyntax()
  }
}
