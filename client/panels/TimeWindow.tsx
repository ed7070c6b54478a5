import { type FormEvent, useEffect, useState } from 'react'
import { useExplorer, useExplorerState, useWords } from './context.ts'

/** Two dates of any precision. The server parses them and reports errors. */
export function TimeWindow() {
  const { t } = useWords()
  const explorer = useExplorer()
  const from = useExplorerState(state => state.location.from)
  const to = useExplorerState(state => state.location.to)
  const [draft, setDraft] = useState({ from: from ?? '', to: to ?? '' })
  // Browser history can change the window from outside.
  useEffect(() => setDraft({ from: from ?? '', to: to ?? '' }), [from, to])
  const apply = (event: FormEvent) => {
    event.preventDefault()
    explorer.navigate({ from: draft.from.trim() || null, to: draft.to.trim() || null })
  }
  return (
    <form className="window" onSubmit={apply} title={t('window.hint')}>
      {(['from', 'to'] as const).map(name => (
        <label key={name}>
          {t(`window.${name}`)}
          <input
            name={name}
            value={draft[name]}
            size={8}
            autoComplete="off"
            placeholder={name === 'from' ? '2023' : '2024-11'}
            onChange={event => setDraft({ ...draft, [name]: event.target.value })}
          />
        </label>
      ))}
      <button type="submit" className="button">
        {t('window.apply')}
      </button>
      {(from || to) && (
        <button
          type="button"
          className="textlike"
          onClick={({ currentTarget }) => {
            // The button disappears; without this, the focus would be lost.
            currentTarget.form?.querySelector('input')?.focus()
            explorer.navigate({ from: null, to: null })
          }}
        >
          {t('window.clear')}
        </button>
      )}
    </form>
  )
}
