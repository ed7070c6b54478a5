import fc, { type GeneratorValue } from 'fast-check'
import { accountOf, calendarOf, Undecided } from './accounts.ts'
import { dayOf, textOf } from './calendar.ts'
import { FEATURES, type Feature } from './features.ts'
import { byPair, today } from './oracle.ts'
import { type Claim, type Kind, SOURCES, type World } from './world.ts'

/** The time scale: a few weeks by days and months, or some years by years, months and days. */
interface Era {
  period: World['period']
  first: number
  last: number
}
const WEEKS: Era = { period: 'month', first: dayOf('2020-02-24'), last: dayOf('2020-03-08') }
const YEARS: Era = { period: 'year', first: dayOf('2010-01-01'), last: dayOf('2015-12-31') }

class Draw {
  constructor(
    readonly g: GeneratorValue,
    readonly era: Era,
  ) {}

  upTo(most: number): number {
    return this.g(fc.integer, { min: 0, max: most })
  }
  between(least: number, most: number): number {
    return this.g(fc.integer, { min: least, max: most })
  }
  oneIn(times: number): boolean {
    return this.upTo(times - 1) === 0
  }
  from<T>(values: readonly T[]): T {
    return values[this.upTo(values.length - 1)] as T
  }
  day(): number {
    // Only a few days per year, so that dates coincide.
    return this.era === YEARS
      ? dayOf(`${this.between(2010, 2015)}-${this.from(['01-01', '05-10', '05-20', '09-15', '12-31'])}`)
      : this.between(this.era.first, this.era.last)
  }
  /** Days in order, sometimes with two equal ones. */
  days(count: number): number[] {
    return Array.from({ length: count }, () => this.day()).sort((a, b) => a - b)
  }

  /** A date, as a source may write it, that can mean the day. */
  date(day: number): string {
    const text = textOf(day)
    const year = Number(text.slice(0, 4))
    const near = (by: number) => textOf(day + by)
    switch (this.upTo(this.era === YEARS ? 10 : 8)) {
      case 0:
        return text.slice(0, 7)
      case 1:
        return this.era === YEARS
          ? `${year - this.upTo(1)}/${year + this.upTo(1)}`
          : `${near(-this.upTo(3))}/${near(this.upTo(3))}`
      case 2:
        return this.era === YEARS ? `../${year}` : `../${near(this.upTo(2))}`
      case 3:
        return this.era === YEARS ? `${year}/..` : `${near(-this.upTo(2))}/..`
      case 4:
        return this.oneIn(2) ? '' : text
      case 5:
        return this.era === YEARS ? `${year}~` : `${text}~`
      case 6:
      case 7:
        return this.era === YEARS ? String(year) : text
      default:
        return text
    }
  }
}

/** The true events of the generator. Claims are made from them, and the oracle never sees them. */
interface StoryStay {
  joined: number | null
  left: number | null
  seen: number | null
  stint: string
}

function storyOf(draw: Draw): StoryStay[] {
  const blank = { joined: null, left: null, seen: null, stint: '' }
  const kind = draw.upTo(12)
  if (kind < 5) {
    const [joined = 0, seen = 0, left = 0] = draw.days(3)
    const stay = { ...blank, joined, left, seen: draw.oneIn(4) ? seen : null }
    if (draw.oneIn(5)) return [{ ...stay, joined: null }]
    return [draw.oneIn(3) ? { ...stay, left: null } : stay]
  }
  if (kind === 5) {
    // A stay of zero length.
    const joined = draw.day()
    return [{ ...blank, joined, left: joined }]
  }
  if (kind < 9) {
    const numbered = draw.oneIn(4)
    const [a = 0, b = 0, c = 0, d = 0] = draw.days(4)
    const stays = [
      { ...blank, joined: draw.oneIn(5) ? null : a, left: numbered && draw.oneIn(3) ? null : b },
      { ...blank, joined: c, left: draw.oneIn(2) ? d : null },
    ]
    return stays.map((stay, at) => ({ ...stay, stint: numbered ? String(at + 1) : '' }))
  }
  if (kind === 9 || kind === 11) {
    const posts = ['chief', 'board'].slice(draw.oneIn(5) ? 1 : 0)
    return posts.map(stint => {
      const [joined = 0, left = 0] = draw.days(2)
      return { ...blank, joined, left: draw.oneIn(3) ? null : left, stint }
    })
  }
  if (kind === 10) return [{ ...blank, seen: draw.day() }]
  return []
}

