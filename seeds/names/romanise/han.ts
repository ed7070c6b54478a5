import { openccTable } from './libraries.ts'

/** The maximum number of spellings of a name, and of a long name. */
const [MOST_OF_A_NAME, MOST_OF_A_LONG_NAME, LONG] = [6, 2, 4]

interface Tables {
  /** Maps traditional characters and variants to simplified ones. */
  simplified: Map<string, string>
  /** Maps simplified characters to their traditional ones, most likely first. */
  traditional: Map<string, string[]>
}

let tables: Tables | undefined

/** Converts a name to simplified characters. */
export function simplify(name: string): string {
  tables ??= readTables()
  let simple = ''
  for (const character of name) simple += tables.simplified.get(character) ?? character
  return simple
}

/**
 * The spellings of a name in the other set of Chinese characters: 張偉 for 张伟, and vice versa. A simplified character
 * with several counterparts gives several names: 余华 is 余華 or 餘華. Converts each character separately, because the word
 * lists for text conversion contain no names (OpenCC would give 餘華 alone).
 */
export function otherCharacters(name: string): string[] {
  const simple = simplify(name)
  tables ??= readTables()
  const most = simple.length > LONG ? MOST_OF_A_LONG_NAME : MOST_OF_A_NAME
  let written = ['']
  for (const character of simple) {
    const choices = tables.traditional.get(character) ?? [character]
    if (choices.length === 1) written = written.map(begun => begun + choices[0])
    else written = choices.flatMap(choice => written.map(begun => begun + choice)).slice(0, most)
  }
  return [...new Set([simple, ...written])].filter(other => other !== name)
}

function readTables(): Tables {
  const pairs = (name: Parameters<typeof openccTable>[0]) => openccTable(name).split('|').map(pairOf)
  const simplified = new Map(pairs('TSCharacters'))
  const variants = new Map<string, Set<string>>()
  for (const [standard, variant] of [...pairs('TWVariants'), ...pairs('HKVariants')]) {
    variants.set(standard, (variants.get(standard) ?? new Set()).add(variant))
    const simple = simplified.get(standard)
    if (simple !== undefined && !simplified.has(variant) && variant !== simple) simplified.set(variant, simple)
  }
  const standards = new Map<string, string[]>()
  for (const [simple, standard] of pairs('STCharacters')) standards.set(simple, [standard])
  for (const [standard, simple] of pairs('TSCharacters')) {
    const all = standards.get(simple) ?? []
    if (!all.includes(standard)) standards.set(simple, [...all, standard])
  }
  const isTraditional = traditionalCharacters()
  const traditional = new Map<string, string[]>()
  for (const [simple, all] of standards) {
    // People write the Taiwan and Hong Kong variants: 為 rather than OpenCC's standard 爲.
    const choices = all.flatMap(standard => [...(variants.get(standard) ?? []), standard])
    const own = isTraditional.has(simple) ? [simple] : []
    traditional.set(simple, [...new Set([...own, ...choices])])
  }
  return { simplified, traditional }
}

function pairOf(entry: string): [string, string] {
  const [from = '', to = ''] = entry.split(' ')
  return [from, to]
}

/**
 * The characters of Big5, Taiwan's encoding. Those that are also simplified characters, such as 余 and 范, need no
 * conversion.
 */
function traditionalCharacters(): Set<string> {
  const bytes: number[] = []
  // Levels 1 and 2: https://encoding.spec.whatwg.org/#index-big5-pointer
  for (let lead = 0xa4; lead <= 0xf9; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const isLevel =
        (lead < 0xc6 || lead >= 0xc9 || (lead === 0xc6 && trail <= 0x7e)) && (lead < 0xf9 || trail <= 0xd5)
      if (isLevel && (trail <= 0x7e || trail >= 0xa1)) bytes.push(lead, trail)
    }
  return new Set(new TextDecoder('big5').decode(Uint8Array.from(bytes)))
}
