import type { Schema } from '../database-schema.ts'
import { ASIDE, quoteName } from '../statement-text.ts'
import { CLAUSES, FUNCTIONS, KEYWORDS, PHRASES } from './keywords.ts'

export interface Choice {
  label: string
  /** The replacement text. */
  apply: string
  kind: 'label' | 'type' | 'property' | 'parameter' | 'variable' | 'function' | 'keyword'
  /** Positive for more likely choices. */
  boost?: number
}
export interface Choices {
  /** Start of the current word. */
  from: number
  choices: Choice[]
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/u.source
const after = (pattern: string) => new RegExp(`${pattern}(\`?(?:${NAME})?)$`, 'u')
const IN_LABELS = after(`:\\s*(?:(?:!\\s*)?(?:${NAME}|\`[^\`]*\`)\\s*[|&]\\s*)*!?\\s*`)
const AFTER_DOT = after(`(?:[\\p{L}\\p{N}_)\\]\`])\\.`)
const IN_MAP = after(`[{,]\\s*`)
const PARAMETER = /\$([\p{L}\p{N}_]*)$/u
const WORD = new RegExp(`(${NAME})$`, 'u')

/**
 * Completions at an offset: names in the database, depending on the preceding text, otherwise Cypher keywords and the variables of
 * the statement. Null if there are none, for example within strings and comments. With `always`, also offers completions
 * outside a word.
 */
export function choicesAt(
  text: string,
  offset: number,
  schema: Schema,
  params: string[],
  always = false,
): Choices | null {
  const code = codeBefore(text.slice(0, offset))
  if (code === null) return null
  const from = (match: RegExpExecArray) => offset - (match[1] ?? '').length
  const parameter = PARAMETER.exec(code)
  if (parameter) return { from: from(parameter), choices: named(params, 'parameter') }
  const labels = IN_LABELS.exec(code)
  const bracket = openBracket(code)
  if (labels && bracket !== '{')
    return {
      from: from(labels),
      choices: [
        ...(bracket === '[' ? [] : named(schema.labels, 'label')),
        ...(bracket === '(' ? [] : named(schema.types, 'type')),
      ],
    }
  const property = AFTER_DOT.exec(code) ?? (bracket === '{' ? IN_MAP.exec(code) : null)
  if (property) return { from: from(property), choices: named(schema.properties, 'property') }
  const word = WORD.exec(code)
  if (!word && !always) return null
  return { from: word ? from(word) : offset, choices: wordsFor(text, word?.[1] ?? '') }
}

const named = (names: string[], kind: Choice['kind']): Choice[] =>
  names.map(label => ({ label, kind, apply: kind === 'parameter' ? label : quoteName(label) }))

function wordsFor(text: string, begun: string): Choice[] {
  const known = new Set([...KEYWORDS, ...FUNCTIONS].map(word => word.toLowerCase()))
  const variables = new Set(
    [
      ...text
        .replace(new RegExp(ASIDE.source, 'g'), ' ')
        .matchAll(/(?<![:.$|&!\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|\s*\()/gu),
    ]
      .map(([name]) => name)
      .filter(name => name !== begun && !known.has(name.toLowerCase())),
  )
  return [
    ...[...variables].map(label => ({ label, apply: label, kind: 'variable' as const, boost: 1 })),
    ...[...PHRASES, ...KEYWORDS].map(label => ({
      label,
      apply: label,
      kind: 'keyword' as const,
      ...(CLAUSES.includes(label) ? { boost: 2 } : {}),
    })),
    ...FUNCTIONS.map(label => ({ label, apply: `${label}(`, kind: 'function' as const })),
  ]
}

/** The text with strings and comments replaced by spaces; null if it ends within one. */
function codeBefore(text: string): string | null {
  let within = false
  const code = text.replace(new RegExp(ASIDE.source, 'g'), (aside, at: number) => {
    const closed = aside.startsWith('/*')
      ? /^\/\*[\s\S]*\*\/$/
      : aside.startsWith('//')
        ? /\n$/
        : /^(['"])(?:\\[\s\S]|(?!\1)[^\\])*\1$/
    if (at + aside.length === text.length && !closed.test(aside)) within = true
    return ' '.repeat(aside.length)
  })
  return within ? null : code
}

/** The innermost open bracket. */
function openBracket(code: string): string | null {
  const open: string[] = []
  for (const sign of code) {
    if (sign === '(' || sign === '[' || sign === '{') open.push(sign)
    else if (sign === ')' || sign === ']' || sign === '}') open.pop()
  }
  return open.at(-1) ?? null
}
