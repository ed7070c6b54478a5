import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { MOST_RANKED } from '../../cypher/names.ts'
import { edgeId } from '../../picture/network/network.ts'
import { answerTo } from '../store/answers.ts'
import { reasonOf } from '../store/title.ts'
import { useExplorer, useExplorerState, useWords } from './context.ts'
import { HitList } from './HitList.tsx'
import { HitGroup } from './HitOption.tsx'
import { type Hit, nearAsk, PAUSE, searchAsk, usePaused } from './search-hits.ts'
import { TextHits } from './TextHits.tsx'
import { roleHits, rolesAsk, sourceHits, sourcesAsk, type TextHit } from './text-hits.ts'

/**
 * Finds people and organisations by any of their names, exact or similar, people by a role, and sources. Choosing a person, an
 * organisation or a role selects it and draws it if necessary; a source opens what it reports. Enter alone never chooses a similar name.
 */
export function SearchBox() {
  const { t, language } = useWords()
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
  const roles = useExplorerState(state => (asked ? answerTo(state.answers, rolesAsk(asked)) : undefined))
  const sources = useExplorerState(state => (asked ? answerTo(state.answers, sourcesAsk(asked)) : undefined))
  const texts = [
    ...(roles?.reply ? roleHits(roles.reply.rows, roles.reply.total ?? 0, asked, t) : []),
    ...(sources?.reply ? sourceHits(sources.reply.rows, sources.reply.total ?? 0, asked, t) : []),
  ]
  const areKnown = [roles, sources].every(one => one?.reply || one?.failure)
  const isNear = isUnknown && areKnown && texts.length === 0
  const hits: Hit[] = (isNear ? nearly : answer)?.reply?.rows ?? []
  const options = [...hits, ...texts]
  const failure = [answer, roles, sources].find(one => one?.failure)?.failure
  const active = pointed ?? (hits.length > 0 && !isUnknown ? 0 : -1)

  useEffect(() => {
    if (asked) for (const ask of [searchAsk(asked), rolesAsk(asked), sourcesAsk(asked)]) void explorer.ask(ask)
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

  const chooseText = ({ opens }: TextHit) => {
    const { network, location } = explorer.store.getState()
    if ('query' in opens) explorer.open(opens.query, opens.params)
    else {
      const [person, organisation] = opens.ends
      const isDrawn = network?.edges.has(edgeId(person, organisation))
      explorer.navigate({ select: opens.ends, ...(isDrawn ? {} : { expand: [...location.expand, person] }) })
    }
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
      const ready = asked === text.trim() && (answer?.reply !== undefined || pointed !== null)
      const hit = open && ready ? options[active] : undefined
      if (hit) 'opens' in hit ? chooseText(hit) : choose(hit)
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
  const isSearching = shown && !areKnown && options.length === 0
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
      <div className={isNear && hits.length > 0 ? 'hits near' : 'hits'} hidden={!isEmpty && !shown}>
        <div role="listbox" id={`${id}-hits`} aria-label={t('search.label')}>
          {shown && hits.length > 0 && (
            <HitGroup id={`${id}-names`} title={t('search.names')}>
              <HitList option={id} hits={hits} active={active} onChoose={choose} onPoint={setPointed} />
            </HitGroup>
          )}
          {shown && (
            <TextHits
              {...{ option: id, first: hits.length, hits: texts, active }}
              onChoose={chooseText}
              onPoint={setPointed}
            />
          )}
        </div>
        <p role="status" className="quiet">
          {isEmpty && t('search.scope')}
          {isSearching && t('search.searching')}
          {answer?.status === 'ready' && isNear && t('search.none', { text: asked })}{' '}
          {isNear && hits.length > 0 && t('search.near')}
          {failure && t('search.failed', { message: reasonOf(t, language, failure) })}
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
