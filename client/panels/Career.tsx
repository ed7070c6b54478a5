import type { z } from 'zod'
import career from '../../cypher/read/career.ts'
import { isToCome } from '../../cypher/scheduled-as-of.ts'
import { asReported, TO_COME } from '../../cypher/words/announced-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { writtenFor } from '../graph/written.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { together } from '../table/states-at-date.ts'
import { useWords } from './context.ts'
import { EntityLink } from './EntityLink.tsx'
import { Chip, type EventClaims, Evidence, StatusChips } from './Evidence.tsx'
import { SourceLinks } from './SourceLinks.tsx'
import { StateChip, useRowsAtDate } from './StateSentence.tsx'

export type Stay = z.infer<(typeof career)['row']>

/** Tenures in order, each with all its claims, then the claims without a tenure. */
export function Career({ stays, heading = true }: { stays: Stay[]; heading?: boolean }) {
  const { t } = useWords()
  const { shown, statesOf } = useRowsAtDate(stays, career)
  const stateOf = (stay: Stay) => together(statesOf(stay))
  if (stays.length === 0) return <p className="quiet">{t('career.none')}</p>
  return (
    <ol className="stays">
      {shown.map(stay => (
        <li
          key={`${stay.organisation.id} ${stay.stint}`}
          className={stateOf(stay) ? `stay at-date ${stateOf(stay)}` : 'stay'}
          data-organisation={stay.organisation.id}
        >
          {heading && (
            <h4>
              <EntityLink {...stay.organisation} kind="organisation" mark />
            </h4>
          )}
          {stay.stint === null ? <NoStay claims={stay.claims} /> : <Period stay={stay} />}
          <p className="chips">
            <StateChip states={statesOf(stay)} about="there" />
          </p>
          <Evidence claims={stay.claims} events={eventsOf(stay)} open />
        </li>
      ))}
    </ol>
  )
}

const eventsOf = ({ joined, left }: Stay): EventClaims[] =>
  (['joined', 'left'] as const).flatMap(event => {
    const found = { joined, left }[event]
    return found ? { event: isToCome(found) ? TO_COME[event] : event, claims: found.claims } : []
  })

/** Claims without a tenure: rumours, denials and scheduled joinings. */
function NoStay({ claims }: Pick<Stay, 'claims'>) {
  const { t } = useWords()
  const scheduled = claims.every(({ status }) => status === 'confirmed' || status === 'reported')
  return (
    <p>
      <Chip tone={scheduled ? 'plain' : 'doubt'}>{t(scheduled ? 'status.scheduled' : 'career.rumours')}</Chip>{' '}
      <span className="quiet">{t('career.rumoursHelp')}</span>
    </p>
  )
}

function Period({ stay }: { stay: Stay }) {
  const { t, language } = useWords()
  const { begin, end } = periodWords(stay, t, language)
  const roles = stay.roles?.filter(Boolean) ?? []
  const about = [stay.person.id, stay.organisation.id] as const
  return (
    <>
      {roles.length > 0 && (
        <p className="roles">
          {roles.map((role, at) => (
            <span key={role}>
              {at > 0 && ' · '}
              {role}
              <SourceLinks about={about} claims={stay.claims.filter(claim => claim.role === role)} />
            </span>
          ))}
        </p>
      )}
      <p className="period">
        {begin}
        <SourceLinks about={about} claims={claimsOf(stay, stay.joined)} /> <EventChips event={stay.joined} />
      </p>
      <p className="period">
        {end}
        <SourceLinks about={about} claims={claimsOf(stay, stay.left)} /> <EventChips event={stay.left} />
      </p>
    </>
  )
}

/** The claims about the joining or the departure of a tenure. */
const claimsOf = ({ claims }: Stay, event: Stay['left']) => claims.filter(({ id }) => event?.claims.includes(id))

const EventChips = ({ event }: { event: Stay['left'] }) =>
  event && <StatusChips status={event.status} disputes={event.disputes} manner={event.manner} />

/**
 * Begin and end as written. If only presence is known, the person was there by then. An unknown end (they left, but no source says
 * when) and an open end (no source says that they left) have different words. Bounds are days even if their dates
 * are vague, so the date is shown as written.
 */
function periodWords(stay: Stay, t: Translate, language: Language) {
  const words = (date: string) => dateWords(date, language)
  const { joined, left, beginLatest, open, lastSeen } = stay
  const eventLine = (event: 'joined' | 'left', one: NonNullable<Stay['left']>) => {
    const { on, announced, scheduledAsOf } = one
    const date = on ? words(on) : `(${t('career.undated')})`
    const reported = scheduledAsOf ? `${t('comma')}${asReported(scheduledAsOf, language)}` : ''
    const announcement = announced ? ` (${t('career.announced', { date: words(announced) })})` : ''
    return `${t(`career.${isToCome(one) ? TO_COME[event] : event}`)} ${date}${reported}${announcement}`
  }
  const [first, last] = [beginLatest, lastSeen].map(day => writtenFor(day, stay.claims))
  const unseen = first ? t('career.seen', { date: words(first) }) : t('career.unknownBegin')
  const still = last ? t('career.openSince', { date: words(last) }) : t('career.open')
  return {
    begin: joined ? eventLine('joined', joined) : unseen,
    end: left ? eventLine('left', left) : open ? still : t('career.unknownEnd'),
  }
}
