import { type Account, daysOfEvent, type Stay } from './accounts.ts'
import { canBeOne, type Span, spanOf } from './calendar.ts'
import { today } from './oracle.ts'
import type { Claim } from './world.ts'

/** Features of the claims of one person at one organisation. Worlds can be generated without features that the product lacks. */
export const FEATURES = {
  'scheduled leavings': (_, claims) =>
    claims.some(({ event, on }) => event === 'left' && (spanOf(on).first ?? 0) > today()),

  /** One source states two joinings or two leavings that can be one, or gives no bounded date for the event in between. */
  'events of one source, apart by others': ({ stays }, claims) =>
    claims.some((a, at) =>
      claims
        .slice(at + 1)
        .some(
          b =>
            isTwice(a, b) &&
            (canBeOne(spanOf(a.on), spanOf(b.on)) || stays.some(isNextToNothing) || claims.some(isOpen)) &&
            !tellsAll(claims.filter(({ source }) => source === a.source)),
        ),
    ),

  /** The other end of a stay, or a sighting, allows an event fewer days than its own claims do. */
  'events bounded by their stay': (account, claims) =>
    account.ordered
      ? account.stays.some((stay, at) =>
          ([0, 1] as const).some(side => {
            const event = side === 0 ? stay.joined : stay.left
            return event !== null && isNarrower(account, daysOfEvent(account, at, side), event.span)
          }),
        )
      : claims.some(a =>
          claims.some(b => a.stint === b.stint && a.event === 'joined' && b.event === 'left' && isTight(a, b)),
        ),

  origins: (_, claims) => claims.some(({ origin }) => origin !== ''),

  /** Several of the posts of one stay may be the first or the last. */
  'posts in no sure order': ({ ordered, stays }, claims) =>
    !ordered && stays.some(({ joined }) => (joined?.claims.length ?? 0) > 1) && !areInOrder(claims),

  'posts that may meet': ({ ordered, stays }) => !ordered && stays.length > 1,
} satisfies Record<string, (account: Account, claims: Claim[]) => boolean>

export type Feature = keyof typeof FEATURES

const isStated = ({ status, event }: Claim) => event !== 'present' && (status === 'confirmed' || status === 'reported')
const isTwice = (a: Claim, b: Claim): boolean =>
  isStated(a) && isStated(b) && a.event === b.event && a.source === b.source && a.stint === b.stint
const isOpen = ({ on }: Claim): boolean => spanOf(on).first === null || spanOf(on).last === null
/** Whether the claims of one source alternate, and all have a first and a last day. */
function tellsAll(claims: Claim[]): boolean {
  const events = claims.filter(isStated)
  const count = (kind: Claim['event']) => events.filter(({ event }) => event === kind).length
  const spans = events.map(({ on }) => spanOf(on))
  return (
    Math.abs(count('joined') - count('left')) <= 1 &&
    spans.every(({ first, last }) => first !== null && last !== null) &&
    events.every(({ stint }) => stint === '')
  )
}
const isNextToNothing = (stay: Stay, at: number, stays: Stay[]): boolean =>
  at > 0 && (stay.joined === null || stays[at - 1]?.left === null)

function isNarrower({ calendar }: Account, days: number[], span: Span): boolean {
  const all = calendar.within(span)
  return Math.min(...days) > Math.min(...all) || Math.max(...days) < Math.max(...all)
}

/** Whether a joining excludes some days of a leaving, or vice versa. */
function isTight(joined: Claim, left: Claim): boolean {
  const [begin, end] = [spanOf(joined.on), spanOf(left.on)]
  return (end.first ?? -Infinity) < (begin.first ?? -Infinity) || (begin.last ?? Infinity) > (end.last ?? Infinity)
}

/** Whether it is sure which of several posts began first, and which ended last. */
const areInOrder = (claims: Claim[]): boolean =>
  (['joined', 'left'] as const).every(kind => {
    const spans = claims.filter(({ event }) => event === kind).map(({ on }) => spanOf(on))
    return spans.some(one =>
      spans.every(
        other =>
          one === other ||
          (kind === 'joined'
            ? (one.last ?? Infinity) <= (other.first ?? -Infinity)
            : (one.first ?? -Infinity) >= (other.last ?? Infinity)),
      ),
    )
  })
