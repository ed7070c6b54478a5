import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, isName, opens, PREDICATES, parts, split } from './syntax.ts'

/**
 * A reduce() must neither double its accumulator nor wrap it in another list or map at each element: after thirty elements a text
 * has 1 GB, which ends the database, and 10,000 levels overflow its stack, so that it never answers.
 */
const INSTEAD = 'Use the accumulator once beside +, or UNWIND the list and aggregate.'
const MAX_NESTED = 8
const TRUTH = /^(=|<>|[<>]=?|=~|IN|IS|NOT|AND|OR|XOR|CONTAINS|STARTS|ENDS)$/
const JOIN = /^(\+|\|\|)$/
const ARITHMETIC = /^[-*/%^]$/
/** Functions whose value is short, whatever they are given. */
const SHORT = [...PREDICATES, 'SIZE', 'LENGTH', 'ISEMPTY', 'EXISTS', 'COUNT', 'TOINTEGER', 'TOFLOAT', 'ABS', 'ROUND']
/** Functions that may put a value into each part of another. */
const MULTIPLY = ['REPLACE', 'JOIN', 'INSERT', 'FLATTEN']
const KEYWORD = /^(CASE|WHEN|THEN|ELSE|END|IN|IS|NOT|AND|OR|XOR|CONTAINS|STARTS|ENDS)$/

const partsOf = (tokens: readonly Token[], separator: RegExp) => parts(tokens, syntax => separator.test(syntax), true)

/** What an expression makes of the accumulator: how often it is joined to itself, and how many levels deeper it then is. */
interface Made {
  copies: number
  depth: number
}
const NOTHING: Made = { copies: 0, depth: Number.NEGATIVE_INFINITY }
const most = (all: readonly Made[]): Made => ({
  copies: Math.max(0, ...all.map(({ copies }) => copies)),
  depth: Math.max(NOTHING.depth, ...all.map(({ depth }) => depth)),
})
const deeper = ({ copies, depth }: Made, levels: number): Made => ({ copies, depth: depth + levels })

/** What a name with what follows it (`.a`, `[0]`) is: a part is less deep than the accumulator. */
type Reader = (name: string, path: readonly string[]) => Made
const part = (path: readonly string[], depth = 0): Made => ({ copies: 1, depth: depth - path.length })

/** @throws {PolicyViolation} if a reduce() could double or nest its accumulator at each element */
export function checkAccumulators(text: string, tokens: readonly Token[]): void {
  const ends: number[] = []
  tokens.forEach((token, at) => {
    if (!calls(tokens, at, 'REDUCE', 'ALLREDUCE')) return
    const end = closing(tokens, at + 1)
    while ((ends.at(-1) ?? end) < at) ends.pop()
    ends.push(end)
    const [[name] = [], loop = []] = split(tokens.slice(at + 2, end))
    if (!isName(name)) return
    const reject = (what: string): never => {
      throw new PolicyViolation('work', what, INSTEAD, placeAt(text, token.from))
    }
    if (ends.length > MAX_NESTED) reject(`reduce() is nested more than ${MAX_NESTED} deep`)
    if (KEYWORD.test(name.syntax)) reject(`The accumulator of reduce() has a keyword, ${name.text}, as its name`)
    const { copies, depth } = madeAtEach(split(loop, '|').slice(1).flat(), name.text)
    if (copies > 1) reject(`reduce() could double ${name.text} at each element`)
    if (depth > 0) reject(`reduce() could nest ${name.text} deeper at each element`)
  })
}

