/**
 * How far a regular expression may backtrack. A loop is deterministic (`sure`) if the next character decides whether it
 * repeats, as in `\d+-`, and otherwise open, as in `.*a`. Loops inside a repeated group must be deterministic, because the numbers
 * of ways of all rounds multiply.
 */
export interface Backtracking {
  /** Unbounded loops that can end at more than one place. */
  open: number
  /** Whether there is an unbounded loop that can end at one place only. */
  sure: boolean
  /** The product of the choices that are bounded. */
  ways: number
  /** Whether a group repeats that can match the same text in more than one way. */
  repeated: boolean
  /** Whether a group repeats for which Java needs a part of its stack each time: any whose length is not fixed. */
  deep: boolean
}
const NO_CHOICE: Backtracking = { open: 0, sure: false, ways: 1, repeated: false, deep: false }

/** Those of the characters that the pattern is tried on. */
type Characters = ReadonlySet<string>

interface Node {
  first: Characters
  nullable: boolean
  /** The characters one by one, unless there is a choice. */
  fixed: Characters[] | undefined
  /** Counts the choices, if these characters may follow. */
  count(follow: Characters, looped: boolean): void
}

const either = (a: Characters, b: Characters): Characters => new Set([...a, ...b])
const meet = (a: Characters, b: Characters) => [...a].some(character => b.has(character))
const NONE: Characters = new Set()
const EMPTY: Node = { first: NONE, nullable: true, fixed: [], count() {} }

const ESCAPE = String.raw`\\(?:[pPxN]\{[^}]*\}|[pP]\w|x\w\w|u\w{4}|0[0-7]{1,3}|[\s\S])`
const ATOM = new RegExp(String.raw`${ESCAPE}|\[\^?\]?(?:\\[\s\S]|[^[\]\\])*\]|[^()|]`, 'uy')
const LOOP = /(?:([*+?])|\{(\d+)(,?)(\d*)\})[+?]?/y
const GROUP = /\((?:\?(?::|[a-zA-Z]+(?::|(?=\)))))?/y
const ANCHOR = /^(?:[\^$]|\\[bBAzZG])$/
/** Longer ones count as of varying length. */
const MAX_FIXED = 1000
const repeat = (fixed: Characters[], times: number) => Array<Characters[]>(times).fill(fixed).flat()
const CATEGORY = /\\p\{[LMNPSZ][a-z]?\}/
const CATEGORIES = new RegExp(CATEGORY, 'g')
/** What Java and JavaScript read differently. */
const DIFFERENT = /\\[^dDwWsStnrf\W_]|^\[\^?\]|[\ud800-\udfff]/
/** ASCII, and one character of each other category. */
const SAMPLE = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...'éÉǅʰ中²Ⅷ\u0301ः\u20dd€¬©´«»‿–\u00a0\u2028\u2029',
]

