import type { Token } from './policy-text.ts'
import { isName } from './syntax.ts'

/** The text is not what is read here: a word of the language as a name, or a syntax that is newer. */
export class Unread extends Error {
  override name = 'Unread'
}

/** Words that begin or join something wherever they stand alone: as a name each has to be in quotes to be read. */
export const RESERVED = new Set(
  'WITH RETURN MATCH UNWIND WHERE UNION CALL LET WHEN THEN ELSE AND OR XOR NOT IN IS AS CONTAINS OPTIONAL'.split(' '),
)

/** A place among tokens, and the small steps from it. */
export abstract class Cursor {
  protected at = 0

  constructor(protected readonly tokens: readonly Token[]) {}

  /** One after another, with commas between. */
  protected commas<T>(one: () => T): T[] {
    const all: T[] = []
    do all.push(one())
    while (this.take(','))
    return all
  }

  protected listed<T>(close: string, one: () => T): T[] {
    const all = this.commas(one)
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
