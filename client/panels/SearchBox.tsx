import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { MOST_RANKED } from '../../cypher/names.ts'
import { answerTo } from '../store/answers.ts'
import { useExplorer, useExplorerState, useWords } from './context.ts'
import { HitList } from './HitList.tsx'
import { LineHits } from './LineHits.tsx'
import type { LineHit } from './line-hits.ts'
import { type Hit, nearAsk, PAUSE, searchAsk, usePaused } from './search-hits.ts'
import { useLineHits } from './use-line-hits.ts'

/** At most so many lines of each group. */
const LINES = 6

/**
 * Finds people and organisations by any of their names, exact or similar, and lines of the map by a role or a source. Choosing one selects it and draws it if necessary. Enter
 * alone never chooses a similar name.
 */
export function SearchBox() {
  const { t } = useWords()
  const explorer = useExplorer()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  /** Enter was pressed before the results arrived: open the first one. */
  const hasty = useRef(false)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [pointed, setPointed] = useState<number | null>(null)
  const asked = usePaused(text.trim(), PAUSE)
  const answer = useExplorerState(state => (asked ? answerTo(state.answers, searchAsk(asked)) : undefined))
  const nearly = useExplorerState(state => (asked ? answerTo(state.answers, nearAsk(asked)) : undefined))
  const isUnknown = answer?.reply?.rows.length === 0
  const all = useLineHits(asked)
  const lines = (['roles', 'sources'] as const).flatMap(kind => all.filter(one => one.kind === kind).slice(0, LINES))
  const isNear = isUnknown && lines.length === 0
  const hits: Hit[] = (isNear ? nearly : answer)?.reply?.rows ?? []
  const options = [...hits, ...lines]
  const active = pointed ?? (isUnknown ? -1 : 0)

  useEffect(() => {
    if (asked) void explorer.ask(searchAsk(asked))
    setPointed(null)
  }, [asked, explorer])
  useEffect(() => {
    if (asked && isUnknown) void explorer.ask(nearAsk(asked))
  }, [asked, isUnknown, explorer])
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || (event.target as HTMLElement).closest('input, textarea, select')) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  const chooseLine = ({ ends }: LineHit) => {
    explorer.navigate({ select: ends })
    setOpen(false)
    setText('')
  }
  const choose = (hit: Hit) => {
    const { network, unconnected, location } = explorer.store.getState()
    const isDrawn = network?.nodes.has(hit.id) || unconnected.some(({ id }) => id === hit.id)
    explorer.navigate({ select: [hit.id], ...(isDrawn ? {} : { expand: [...location.expand, hit.id] }) })
    setOpen(false)
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && options.length > 0) {
      event.preventDefault()
      setOpen(true)
      const from = active < 0 && step < 0 ? 0 : active
      setPointed((from + step + options.length) % options.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const ready = asked === text.trim() && answer?.reply !== undefined
      const hit = open && ready ? options[active] : undefined
      if (hit) 'ends' in hit ? chooseLine(hit) : choose(hit)
      else hasty.current = !ready && text.trim() !== ''
    } else if (event.key === 'Escape') {
      if (open && text) setOpen(false)
      else input.current?.blur()
    }
  }
  useEffect(() => {
    if (!hasty.current || asked !== text.trim() || answer?.status === 'loading' || !answer) return
    hasty.current = false
    if (hits[0] && !isUnknown) choose(hits[0])
  })
  const shown = open && asked !== '' && asked === text.trim()
  const isEmpty = open && text.trim() === ''
  return (
    <search className="search">
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        aria-expanded={shown}
        aria-controls={`${id}-hits`}
        aria-autocomplete="list"
        aria-activedescendant={shown && options[active] ? `${id}-${active}` : undefined}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setOpen(true)
          hasty.current = false
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          hasty.current = false
        }}
        onKeyDown={onKeyDown}
      />
      {!text && <span className="key">/</span>}
      <div
        className={isNear && hits.length > 0 ? 'hits near' : 'hits'}
        hidden={!isEmpty && (!shown || !answer || (answer.status === 'loading' && !answer.reply))}
      >
        <div role="listbox" id={`${id}-hits`} aria-label={t('search.label')}>
          {shown && hits.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
            <div role="group" aria-labelledby={`${id}-names`}>
              <p className="quiet" id={`${id}-names`}>
                {t('search.names')}
              </p>
              <HitList option={id} hits={hits} active={active} onChoose={choose} onPoint={setPointed} />
            </div>
          )}
          {shown && (
            <LineHits
              {...{ option: id, first: hits.length, lines, all, active }}
              onChoose={chooseLine}
              onPoint={setPointed}
            />
          )}
        </div>
        <p role="status" className="quiet">
          {isEmpty && t('search.scope')}
          {answer?.status === 'ready' && isNear && t('search.none', { text: asked })}{' '}
          {isNear && hits.length > 0 && t('search.near')}
          {answer?.status === 'failed' && t('search.failed', { message: answer.failure?.message })}
          {answer?.reply?.truncated &&
            t(answer.reply.total === MOST_RANKED ? 'search.many' : 'search.more', {
              shown: hits.length,
              total: answer.reply.total,
            })}
        </p>
      </div>
    </search>
  )
}
