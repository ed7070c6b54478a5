import { createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface BigWorld {
  people: number
  organisations: number
  claims: number
  seed?: number
}

/**
 * Writes a large generated world as the four tables and returns its folder: organisations with power-law sizes, dates of
 * which 60% are days, 25% months and 15% years, 5% of claims contradicted by a second source, 3% of people who leave
 * and come back, a fifth with Chinese names. The same seed gives the same world.
 */
export async function bigWorld({ people, organisations, claims, seed = 1 }: BigWorld): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'big-world-'))
  const write = (name: string, lines: Iterable<string>) =>
    pipeline(Readable.from(chunked(lines)), createWriteStream(join(folder, name)))
  await write('people.csv', peopleLines(people, random(seed)))
  await write('organisations.csv', organisationLines(organisations))
  await write('sources.csv', sourceLines())
  await write('claims.csv', claimLines({ people, organisations, claims }, random(seed + 1)))
  return folder
}

const SOURCES = 50
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚']
const LATIN = [
  'Ada',
  'Ben',
  'Cai',
  'Dot',
  'Eve',
  'Fay',
  'Gus',
  'Hal',
  'Ida',
  'Jan',
  'Kim',
  'Lea',
  'Max',
  'Nia',
  'Oda',
  'Pia',
]

/** Mulberry32: small and portable. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)] as T

function* peopleLines(count: number, next: () => number): Generator<string> {
  yield 'id,name,aliases'
  for (let n = 0; n < count; n++) {
    const latin = `${pick(LATIN, next)} ${pick(LATIN, next)}son ${n}`
    const chinese = `${pick(SURNAMES, next)}${pick(GIVEN, next)}${pick(GIVEN, next)}`
    yield next() < 0.2 ? `p${n},${chinese},${latin}` : `p${n},${latin},`
  }
}

function* organisationLines(count: number): Generator<string> {
  yield 'id,name,type'
  for (let n = 0; n < count; n++) yield `o${n},Organisation ${n},company`
}

function* sourceLines(): Generator<string> {
  yield 'id,title,publisher,published,url'
  for (let n = 0; n < SOURCES; n++)
    yield `s${n},Source ${n},Publisher ${n % 7},20${10 + (n % 15)}-0${1 + (n % 9)},https://example.org/${n}`
}

function* claimLines(
  { people, organisations, claims }: Required<Omit<BigWorld, 'seed'>>,
  next: () => number,
): Generator<string> {
  yield 'person,organisation,event,on,role,status,source,locator'
  // The ranks are Zipf-like: few organisations are large, most are small.
  const organisation = () =>
    `o${Math.min(organisations - 1, Math.floor(organisations ** next()) - 1 + (next() < 0.5 ? 0 : 1))}`
  let written = 0
  const claim = (person: string, at: string, event: string, year: number, source = Math.floor(next() * SOURCES)) => {
    written++
    return `${person},${at},${event},${date(year, next)},role ${written % 9},${next() < 0.2 ? 'confirmed' : 'reported'},s${source},p. ${written % 40}`
  }
  for (let n = 0; written < claims; n = (n + 1) % people) {
    const person = `p${n}`
    let year = 1990 + Math.floor(next() * 20)
    for (let stay = 0; stay < 2 && written < claims; stay++) {
      const at = organisation()
      yield claim(person, at, 'joined', year)
      if (next() < 0.05) yield claim(person, at, 'joined', year + 2)
      year += 1 + Math.floor(next() * 6)
      yield claim(person, at, 'left', year)
      if (next() < 0.03) {
        yield claim(person, at, 'joined', year + 2)
        year += 4
        yield claim(person, at, 'left', year)
      }
    }
  }
}

const two = (n: number) => String(n).padStart(2, '0')
function date(year: number, next: () => number): string {
  const vagueness = next()
  if (vagueness < 0.15) return String(year)
  const month = `${year}-${two(1 + Math.floor(next() * 12))}`
  return vagueness < 0.4 ? month : `${month}-${two(1 + Math.floor(next() * 28))}`
}

/** Buffers lines, because single lines are too small writes. */
function* chunked(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = []
  for (const line of lines) {
    chunk.push(line)
    if (chunk.length < 10_000) continue
    yield `${chunk.join('\n')}\n`
    chunk = []
  }
  yield `${chunk.join('\n')}\n`
}