function claimsOf(draw: Draw, person: string, organisation: string, places: string[]): Claim[] {
  const claims: Claim[] = []
  const sources = Object.keys(SOURCES).slice(0, draw.between(1, 3))
  const add = (event: Kind, on: string, source: string, more: Partial<Claim> = {}) =>
    claims.push({
      ...{ person, organisation, event, on, source, status: 'reported', manner: '', origin: '', stint: '' },
      ...more,
      locator: `p. ${claims.length + 1}`,
    })
  const story = storyOf(draw)
  const named = story.some(({ stint }) => stint !== '' && !/^\d+$/.test(stint))
  const others = places.filter(place => place !== organisation)
  for (const { joined, left, seen, stint } of story) {
    for (const [event, day] of [
      ['joined', joined],
      ['left', left],
      ['present', seen],
    ] as const) {
      if (day === null) continue
      const told = named || event === 'present' ? [draw.from(sources)] : sources.filter(() => draw.oneIn(2))
      for (const source of told.length > 0 ? told : [draw.from(sources)]) {
        const wrong = !named && event !== 'present' && draw.oneIn(12)
        add(event, draw.date(wrong ? draw.day() : day), source, {
          stint,
          status: draw.oneIn(6) ? 'confirmed' : 'reported',
          manner: event === 'left' && draw.oneIn(3) ? draw.from(['resigned', 'dismissed', 'undisclosed']) : '',
          origin: event === 'joined' && others.length > 0 && draw.oneIn(3) ? draw.from(others) : '',
        })
      }
    }
  }
  if (story.length === 1 && !named && draw.oneIn(20)) add('left', '2090', draw.from(sources))
  const plain = story.every(({ stint }) => stint === '')
  if (plain && draw.oneIn(6))
    add(draw.from(['joined', 'left']), draw.date(draw.day()), draw.from(sources), { status: 'rumoured' })
  if (plain && draw.oneIn(8))
    add(draw.from(['joined', 'left']), draw.date(draw.day()), draw.from(sources), { status: 'denied' })
  return claims
}

/** The numbers of generated pairs of person and organisation, of undecided ones, and of ones with awaited features. */
export const made = { pairs: 0, undecided: 0, awaited: 0 }

/** A world in which the oracle decides every pair of a person and an organisation. */
export const anyWorld = (off: ReadonlySet<Feature>): fc.Arbitrary<World> =>
  fc.gen().map(g => {
    const draw = new Draw(g, g(fc.constantFrom, WEEKS, YEARS) as Era)
    const people = ['ann', 'bob', 'cyd'].slice(0, draw.between(1, 3))
    const places = ['mill', 'kiln', 'forge'].slice(0, draw.between(1, 3))
    const [from = 0, to = 0] = draw.days(2)
    const claims = people.flatMap(person => places.flatMap(place => claimsOf(draw, person, place, places)))
    const world = {
      ...{ claims, from: textOf(from), to: textOf(to), period: draw.era.period },
      days: draw.era === YEARS ? draw.from([30, 200, 400]) : draw.between(1, 6),
    }
    return { ...world, claims: decidedOf(world, off) }
  })

function decidedOf(world: World, off: ReadonlySet<Feature>): Claim[] {
  return [...byPair(world.claims).values()].flatMap(claims => {
    made.pairs++
    try {
      const account = accountOf(claims, calendarOf(world, claims[0]?.person ?? ''), today())
      if ([...off].some(feature => FEATURES[feature](account, claims))) made.awaited++
      else return claims
    } catch (error) {
      if (!(error instanceof Undecided)) throw error
      made.undecided++
    }
    return []
  })
}
