import { useState } from 'react'
import whoLeft from '../../cypher/read/who-left.ts'
import { isToCome } from '../../cypher/scheduled-as-of.ts'
import { asReported } from '../../cypher/words/announced-words.ts'
import { dateWords, whenItWas } from '../../cypher/words/date-words.ts'
import type { RowState } from '../../picture/answer/row-as-of.ts'
import { together } from '../table/states-at-date.ts'
import { useWords } from './context.ts'
import { countDestinations, isReturn, type Leaver, type Step } from './destinations.ts'
import { EntityLink } from './EntityLink.tsx'
import { Chip, Evidence, StatusChips } from './Evidence.tsx'
import { SourceLinks } from './SourceLinks.tsx'
import { StateChip, useRowsAtDate } from './StateSentence.tsx'

/** The people who left, in the order of the answer, each with their destination and all claims. */
export function Leavers({ leavers, steps, windowed }: { leavers: Leaver[]; steps: Step[]; windowed: boolean }) {
  const { shown, statesOf } = useRowsAtDate(leavers, whoLeft)
  return (
    <ol className="leavers">
      {shown.map(leaver => (
        <LeaverItem
          // A person may have left several times, each time with different claims.
          key={`${leaver.person.id} ${leaver.claims[0]?.id}`}
          leaver={leaver}
          steps={steps.filter(step => step.person.id === leaver.person.id && step.left === leaver.on)}
          windowed={windowed}
          states={statesOf(leaver)}
        />
      ))}
    </ol>
  )
}

function LeaverItem({
  leaver,
  steps,
  windowed,
  states,
}: {
  leaver: Leaver
  steps: Step[]
  windowed: boolean
  states: readonly RowState[]
}) {
  const { t, language } = useWords()
  const { person, on, announced, role, manner, status, scheduledAsOf, disputes, certainty } = leaver
  const state = together(states)
  const about = [person.id, leaver.at.id] as const
  return (
    <li className={state ? `leaver at-date ${state}` : 'leaver'} data-person={person.id}>
      <p className="who">
        <EntityLink {...person} kind="person" mark />
      </p>
      <p className="when">
        {on
          ? isToCome(leaver)
            ? t('left.scheduled', { date: whenItWas(on, language) })
            : t('left.when', { date: dateWords(on, language) })
          : t('left.undated')}
        {scheduledAsOf && `${t('comma')}${asReported(scheduledAsOf, language)}`}
        <SourceLinks about={about} claims={leaver.claims} />
        {announced && (
          <span className="quiet"> · {t('career.announced', { date: dateWords(announced, language) })}</span>
        )}
      </p>
      {steps.length > 0 && (
        <p className="went">
          <span className="arrow" aria-hidden="true">
            →
          </span>
          {steps.map(step => (
            <Destination key={`${step.organisation?.id} ${step.joined}`} step={step} />
          ))}
        </p>
      )}
      <p className="chips">
        {role && (
          <span className="role">
            {role}
            <SourceLinks about={about} claims={leaver.claims.filter(claim => claim.role === role)} />
          </span>
        )}
        <StatusChips manner={manner} status={status === 'confirmed' ? null : status} disputes={disputes} />
        <StateChip states={states} about="gone" />
        {windowed && certainty === 'possible' && <Chip tone="doubt">{t('left.possible')}</Chip>}
      </p>
      <Evidence
        claims={unique([...leaver.claims, ...steps.flatMap(step => step.claims)])}
        events={[{ event: isToCome(leaver) ? 'willLeave' : 'left', claims: leaver.claims.map(({ id }) => id) }]}
      />
    </li>
  )
}

function Destination({ step }: { step: Step }) {
  const { t } = useWords()
  if (step.destination !== 'known' || !step.organisation)
    return <span className="quiet destination">{t(`left.destination.${step.destination}`)}</span>
  return (
    <span className="destination">
      {isReturn(step) && `${t('left.returned')} `}
      <EntityLink {...step.organisation} kind="organisation" />
      {step.certainty === 'possible' && <span className="quiet"> ({t('left.destination.possible')})</span>}
    </span>
  )
}

const unique = (claims: Leaver['claims']) => [...new Map(claims.map(claim => [claim.id, claim])).values()]

const SHORT = 7

/**
 * Destinations with counts. A person who may have gone to two places counts as possible at both, and people without a known
 * destination count too. `until`: the second of two dates, by which they left.
 */
export function Destinations({ steps, until }: { steps: Step[]; until: string | null }) {
  const { t, language } = useWords()
  const [all, setAll] = useState(false)
  const counts = countDestinations(steps)
  const most = Math.max(1, ...counts.map(({ people }) => people))
  const share = (people: number) => `${(people / most) * 100}%`
  const shown = all ? counts : counts.slice(0, SHORT)
  return (
    <div className="destinations">
      <h4>{until ? t('left.wentUntil', { date: dateWords(until, language) }) : t('left.went')}</h4>
      <ul>
        {shown.map(({ key, step, people, surely }) => (
          <li key={key}>
            <span className="name">
              {step.organisation ? (
                <>
                  {isReturn(step) && `${t('left.returned')} `}
                  <EntityLink {...step.organisation} kind="organisation" />
                </>
              ) : (
                <span className="quiet">
                  {t(step.destination === 'undisclosed' ? 'left.undisclosed' : 'left.destination.none reported')}
                </span>
              )}
            </span>
            <span className={step.organisation ? 'bar' : 'bar unreported'} aria-hidden="true">
              <i className="definite" style={{ width: share(surely) }} />
              {surely < people && <i className="possible" style={{ width: share(people - surely) }} />}
            </span>
            <span className="number">
              {surely < people ? <span title={t('left.destination.range')}>{`${surely}–${people}`}</span> : people}
            </span>
          </li>
        ))}
      </ul>
      {counts.some(({ people, surely }) => surely < people) && (
        <p className="bar-key quiet" aria-hidden="true">
          <i className="definite" /> {t('left.destination.sure')}
          <i className="possible" /> {t('left.destination.possible')}
        </p>
      )}
      {counts.length > SHORT && (
        <button type="button" className="textlike" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('left.fewer') : t('left.more', { count: counts.length - SHORT })}
        </button>
      )}
    </div>
  )
}
