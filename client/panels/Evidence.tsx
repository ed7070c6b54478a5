import type { Dispute } from '../../cypher/model.ts'
import { isScheduled } from '../../cypher/scheduled-as-of.ts'
import type { Evidence as Claim } from '../../cypher/wire.ts'
import { hasFuture, TO_COME } from '../../cypher/words/announced-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { useExplorerState, useWords } from './context.ts'
import { datesLine } from './dates-line.ts'
import { EntityLink } from './EntityLink.tsx'

/** Only web addresses become links, because loaded data may contain other URLs. */
export const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url)

export function Chip({ children, tone = 'plain' }: { children: React.ReactNode; tone?: 'plain' | 'doubt' | 'good' }) {
  return <span className={`chip ${tone}`}>{children}</span>
}

export function StatusChips({
  status,
  disputes = [],
  manner,
}: {
  status?: string | null
  disputes?: readonly Dispute[]
  manner?: string | null
}) {
  const { t } = useWords()
  const doubtful = status === 'rumoured' || status === 'denied'
  return (
    <>
      {manner && <Chip>{t(`manner.${manner}`, { defaultValue: manner })}</Chip>}
      {status && (
        <Chip tone={doubtful ? 'doubt' : status === 'confirmed' ? 'good' : 'plain'}>
          {t(`status.${status}`, { defaultValue: status })}
        </Chip>
      )}
      {disputes
        .filter(reason => reason !== status)
        .map(reason => (
          <Chip key={reason} tone="doubt">
            {t(`disputed.${reason}`)}
          </Chip>
        ))}
    </>
  )
}

/** An event and the ids of its claims. */
export interface EventClaims {
  event: 'joined' | 'left' | 'willJoin' | 'willLeave'
  claims: readonly string[]
}

/**
 * Claims below a line that expands them; `open` shows them at once. For each of the `events`, one line summarises the dates of its
 * claims.
 */
export function Evidence({
  claims,
  events = [],
  open = false,
}: {
  claims: Claim[]
  events?: EventClaims[]
  open?: boolean
}) {
  const { t } = useWords()
  if (claims.length === 0) return null
  const lines = events.flatMap(
    ({ event, claims: ids }) =>
      datesLine(
        event,
        claims.filter(({ id }) => ids.includes(id)),
        t,
      ) ?? [],
  )
  const sources = new Set(claims.map(claim => claim.source.id)).size
  return (
    <details className="evidence" open={open}>
      <summary>
        {t('evidence.summary', {
          claims: t('counts.claims', { count: claims.length }),
          sources: t('counts.sources', { count: sources }),
        })}
      </summary>
      {lines.map(line => (
        <p key={line} className="dates quiet">
          {line}
        </p>
      ))}
      <ul>
        {claims.map(claim => (
          <ClaimItem key={claim.id} claim={claim} />
        ))}
      </ul>
    </details>
  )
}

function ClaimItem({ claim }: { claim: Claim }) {
  const { t, language } = useWords()
  const said = (date: string) => dateWords(date, language)
  return (
    <li className="claim">
      <p className="said">
        <span className={`event ${claim.event}`}>
          {t(`evidence.${eventWord(claim)}`, { defaultValue: claim.event })}
        </span>{' '}
        <strong>{claim.on ? <time title={claim.on}>{said(claim.on)}</time> : t('evidence.undated')}</strong>
        {claim.announced && (
          <span className="quiet"> · {t('evidence.announced', { date: said(claim.announced) })}</span>
        )}
        <StatusChips status={claim.status} manner={claim.manner} />
        {claim.destination === 'undisclosed' && <Chip>{t('evidence.undisclosed')}</Chip>}
      </p>
      {claim.origin && <Origin id={claim.origin} />}
      {(['role', 'reason', 'note'] as const).map(
        key =>
          claim[key] && (
            <p key={key} className="detail">
              <span className="quiet">{t(`evidence.${key}`)}:</span> {claim[key]}
            </p>
          ),
      )}
      <SourceLine source={claim.source} locator={claim.locator} />
    </li>
  )
}

/** What was still to come for its source is never shown in the past tense. */
const eventWord = (claim: Claim): string =>
  isScheduled(claim) && hasFuture(claim.event) ? TO_COME[claim.event] : claim.event

function Origin({ id }: { id: string }) {
  const { t } = useWords()
  const name = useExplorerState(state => state.network?.nodes.get(id)?.name)
  const [before = '', after = ''] = t('evidence.origin', { name: '\u0000' }).split('\u0000')
  return (
    <p className="detail">
      {before}
      {name ? <EntityLink id={id} name={name} kind="organisation" /> : id}
      {after}
    </p>
  )
}

function SourceLine({ source, locator }: Pick<Claim, 'source' | 'locator'>) {
  const { language } = useWords()
  const { title, url, publisher, published } = source
  return (
    <p className="source">
      {isWebAddress(url) ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {title}
        </a>
      ) : (
        <cite>{title}</cite>
      )}
      <span className="quiet">
        {[publisher, published && dateWords(published, language), locator].filter(Boolean).map(part => ` · ${part}`)}
      </span>
    </p>
  )
}
