import { type DatedClaim, summariseDates } from '../../cypher/agreement.ts'
import type { Translate } from '../i18n/translate.ts'

/** One line with the numbers of claims that date an event or only its announcement, and whether they agree. */
export function datesLine(
  event: 'joined' | 'left' | 'willJoin' | 'willLeave',
  claims: readonly DatedClaim[],
  t: Translate,
): string | null {
  const { dated, announcedOnly, undated, agreement } = summariseDates(claims)
  if (dated + announcedOnly + undated === 0) return null
  const parts = [
    t('evidence.dates.dated', { count: dated }),
    announcedOnly > 0 && t('evidence.dates.announcedOnly', { count: announcedOnly }),
    undated > 0 && t('evidence.dates.undated', { count: undated }),
    agreement && t(`evidence.dates.${agreement}`),
  ].filter(Boolean)
  return t('evidence.dates.line', { event: t(`career.${event}`), parts: parts.join(t('evidence.dates.separator')) })
}
