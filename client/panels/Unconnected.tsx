import { useExplorerState, useStateLink, useWords } from './context.ts'
import { EntityLink } from './EntityLink.tsx'

/** The people and organisations that no line connects, in words; one click draws them. */
export function Unconnected() {
  const { t, language } = useWords()
  const link = useStateLink()
  const nodes = useExplorerState(state => state.unconnected)
  const isShown = useExplorerState(state => state.location.unconnected)
  if (nodes.length === 0) return null
  return (
    <section className="unconnected" aria-labelledby="unconnected">
      <h3 id="unconnected">{t('unconnected.title', { count: nodes.length })}</h3>
      <p className="quiet">{t('unconnected.text')}</p>
      <a className="button" {...link({ unconnected: !isShown, camera: null })}>
        {t(isShown ? 'unconnected.hide' : 'unconnected.show')}
      </a>
      <details>
        <summary>{t('unconnected.list')}</summary>
        <ul className="others">
          {nodes
            .toSorted((a, b) => a.name.localeCompare(b.name, language))
            .map(node => (
              <li key={node.id}>
                <EntityLink {...node} mark />
              </li>
            ))}
        </ul>
      </details>
    </section>
  )
}
