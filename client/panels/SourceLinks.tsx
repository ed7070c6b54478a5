import type { Evidence as Claim } from '../../cypher/wire.ts'
import { claimsPage } from '../../picture/answer/evidence.ts'
import { useWords } from './context.ts'
import { isWebAddress } from './Evidence.tsx'

/**
 * A link to each source of a role or an event, once, under its number in the list of these claims. A source without an address links to
 * the page with all claims about the two.
 */
export function SourceLinks({ claims, about }: { claims: readonly Claim[]; about: readonly [string, string] }) {
  const { t, language } = useWords()
  const sources = [...new Map(claims.map(({ source }) => [source.id, source])).values()]
  return sources.map(({ id, title, url }, at) => (
    <sup key={id} className="source-link">
      <a
        href={isWebAddress(url) ? url : claimsPage(...about, language)}
        target="_blank"
        rel="noopener noreferrer"
        title={title}
        aria-label={t('evidence.source', { number: at + 1, title })}
      >
        {at + 1}
      </a>
    </sup>
  ))
}
