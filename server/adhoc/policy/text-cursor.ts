import type { Token } from './policy-text.ts'
import { isName } from './syntax.ts'

/** Syntax that this reader does not know: a keyword used as a name, or a newer syntax. */
export class UnsupportedSyntax extends Error {
  override name = 'UnsupportedSyntax'
}

/** Keywords that are read as names only in quotes. */
export const RESERVED = new Set(
  'WITH RETURN MATCH UNWIND WHERE UNION CALL LET WHEN THEN ELSE AND OR XOR NOT IN IS AS CONTAINS OPTIONAL'.split(' '),
)

/** A position in a list of tokens, and steps from it. */
export abstract class Cursor {
  protected at = 0

  constructor(protected readonly tokens: readonly Token[]) {}

  /** Reads items separated by commas. */
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

  /** Reads a name that is bound here. */
  protected variable(): string {
    const { syntax } = this.peek()
    if (RESERVED.has(syntax) || /^(NULL|TRUE|FALSE|CASE)$/.test(syntax)) throw new UnsupportedSyntax()
    return this.name()
  }

  protected name(): string {
    const token = this.peek()
    if (!isName(token)) throw new UnsupportedSyntax()
    this.at++
    return token.text
  }

  protected take(syntax: string): boolean {
    if (this.peek().syntax !== syntax) return false
    this.at++
    return true
  }

  protected expect(syntax: string): void {
    if (!this.take(syntax)) throw new UnsupportedSyntax()
  }

  protected peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? LAST
  }
}

const LAST: Token = { kind: 'sign', text: '', syntax: '', from: 0, to: 0 }
