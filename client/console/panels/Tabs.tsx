import { type KeyboardEvent, useId } from 'react'

/** Tabs with the standard keys: arrows, Home and End. `panelId` returns the id of a panel. */
export function Tabs<Name extends string>({
  label,
  tabs,
  chosen,
  panelId,
  onChoose,
}: {
  label: string
  tabs: readonly { name: Name; words: string }[]
  chosen: Name
  panelId: string
  onChoose: (name: Name) => void
}) {
  const id = useId()
  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === chosen)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    const next = to === undefined ? undefined : tabs.at(to % tabs.length)
    if (!next) return
    event.preventDefault()
    onChoose(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={press}>
      {tabs.map(({ name, words }) => (
        <button
          key={name}
          id={`${id}-${name}`}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          aria-controls={panelId}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
