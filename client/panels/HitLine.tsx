import { placeLine } from '../form/place-line.ts'
import { useWords } from './context.ts'
import { NodeIcon } from './NodeIcon.tsx'
import type { Hit } from './search-hits.ts'

/** A search result: the name, and what distinguishes it from others with the same name; `isAlike` if only its id does. */
export function HitLine({ hit, isAlike }: { hit: Hit; isAlike: boolean }) {
  const { t, language } = useWords()
  return (
    <>
      <NodeIcon kind={hit.kind} />
      <span>
        {hit.name}
        <span className="quiet">
          {' '}
          {[t(`kind.${hit.kind}`), placeLine(hit, language), isAlike && hit.id].filter(Boolean).join(' · ')}
          {hit.aliases.length > 0 && ` · ${t('search.alias', { names: hit.aliases.join(' · ') })}`}
        </span>
      </span>
    </>
  )
}
