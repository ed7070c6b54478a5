import { DATE_TEXT, LIST } from '../../cypher/param-patterns.ts'
import { fill } from '../../cypher/words/common-words.ts'
import { helpWords, labelWords, valueWords } from '../../cypher/words/index.ts'
import type { Question } from '../db/cypher-files.ts'
import { type ParameterObject, parameters } from '../questions/parameter-objects.ts'
import { type Html, html, type Piece } from './html.ts'
import { local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

/** An invalid parameter. */
export interface FieldError {
  parameter: string
  message: string
  /** The invalid part, if the parameter is a list. */
  text?: string
  /** The nodes that may be meant. */
  candidates?: { id: string; name: string }[]
}

/**
 * The form of a question, derived from the schema of its parameters. `query` has the values of the fields, `names` the names of ids
 * in them. The data attributes of fields are for `client/q.ts`.
 */
export function form(
  question: Question,
  query: Record<string, string>,
  faults: FieldError[],
  names: ReadonlyMap<string, string>,
  language: Language,
): Html {
  const t = words[language]
  const fields = parameters(question).map(parameter => field(question, parameter, query, faults, names, language))
  return html`<form method="get" action="/q/${question.name}" class="ask">
${language === 'en' ? null : html`<input type="hidden" name="lang" value="${language}">`}
${fields}
<p class="actions"><button type="submit">${t.ask}</button></p>
</form>`
}

function field(
  question: Question,
  parameter: ParameterObject,
  query: Record<string, string>,
  faults: FieldError[],
  names: ReadonlyMap<string, string>,
  language: Language,
): Html {
  const t = words[language]
  const { name, required, description } = parameter
  const wrong = faults.filter(fault => fault.parameter === name)
  const described = [description && `${name}-help`, wrong.length > 0 && `${name}-error`].filter(Boolean).join(' ')
  const attributes = html`id="${name}" name="${name}"${required ? html` required` : null}${
    described ? html` aria-describedby="${described}"` : null
  }${wrong.length > 0 ? html` aria-invalid="true"` : null}${helps(question, parameter, query[name] ?? '', names)}`
  return html`<div class="field">
<label for="${name}">${labelWords(name, language, question)}${required ? html` <span class="quiet">${t.required}</span>` : null}</label>
${control(question, parameter, query[name] ?? '', attributes, language)}
${description ? html`<p class="help" id="${name}-help">${helpWords(question, name, language)}</p>` : null}
${wrong.length > 0 ? html`<div class="error" id="${name}-error">${wrong.map(fault => fieldErrorHtml(question, query, fault, language))}</div>` : null}
</div>`
}

/** How scripts help with a field: whose names they complete, and whether it is a date. */
function helps(
  { entities }: Question,
  { name, schema }: ParameterObject,
  value: string,
  names: ReadonlyMap<string, string>,
): Html | null {
  if (schema.pattern === DATE_TEXT.pattern) return html` data-date`
  const kind = entities?.[name]
  if (!kind) return null
  const completes = kind === 'Person' || kind === 'Organisation' ? kind.toLowerCase() : 'any'
  const shown = [...names].filter(([id]) => value.includes(id))
  return html` data-completes="${completes}"${schema.pattern === LIST.pattern ? html` data-several` : null} data-names="${JSON.stringify(Object.fromEntries(shown))}"`
}

function fieldErrorHtml(
  question: Question,
  query: Record<string, string>,
  fault: FieldError,
  language: Language,
): Piece {
  const { parameter, message, text, candidates = [] } = fault
  const value = query[parameter] ?? ''
  const corrected = (id: string) => ({ ...query, [parameter]: text ? value.replace(text, () => id) : id })
  const t = words[language]
  return html`<p>${message}${candidates.length > 0 ? ` — ${t.didYouMean}` : null}</p>${
    candidates.length > 0
      ? html`<ul>${candidates.map(
          ({ id, name }) =>
            html`<li><a href="${local(`/q/${question.name}`, corrected(id), language)}">${name}</a> <code>${id}</code></li>`,
        )}</ul>`
      : null
  }`
}

function control(
  question: Question,
  { name, schema, required }: ParameterObject,
  value: string,
  attributes: Html,
  language: Language,
): Html {
  const t = words[language]
  const { enum: options, type, minimum, maximum, default: usual } = simple(schema)
  if (Array.isArray(options)) {
    const chosen = value || (typeof usual === 'string' ? usual : '')
    const all = required || (usual !== undefined && usual !== null) ? options : ['', ...options]
    return html`<select ${attributes}>${all.map(
      option =>
        html`<option value="${String(option)}"${String(option) === chosen ? html` selected` : null}>${optionWords(question, name, String(option), language) || t.any}</option>`,
    )}</select>`
  }
  const placeholder =
    usual === undefined || usual === null ? null : html` placeholder="${fill(t.usual, { value: String(usual) })}"`
  if (type === 'integer' || type === 'number')
    return html`<input type="number" ${attributes} value="${value}" step="${type === 'integer' ? '1' : 'any'}"${bound('min', minimum)}${bound('max', maximum)}${placeholder}>`
  return html`<input type="text" ${attributes} value="${value}" autocomplete="off" spellcheck="false"${placeholder}>`
}

function optionWords(question: Question, name: string, option: string, language: Language): string {
  const t = words[language]
  if (option === 'true') return t.yes
  return option === 'false' ? t.no : valueWords(name, option, language, question)
}

const bound = (name: string, value: unknown) =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? html` ${name}="${value}"` : null

interface Simple {
  enum?: unknown
  type?: unknown
  minimum?: unknown
  maximum?: unknown
  default?: unknown
}

/** A boolean becomes a choice of true and false. */
const simple = (schema: Simple): Simple =>
  schema.type === 'boolean' ? { ...schema, enum: ['true', 'false'], default: String(schema.default) } : schema
