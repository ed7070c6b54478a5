import { useStore } from 'zustand'
import { COLOURED_BY, SIZED_BY } from '../../picture/network/encoding.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import { shownView } from '../store/shown-view.ts'
import { canRedo, canUndo, type UrlHistory } from '../store/url-history.ts'
import type { ViewChange } from '../store/view-change.ts'
import { useExplorer, useExplorerState, usePage, useWords } from './context.ts'
import { Filters } from './Filters.tsx'
import { StoryMenu } from './StoryMenu.tsx'

/** Above the map: what can be undone and redone, and what the reader has hidden and pinned. Rows and pictures show none of that. */
export function ViewBar() {
  const { history } = usePage()
  const isMap = useExplorerState(state => ['graph', 'list'].includes(shownView(state)))
  return (
    <div className="view-bar">
      {history && <UndoButtons history={history} />}
      {isMap && (
        <>
          <Filters />
          <Look />
          <Hidden />
          <Pinned />
        </>
      )}
      <StoryMenu />
    </div>
  )
}

function UndoButtons({ history }: { history: UrlHistory }) {
  const { t } = useWords()
  const trail = useStore(history.trail)
  const wordsOf = useChangeWords()
  const { at, changes } = trail
  const steps = [
    { act: 'undo', key: 'Control+Z', sign: '↶', isPossible: canUndo(trail), change: changes[at] },
    { act: 'redo', key: 'Control+Shift+Z', sign: '↷', isPossible: canRedo(trail), change: changes[at + 1] },
  ] as const
  return (
    <span className="undo">
      {steps.map(({ act, key, sign, isPossible, change }) => {
        const words = isPossible ? t(`undo.${act}`, { change: wordsOf(change ?? null) }) : t(`undo.no.${act}`)
        return (
          <button
            key={act}
            type="button"
            className="textlike"
            data-act={act}
            aria-keyshortcuts={key}
            aria-label={words}
            title={`${words} (${key.replaceAll('+', ' + ').replace('Control', 'Ctrl')})`}
            disabled={!isPossible}
            onClick={() => history[act]()}
          >
            <span aria-hidden="true">{sign}</span> {isPossible ? words : t(`undo.short.${act}`)}
          </button>
        )
      })}
    </span>
  )
}

/** The words of a change, with the name of its node if that is on the map. */
function useChangeWords(): (change: ViewChange | null) => string {
  const { t } = useWords()
  const network = useExplorerState(state => state.network)
  return change => {
    if (change === null) return t('undo.change.other')
    const { kind, id } = change
    if (id === null) return t(`undo.change.${kind}`)
    return t(`undo.change.${kind}One`, {
      name: network?.nodes.get(id)?.name ?? id,
      defaultValue: t(`undo.change.${kind}`),
    })
  }
}

/** By what lines are coloured and nodes sized. The legend says what it means. */
function Look() {
  const { t } = useWords()
  const explorer = useExplorer()
  const { colour, size } = useExplorerState(state => state.location)
  const shown = useExplorerState(state => state.shown)
  if (!shown || hasMoves(shown)) return null
  return (
    <span className="look">
      <label>
        {t('look.colour')}{' '}
        <select
          value={colour}
          onChange={({ target }) =>
            explorer.navigate({ colour: COLOURED_BY.find(one => one === target.value) ?? 'kind' })
          }
        >
          {COLOURED_BY.map(one => (
            <option key={one} value={one}>
              {t(`look.by.${one}`)}
            </option>
          ))}
        </select>
      </label>{' '}
      <label>
        {t('look.size')}{' '}
        <select
          value={size}
          onChange={({ target }) => explorer.navigate({ size: SIZED_BY.find(one => one === target.value) ?? 'usual' })}
        >
          {SIZED_BY.map(one => (
            <option key={one} value={one}>
              {t(`look.by.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </span>
  )
}

function Hidden() {
  const { t } = useWords()
  const explorer = useExplorer()
  const network = useExplorerState(state => state.network)
  const { hidden, near } = useExplorerState(state => state.location)
  const name = near === null ? null : network?.nodes.get(near)?.name
  return (
    <>
      {hidden.length > 0 && (
        <span>
          {t('hide.count', { count: hidden.length })}{' '}
          <button type="button" className="textlike" onClick={() => explorer.navigate({ hidden: [] })}>
            {t('hide.none')}
          </button>
        </span>
      )}
      {name && (
        <span>
          {t('hide.nearOnly', { name })}{' '}
          <button type="button" className="textlike" onClick={() => explorer.navigate({ near: null })}>
            {t('hide.everyone')}
          </button>
        </span>
      )}
    </>
  )
}

function Pinned() {
  const { t } = useWords()
  const explorer = useExplorer()
  const places = useExplorerState(state => state.location.places)
  const count = Object.keys(places).length
  if (count === 0) return null
  return (
    <span>
      {t('pin.count', { count })}{' '}
      <button type="button" className="textlike" onClick={() => explorer.navigate({ places: {} })}>
        {t('pin.none')}
      </button>
    </span>
  )
}
