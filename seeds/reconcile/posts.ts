import { addDays, type Bounds } from '../../cypher/dates.ts'
import { compare } from '../claims/claim.ts'
import type { Event } from './events.ts'
import { isNumbered } from './stints.ts'
import { greatest, least, type Stay } from './tenures.ts'
import { byTime } from './time-index.ts'

/**
 * A stint with a name other than a number is a post; a person may hold several posts at once. The person is at the
 * organisation while holding any of them. Posts and unnamed stays therefore form one stay, as long as one surely lasts
 * until the next begins or no source reports its end. The joining of that stay is that of the first post, and its
 * leaving that of the last post to end. The end of one post while another continues is no leaving, and a second post no
 * joining.
 *
 * A leaving without a post is a leaving of the organisation. It ends all posts, except a post with evidence of presence
 * after it.
 */
export function uniteStays(organisationStays: Stay[], posts: Stay[]): Stay[] {
  const groups: Group[] = []
  for (const stay of [...organisationStays.filter(stay => !isLeavingAlone(stay)), ...posts].sort(byBegin)) {
    const last = groups.at(-1)
    // Stays that are not posts were separated earlier.
    const mayJoin = last && !(isWhole(stay) && last.stays.every(isWhole))
    if (mayJoin && meets(last.furthest, stay, last)) add(last, stay)
    else groups.push(groupOf(stay))
  }
  // A person who leaves has not left before, unless a source reports that they joined again.
  for (const leaving of organisationStays.filter(isLeavingAlone).sort(byBegin)) {
    const begun = groups.findLast(({ stays }) =>
      stays.some(({ begin }) => begin.latest !== null && isBy(begin.latest, leaving)),
    )
    if (begun && !begun.left) begun.left = leaving
    else groups.push(groupOf(leaving))
  }
  return groups.map(asStay).sort(byBegin)
}

interface Group {
  stays: Stay[]
  /** The stay that surely lasts longest. */
  furthest: Stay
  /** The last day by which the person left the organisation as a whole; undefined if no source reports it. */
  leftBy: string | undefined
  /** A leaving of the organisation without a reported joining. */
  left?: Stay
}

const FOREVER = '9999-12-31'
const isWhole = ({ label }: Stay): boolean => label === null || isNumbered(label)
const isLeavingAlone = ({ joined, left, begin }: Stay): boolean =>
  left !== undefined && !joined && begin.earliest === null && begin.latest === left.bounds.latest
const isBy = (day: string, { end }: Stay): boolean => day <= (end.earliest ?? end.latest ?? FOREVER)
const byBegin = (a: Stay, b: Stay): number => byTime(a.begin, b.begin) || compare(a.label ?? '', b.label ?? '')

const leavingOf = (stay: Stay): string | undefined =>
  isWhole(stay) && !stay.open ? (stay.end.latest ?? FOREVER) : undefined
const groupOf = (stay: Stay): Group => ({ stays: [stay], furthest: stay, leftBy: leavingOf(stay) })

function add(group: Group, stay: Stay): void {
  group.stays.push(stay)
  const leftBy = leavingOf(stay)
  const further = (a: Stay, b: Stay): Stay => (surelyUntil(b, group) > surelyUntil(a, group) ? b : a)
  if (leftBy === undefined || (group.leftBy !== undefined && leftBy <= group.leftBy)) {
    group.furthest = further(group.furthest, stay)
    return
  }
  group.leftBy = leftBy
  group.furthest = group.stays.reduce(further)
}

/** Whether a stay is open and no leaving of the organisation ends it. */
const continues = ({ open, lastSeen }: Stay, leftBy: string | undefined): boolean =>
  open && (leftBy === undefined || (lastSeen ?? '') > leftBy)
const surelyUntil = (stay: Stay, { leftBy }: Pick<Group, 'leftBy'>): string =>
  continues(stay, leftBy) ? FOREVER : (stay.end.earliest ?? stay.lastSeen ?? '')

/**
 * Whether, for every reading of their dates, neither ends before the other begins and no day lies between them. Many
 * sources give the last day of a post as its end and the next day as the begin of the next post.
 */
const meets = (a: Stay, b: Stay, group: Group): boolean =>
  (b.begin.latest ?? FOREVER) <= dayAfter(surelyUntil(a, group)) &&
  (a.begin.latest ?? FOREVER) <= dayAfter(surelyUntil(b, { leftBy: undefined }))
const dayAfter = (day: string): string => (day === '' || day === FOREVER ? day : (addDays(day, 1) ?? FOREVER))

function asStay({ stays, left: leaving, leftBy: ownLeftBy }: Group): Stay {
  const [only] = stays
  if (stays.length === 1 && only && !leaving) return only
  const all = leaving ? [...stays, leaving] : stays
  const leftBy = leaving ? (leavingOf(leaving) ?? ownLeftBy) : ownLeftBy
  const open = all.some(stay => continues(stay, leftBy))
  const ended = all.filter(stay => !stay.open)
  const seen = greatest(all.map(({ lastSeen }) => lastSeen))
  const endEarliest = greatest([...ended.map(({ end }) => end.earliest), seen])
  const endless = ended.some(({ end }) => end.latest === null)
  const bounds = { earliest: endEarliest, latest: endless ? null : greatest(ended.map(({ end }) => end.latest)) }
  return {
    label: nameOf(stays),
    joined: firstJoined(stays),
    left: open ? undefined : lastLeft(ended),
    begin: {
      earliest: stays.some(({ begin }) => begin.earliest === null)
        ? null
        : least(stays.map(({ begin }) => begin.earliest)),
      latest: least(all.map(({ begin }) => begin.latest)),
    },
    end: open ? { earliest: null, latest: null } : bounds,
    open,
    lastSeen: open ? greatest([...ended.map(({ begin, end }) => lastDayOf(begin, end)), seen]) : null,
    roles: [...new Set(all.flatMap(({ roles }) => roles))],
    claims: all.flatMap(({ claims }) => claims),
  }
}

/**
 * The last day on which the person surely held an ended post: the day before its end, if the post had begun by then.
 */
function lastDayOf(begin: Bounds, end: Bounds): string | null {
  const day = end.earliest === null ? null : addDays(end.earliest, -1)
  return greatest([begin.earliest, day])
}

/** The label of the stay at the organisation as a whole if there is one, otherwise the labels of all posts. */
function nameOf(stays: Stay[]): string | null {
  const whole = stays.find(isWhole)
  return whole ? whole.label : stays.map(({ label }) => label).join(' + ')
}

/**
 * The first joining. Undefined if the person was surely present before it, because no source then reports the actual
 * joining.
 */
function firstJoined(stays: Stay[]): Event | undefined {
  const [first] = stays
    .flatMap(({ joined }) => joined ?? [])
    .sort((a, b) => compare(a.bounds.earliest ?? '', b.bounds.earliest ?? '') || byTime(a.bounds, b.bounds))
  const from = first?.bounds.earliest ?? ''
  return stays.some(({ joined, begin }) => !joined && begin.latest !== null && begin.latest < from) ? undefined : first
}

const lastLeft = (stays: Stay[]): Event | undefined =>
  stays
    .flatMap(({ left }) => left ?? [])
    .sort((a, b) => compare(a.bounds.latest ?? FOREVER, b.bounds.latest ?? FOREVER) || byTime(a.bounds, b.bounds))
    .at(-1)
