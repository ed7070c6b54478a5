import { factorOf, goesThrough, rangeOf, resultOf } from './functions.ts'
import { LoopReader } from './loop-reader.ts'
import { isName, PREDICATES } from './syntax.ts'
import { RESERVED, Unread } from './text-cursor.ts'
import {
  elementOf,
  itemOf,
  joinOf,
  listOf,
  mapOf,
  memberOf,
  NOTHING,
  oneOf,
  PLAIN,
  unknown,
  type Value,
  WRITTEN,
} from './value-size.ts'

const COMPARES = /^(=|<>|<|>|<=|>=|=~|AND|OR|XOR|IN|CONTAINS)$/
const COMPARES_SUBJECT = /^(=|<>|<|>|<=|>=|=~)$/

/**
 * Reads expressions, and gives what is known of their values. Precedence is of little matter: what compares is plain, and
 * what is joined is as long as all of it.
 */
export abstract class ExpressionReader extends LoopReader {
  /** Reads the statement of a subquery to its `}`, and gives what it returns. */
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
      if (!compares && (COMPARES.test(syntax) || syntax === 'STARTS' || syntax === 'ENDS')) this.goThrough(at, value)
      if (COMPARES.test(syntax)) this.at++
      else if (this.take('STARTS') || this.take('ENDS')) this.expect('WITH')
      else return compares ? PLAIN : value
      const other = this.#sum()
      // Of a list by its name a set is made; that is looked at elsewhere.
      if (syntax !== 'IN' || other.items) this.goThrough(at, other)
    }
  }

  #sum(): Value {
    let value = this.#term()
    for (let { at } = this; this.take('+') || this.take('||'); at = this.at) {
      const other = this.#term()
      this.goThrough(at, value, other)
      value = this.made(joinOf(value, other))
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
    const bracket = this.at - 1
    if (syntax !== '..') this.expression()
    if (this.take('..')) {
      if (this.peek().syntax !== ']') this.expression()
      this.expect(']')
      return list.of || list.items ? listOf(elementOf(list), list) : list
    }
    this.expect(']')
    // A list that was joined one by one is as deep.
    if (list.joined > 1) this.goThrough(bracket, list)
    return itemOf(list, alone ? place : undefined)
  }

  #primary(): Value {
    this.spend(1)
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
    if (syntax === '[') return this.list()
    if (syntax === '{') return this.#map()
    this.at++
    if (kind === 'number') return PLAIN
    if (kind === 'string') return WRITTEN
    if (kind === 'parameter') return this.scope.given()
    if (!isName(token) || RESERVED.has(syntax)) throw new Unread()
    if (syntax === 'NULL') return NOTHING
    if (syntax === 'TRUE' || syntax === 'FALSE') return PLAIN
    if (syntax === 'CASE') return this.#case()
    const next = this.peek().syntax
    if (next === '{' && /^(EXISTS|COUNT|COLLECT)$/.test(syntax)) {
      const { done, largest } = this.scope.noting(() => this.subquery())
      return syntax === 'COLLECT' ? listOf(this.ofRows(done, largest)) : PLAIN
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
    if (this.peek().syntax !== 'WHEN') this.goThrough(this.at, this.expression())
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
    if (name === 'REDUCE') return this.reduce(word)
    if (PREDICATES.includes(name) && isName(this.peek()) && this.peek(1).syntax === 'IN')
      return this.over(')', () => PLAIN)
    if (name === 'COUNT' && this.take('*')) {
      this.expect(')')
      return PLAIN
    }
    this.take('DISTINCT')
    const from = this.at
    const { done, largest } = this.scope.noting(() => (this.take(')') ? [] : this.listed(')', () => this.expression())))
    if (goesThrough(name)) this.goThrough(word, ...done)
    const { least } = this.scope
    if (name === 'RANGE')
      return listOf(PLAIN, unknown(Math.max(least, largest)), rangeOf(this.tokens.slice(from, this.at - 1)))
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
    // In `[x IN l WHERE x:A | B]` it may be of the list.
    if (this.peek().syntax === '|') throw new Unread()
  }
}
