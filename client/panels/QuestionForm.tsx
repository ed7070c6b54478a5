import { type FormEvent, useId } from 'react'
import type { Query } from '../../cypher/query.ts'
import { helpWords, labelWords, valueWords } from '../../cypher/words/index.ts'
import { fieldsOf, type ParamField } from '../api/param-fields.ts'
import { useExplorer, useExplorerState, useWords } from './context.ts'
import { NameField } from './NameField.tsx'

/** The parameters of a question, filled in from the URL or the selection. Opening it is one entry of the history. */
export function QuestionForm({ question, onOpened }: { question: Query; onOpened: () => void }) {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const location = useExplorerState(state => state.location)
  const fields = fieldsOf(question)
  const given: Record<string, string> = {
    ...(location.query === question.name ? location.params : {}),
    ...(location.from ? { from: location.from } : {}),
    ...(location.to ? { to: location.to } : {}),
  }
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const values = fields.flatMap(({ name }): [string, string][] => {
      const value = String(form.get(name) ?? '').trim()
      return value === '' ? [] : [[name, value]]
    })
    const { from = null, to = null, ...params } = Object.fromEntries(values)
    const has = (name: string) => fields.some(field => field.name === name)
    explorer.navigate({
      ...{ query: question.name, params, select: null, expand: [], camera: null, view: 'graph' },
      ...(has('from') ? { from } : {}),
      ...(has('to') ? { to } : {}),
    })
    onOpened()
  }
  return (
    <form className="question-form" onSubmit={open}>
      {fields.map(field => (
        <Field key={field.name} question={question} field={field} given={given[field.name] ?? ''} />
      ))}
      <p className="actions">
        <button type="submit" className="button strong">
          {t('ask.open')}
        </button>
        <a className="quiet" href={`/q/${question.name}${language === 'en' ? '' : `?lang=${language}`}`}>
          {t('ask.page')}
        </a>
      </p>
    </form>
  )
}

function Field({ question, field, given }: { question: Query; field: ParamField; given: string }) {
  const { t, language } = useWords()
  const id = useId()
  const { name, kind, required, options, usual } = field
  const help = helpWords(question, name, language)
  const attributes = { id, name, required, 'aria-describedby': help ? `${id}-help` : undefined }
  const example = question.example[name]
  const entity = question.entities?.[name]
  const only = entity === 'Person' ? 'person' : entity === 'Organisation' ? 'organisation' : null
  const network = useExplorerState(state => state.network)
  const selected = useExplorerState(state => state.network?.nodes.get(state.selection[0] ?? ''))
  const isUsual = required && kind === 'entity' && (only === null || selected?.kind === only)
  const known = given ? { id: given, name: network?.nodes.get(given)?.name ?? given } : isUsual ? selected : null
  return (
    <div className="question-field">
      <label htmlFor={id}>
        {labelWords(name, language, question)} {required && <span className="quiet">{t('ask.required')}</span>}
      </label>
      {(kind === 'entity' || kind === 'entities') && (
        <NameField
          {...{ id, name, required, only }}
          initial={known ?? null}
          placeholder={example === undefined ? '' : String(example)}
          several={kind === 'entities'}
          describedBy={attributes['aria-describedby']}
        />
      )}
      {kind === 'choice' && (
        <select {...attributes} defaultValue={given || usual}>
          {!required && usual === '' && <option value="">{t('ask.any')}</option>}
          {options.map(option => (
            <option key={option} value={option}>
              {option === 'true' || option === 'false'
                ? t(option === 'true' ? 'table.yes' : 'table.no')
                : valueWords(name, option, language, question)}
            </option>
          ))}
        </select>
      )}
      {(kind === 'number' || kind === 'text') && (
        <input
          {...attributes}
          type={kind}
          defaultValue={given}
          autoComplete="off"
          placeholder={usual && t('ask.usual', { value: usual })}
        />
      )}
      {help && (
        <p className="quiet" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}