/** The members of a body such as `{n: s.n + 1, list: s.list + [s.n]}` are judged one by one. */
function madeAtEach(body: readonly Token[], accumulator: string): Made {
  const changes = branchesOf(body).filter(([first, ...more]) => more.length > 0 || first?.text !== accumulator)
  const members = changes.map(membersOf)
  if (members.includes(undefined)) return made(body, (name, path) => (name === accumulator ? part(path) : NOTHING))
  const all = members.flatMap(each => each ?? [])
  // A member that is made of nothing but itself may be put into others.
  const isMixed = ([key, value]: [string, Token[]]) =>
    made(value, (name, [of]) => (name === accumulator && of !== key ? part([]) : NOTHING)).copies > 0
  const mixed = new Set(all.filter(isMixed).map(([key]) => key))
  return most(
    all.map(([key, value]) =>
      made(value, (name, path) => {
        const [of] = path
        const apart = name !== accumulator || (of !== undefined && of !== key && !mixed.has(of))
        return apart ? NOTHING : part(path, 1)
      }),
    ),
  )
}

/** The values in `{a: …}` and `[…, …]` by key or index; undefined for anything else. */
function membersOf(tokens: readonly Token[]): [string, Token[]][] | undefined {
  const inner = tokens.slice(1, -1)
  if (!/^[[{]$/.test(tokens[0]?.syntax ?? '') || closing(tokens, 0) !== tokens.length - 1) return undefined
  if (loopOf(tokens) || split(inner, '|').length > 1) return undefined
  return split(inner).map((part, at) =>
    tokens[0]?.syntax === '[' ? [String(at), part] : [part[0]?.text ?? '', part.slice(2)],
  )
}

function made(tokens: readonly Token[], read: Reader): Made {
  const [first] = tokens
  if (!first || partsOf(tokens, TRUTH).length > 1) return NOTHING
  const joined = partsOf(tokens, JOIN)
  if (joined.length > 1) {
    // What is put in as an element, or is a part of what it is joined to, doubles nothing.
    const all = joined.map(part => deeper(made(part, read), part[0]?.syntax === '{' ? 1 : 0))
    const [elements, others] = [
      all.filter((_, at) => isLiteral(joined[at])),
      all.filter((_, at) => !isLiteral(joined[at])),
    ]
    const sums = others.map(({ depth }) => sumOf(others.filter(other => other.depth === depth)))
    return { ...most(all), copies: Math.max(0, ...sums, ...elements.map(({ copies }) => copies)) }
  }
  if (partsOf(tokens, ARITHMETIC).length > 1) return NOTHING
  if (first.syntax === 'CASE' && tokens.at(-1)?.syntax === 'END')
    return most(branchesOf(tokens).map(branch => made(branch, read)))
  const open = tokens.findIndex(opens)
  const end = open < 0 ? -1 : closing(tokens, open)
  const [before, bracket, inner] = [tokens[open - 1], tokens[open]?.syntax, tokens.slice(open + 1, end)]
  const taken = pathOf(tokens, end + 1).length
  if (open === 0 && bracket === '(') return deeper(made(inner, read), -taken)
  if (open === 0) return deeper(constructed(tokens.slice(0, end + 1), read), -taken)
  if (bracket === '(' && isName(before)) return deeper(called(before.text.toUpperCase(), inner, read), -taken)
  if (bracket === '{' && /^(EXISTS|COUNT)$/.test(before?.syntax ?? '')) return NOTHING
  if (bracket === '{' && before?.syntax === 'COLLECT') {
    const uses = inner.some(({ text }, at) => read(text, pathOf(inner, at + 1)).copies > 0)
    return uses ? { copies: 2, depth: 1 } : NOTHING
  }
  if (bracket === '{') return most([made(tokens.slice(0, open), read), constructed(tokens.slice(open, end + 1), read)])
  return isName(first) ? read(first.text, pathOf(tokens, 1)) : NOTHING
}

const isLiteral = (tokens: readonly Token[] = []) => membersOf(tokens) !== undefined
const sumOf = (all: readonly Made[]) => all.reduce((sum, { copies }) => sum + copies, 0)

/** `[…]`, `[x IN … | …]`, `[(a)--(b) | …]` or `{…}`. */
function constructed(tokens: readonly Token[], read: Reader): Made {
  const loop = loopOf(tokens)
  if (loop) {
    const source = made(loop.source, read)
    // A list and the rest of it, which two WHERE divide, are together no longer than the whole.
    if (!loop.body) return loop.filtered ? { ...source, copies: source.copies / 2 } : source
    const body = made(loop.body, within(loop.name, source, read))
    return { copies: Math.max(source.copies, body.copies), depth: body.depth + 1 }
  }
  const values = split(split(tokens.slice(1, -1), '|').at(-1) ?? [])
  const keyed = tokens[0]?.syntax === '{'
  const value = (part: Token[]) => (keyed && part[1]?.syntax === ':' ? part.slice(2) : part)
  return deeper(most(values.map(part => made(value(part), read))), 1)
}

/** Each element of a loop over the accumulator is a part of it. */
const within =
  (element: string | undefined, source: Made, read: Reader): Reader =>
  (name, path) =>
    name === element ? deeper({ ...source, copies: Math.sign(source.copies) }, -1 - path.length) : read(name, path)

function called(name: string, inner: readonly Token[], read: Reader): Made {
  if (SHORT.includes(name)) return NOTHING
  const args = split(inner)
  if (/^(ALL)?REDUCE$/.test(name)) return reduced(args, read)
  const all = most(args.map(arg => made(arg, read)))
  if (MULTIPLY.includes(name) && all.copies > 0 && !shortens(args)) return { ...all, copies: 2 }
  return name === 'HEAD' || name === 'LAST' ? deeper(all, -1) : all
}

/** What is joined in a reduce() within another is joined once for each of its elements. */
function reduced([start = [], loop = []]: Token[][], read: Reader): Made {
  const [[element, , ...source] = [], ...bodies] = split(loop, '|')
  const [from, over] = [made(start.slice(2), read), made(source, read)]
  const outer: Reader = (name, path) => (name === start[0]?.text ? NOTHING : read(name, path))
  const { copies, depth } = made(bodies.flat(), within(element?.text, { ...over, copies: 0 }, outer))
  return {
    copies: copies > 0 && depth >= 0 ? 2 : Math.max(from.copies, over.copies),
    depth: Math.max(from.depth, depth),
  }
}

/** Whether replace() puts in a literal that is no longer than the one it takes out. */
function shortens([, from, to]: Token[][]): boolean {
  const [old, put] = [from?.[0], to?.[0]]
  const length = old?.kind === 'string' ? old.text.length : 0
  return put?.kind === 'string' && to?.length === 1 && put.text.length <= length
}

interface Loop {
  name: string
  source: Token[]
  filtered: boolean
  body: Token[] | undefined
}

function loopOf(tokens: readonly Token[]): Loop | undefined {
  if (tokens[0]?.syntax !== '[' || !isName(tokens[1]) || tokens[2]?.syntax !== 'IN') return undefined
  const [head = [], body] = split(tokens.slice(3, -1), '|')
  const [source = [], ...filters] = partsOf(head, /^WHERE$/)
  return { name: tokens[1].text, source, filtered: filters.length > 0, body }
}

/** The values of CASE … END, or else the expression. */
function branchesOf(tokens: readonly Token[]): (readonly Token[])[] {
  if (tokens[0]?.syntax !== 'CASE' || tokens.at(-1)?.syntax !== 'END') return [tokens]
  const [, ...branches] = partsOf(tokens.slice(1, -1), /^(WHEN|ELSE)$/)
  return branches.map(branch => partsOf(branch, /^THEN$/).at(-1) ?? []).flatMap(branchesOf)
}

/** What is taken out of a value: `.a[0][i]` as a, 0 and i. A slice takes nothing. */
function pathOf(tokens: readonly Token[], from: number): string[] {
  const [sign, next] = [tokens[from]?.syntax, tokens[from + 1]]
  if (sign === '.' && isName(next)) return [next.text, ...pathOf(tokens, from + 2)]
  if (sign !== '[') return []
  const end = closing(tokens, from)
  const index = tokens.slice(from + 1, end)
  const slice = index.some(({ syntax }) => syntax === '..')
  return [...(slice ? [] : [index.map(({ text }) => text).join(' ')]), ...pathOf(tokens, end + 1)]
}