/** The backtracking of each alternative of the whole pattern; undefined if the pattern cannot be read. */
export function backtrackingOf(pattern: string): Backtracking[] | undefined {
  const reader = new Reader(pattern)
  try {
    return reader.read()
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

class Reader {
  readonly #pattern: string
  readonly #tried: string[]
  readonly #flags: string
  #at = 0
  #found = NO_CHOICE

  constructor(pattern: string) {
    this.#pattern = pattern
    // The ends of all ranges are among these, so two classes meet here if they meet at all.
    this.#tried = [...new Set([...SAMPLE, ...pattern, ...pattern.toLowerCase(), ...pattern.toUpperCase()])]
    this.#flags = /\(\?[a-zA-Z]*i/.test(pattern) ? 'is' : 's'
  }

  read(): Backtracking[] {
    const whole: Backtracking[] = []
    do {
      this.#found = { ...NO_CHOICE }
      const items = this.#items()
      // A final `.*` takes the rest of the text in one step.
      if (/^\.[*+]$/.test(items.at(-1)?.text ?? '')) items.pop()
      inOrder(items.map(({ node }) => node)).count(NONE, false)
      whole.push(this.#found)
    } while (this.#take(/\|/y))
    if (this.#at < this.#pattern.length) throw new SyntaxError(this.#pattern)
    return whole
  }

  /** Items up to the next `|` or `)`. */
  #items(): { node: Node; text: string }[] {
    const items: { node: Node; text: string }[] = []
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern.charAt(this.#at))) {
      const from = this.#at
      let node = this.#take(GROUP) ? this.#group() : this.#character()
      for (let loop = this.#take(LOOP); loop; loop = this.#take(LOOP)) {
        const [, sign, least, comma, most] = loop
        if (sign) node = this.#loop(node, sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY)
        else node = this.#loop(node, Number(least), comma && !most ? Number.POSITIVE_INFINITY : Number(most || least))
      }
      items.push({ node, text: this.#pattern.slice(from, this.#at) })
    }
    return items
  }

  #group(): Node {
    const all: Node[] = []
    do all.push(inOrder(this.#items().map(({ node }) => node)))
    while (this.#take(/\|/y))
    if (!this.#take(/\)/y)) throw new SyntaxError(this.#pattern)
    return all.length === 1 && all[0] ? all[0] : this.#alternatives(all)
  }

  #character(): Node {
    const [atom = ''] = this.#take(ATOM) ?? []
    if (atom === '') throw new SyntaxError(this.#pattern)
    if (ANCHOR.test(atom)) return EMPTY
    // Where in doubt, it may be any character.
    const read = !DIFFERENT.test(atom.replaceAll(CATEGORIES, ''))
    const flags = CATEGORY.test(atom) ? `${this.#flags}u` : this.#flags
    const expression = read ? new RegExp(`^(?:${/^[{}]/.test(atom) ? '\\' : ''}${atom})$`, flags) : /^/
    const first = new Set(this.#tried.filter(character => expression.test(character)))
    return { first, nullable: false, fixed: [first], count() {} }
  }

  #alternatives(all: Node[]): Node {
    return {
      first: all.map(({ first }) => first).reduce(either),
      nullable: all.some(({ nullable }) => nullable),
      fixed: undefined,
      count: (follow, looped) => {
        if (all.some((one, at) => all.slice(at + 1).some(other => overlap(one, other, follow))))
          this.#choose(true, all.length, looped)
        for (const one of all) one.count(follow, looped)
      },
    }
  }

  #loop(body: Node, least: number, most: number): Node {
    return {
      first: body.first,
      nullable: body.nullable || least === 0,
      fixed:
        body.fixed && least === most && least * body.fixed.length <= MAX_FIXED ? repeat(body.fixed, least) : undefined,
      count: (follow, looped) => {
        const again = most > 1
        body.count(again ? either(body.first, follow) : follow, looped || again)
        if (again && body.nullable) this.#found.repeated = true
        if (!body.fixed && (most === Number.POSITIVE_INFINITY || (again && looped))) this.#found.deep = true
        if (least !== most) this.#choose(meet(body.first, follow), most - least + 1, looped)
      },
    }
  }

  #choose(ambiguous: boolean, ways: number, looped: boolean): void {
    if (looped && ambiguous) this.#found.repeated = true
    else if (ways === Number.POSITIVE_INFINITY) {
      if (ambiguous) this.#found.open++
      else this.#found.sure = true
    } else if (!looped) this.#found.ways *= ways
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at
    const match = token.exec(this.#pattern)
    if (match) this.#at = token.lastIndex
    return match
  }
}

const inOrder = (nodes: Node[]): Node =>
  nodes.reduceRight(
    (after, before) => ({
      first: before.nullable ? either(before.first, after.first) : before.first,
      nullable: before.nullable && after.nullable,
      fixed: before.fixed && after.fixed && [...before.fixed, ...after.fixed],
      count(follow, looped) {
        before.count(after.nullable ? either(after.first, follow) : after.first, looped)
        after.count(follow, looped)
      },
    }),
    EMPTY,
  )

/** Whether both alternatives could match the same beginning. */
function overlap(one: Node, other: Node, follow: Characters): boolean {
  if (one.fixed && other.fixed && one.fixed.some((set, at) => other.fixed?.[at] && !meet(set, other.fixed[at])))
    return false
  const [a, b] = [one, other].map(({ first, nullable }) => (nullable ? either(first, follow) : first))
  return (one.nullable && other.nullable) || meet(a ?? NONE, b ?? NONE)
}
