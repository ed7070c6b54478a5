import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { lastName } from '../form/name-list.ts'
import { answerTo } from '../store/answers.ts'
import { useExplorer, useExplorerState } from './context.ts'
import { HitList } from './HitList.tsx'
import { type Hit, PAUSE, searchAsk, usePaused } from './search-hits.ts'

/**
 * A field for a person or an organisation, or for several, that completes names as one types. A chosen name is sent as its id,
 * because others may have the same name.
 */
export function NameField({
  id,
  name,
  initial,
  placeholder,
  required,
  several,
  only,
  describedBy,
}: {
  id: string
  name: string
  /** Shown by name and sent by id. */
  initial: Pick<Hit, 'id' | 'name'> | null
  /** An example, shown in the empty field. */
  placeholder: string
  required: boolean
  several: boolean
  /** The kind of entity that the question takes; null for any. */
  only: Hit['kind'] | null
  describedBy: string | undefined
}) {
  const explorer = useExplorer()
  const list = useId()
  const [text, setText] = useState(initial?.name ?? '')
  const [chosen, setChosen] = useState(initial)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { before, last } = lastName(text, several)
  const asked = usePaused(open ? last : '', PAUSE)
  const answer = useExplorerState(state => (asked ? answerTo(state.answers, searchAsk(asked)) : undefined))
  const hits = (answer?.reply?.rows ?? []).filter(({ kind }) => only === null || kind === only)
  const shown = open && hits.length > 0 && asked === last
  useEffect(() => {
    if (asked) void explorer.ask(searchAsk(asked))
    setActive(0)
  }, [asked, explorer])
  const choose = (hit: Hit) => {
    setText(several ? `${before}${hit.id}, ` : hit.name)
    setChosen(several ? null : hit)
    setOpen(false)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!shown || (!step && event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (step) setActive((active + step + hits.length) % hits.length)
    else if (event.key === 'Escape') setOpen(false)
    else if (hits[active]) choose(hits[active])
  }
  return (
    <div className="name-field">
      <input type="hidden" name={name} value={chosen?.name === text ? chosen.id : text.replace(/[,，、\s]+$/, '')} />
      <input
        id={id}
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${list}-${active}` : undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        required={required}
        placeholder={placeholder}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setOpen(true)
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <div className="hits" role="listbox" id={list} aria-label={name} hidden={!shown}>
        <HitList option={list} hits={hits} active={active} onChoose={choose} />
      </div>
    </div>
  )
}
