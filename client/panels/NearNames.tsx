import { useEffect } from 'react'
import { answerTo } from '../store/answers.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { nearAsk } from './search-hits.ts'

/** People and organisations with a name like an id that the database lacks, each a link that selects it instead. */
export function NearNames({ id }: { id: string }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const expanded = useExplorerState(state => state.location.expand)
  const ask = nearAsk(id.replaceAll(/[-_]+/g, ' '))
  const rows = useExplorerState(state => answerTo(state.answers, ask)?.reply?.rows)
  useEffect(() => {
    void explorer.ask(nearAsk(id.replaceAll(/[-_]+/g, ' ')))
  }, [explorer, id])
  const hits = (rows ?? []).filter(hit => hit.id !== id)
  if (hits.length === 0) return null
  return (
    <span className="near-names">
      {t('search.near')}{' '}
      {hits.map((hit, at) => (
        <span key={hit.id}>
          {at > 0 && ' · '}
          <a {...link({ select: [hit.id], expand: [...new Set([...expanded.filter(one => one !== id), hit.id])] })}>
            {hit.name}
          </a>
        </span>
      ))}
    </span>
  )
}
