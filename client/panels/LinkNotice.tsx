import { useState } from 'react'
import { questionWords } from '../../cypher/words/index.ts'
import { paramsOf, questions } from '../api/question-names.ts'
import { answerTo } from '../store/answers.ts'
import { expandAsk, expandedNode } from '../store/expansion.ts'
import { type LinkFault, linkFaults } from '../store/link-faults.ts'
import { decodeLocation } from '../store/location.ts'
import { mainAsk } from '../store/required-queries.ts'
import { storyProblemWords } from '../store/story-problem.ts'
import { columnsNamed, renameColumn } from '../store/table-state.ts'
import { useExplorerState, useStateLink, useWords } from './context.ts'
import { NearNames } from './NearNames.tsx'

/** What the link that opened the page asked for and the page could not open, until the reader dismisses it. */
export function LinkNotice() {
  const { t } = useWords()
  const [search] = useState(() => window.location.search)
  const [isDismissed, setDismissed] = useState(false)
  const network = useExplorerState(state => state.network)
  const answers = useExplorerState(state => state.answers)
  const main = useExplorerState(state => answerTo(state.answers, mainAsk(state.location)))
  const location = useExplorerState(state => state.location)
  const linked = decodeLocation(search, paramsOf)
  const isRest = (name: string) => location.rest.some(([one]) => one === name)
  const faults = linkFaults(search, paramsOf).filter(({ kind, text }) => {
    // The server may have a question that this page lacks.
    if (kind === 'query') return location.query === text && main?.failure
    if (kind === 'column') return location.query === linked.query && columnsNamed(location.table).includes(text)
    return kind !== 'param' || (location.query === linked.query && isRest(text))
  })
  const isLoading = (id: string) => answerTo(answers, expandAsk(id))?.status === 'loading'
  const isMissing = (id: string) => network !== null && !network.nodes.has(id) && !isLoading(id)
  const asked = [...(linked.select ?? []), ...linked.expand.map(expandedNode)]
  const now = new Set([...(location.select ?? []), ...location.expand.map(expandedNode)])
  const missing = [...new Set(asked)].filter(id => now.has(id) && isMissing(id))
  if (isDismissed || faults.length + missing.length === 0) return null
  return (
    <section className="link-notice" role="status" aria-label={t('link.title')}>
      <p>{t('link.title')}</p>
      <ul>
        {faults.map(fault => (
          <li key={`${fault.kind} ${fault.text}`}>
            {t(`link.${fault.kind}`, {
              text: fault.text,
              problem: fault.kind === 'story' ? storyProblemWords(t, fault.problem) : '',
            })}{' '}
            <Remedy fault={fault} />
          </li>
        ))}
        {missing.map(id => (
          <li key={id}>
            {t('link.missing', { text: id })} <NearNames id={id} />
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => setDismissed(true)}>
        {t('link.dismiss')}
      </button>
    </section>
  )
}

/** The closest questions as links that keep the parameters, or the parameter that may be meant. */
function Remedy({ fault }: { fault: LinkFault }) {
  const { t, language } = useWords()
  const link = useStateLink()
  const { query, params, rest, table } = useExplorerState(state => state.location)
  if (fault.kind === 'column') {
    const [near] = fault.near
    if (near === undefined) return null
    return <a {...link({ table: renameColumn(table, fault.text, near) })}>{t('link.meant', { text: near })}</a>
  }
  if (fault.kind === 'param') {
    const [near] = fault.near
    const value = rest.find(([name]) => name === fault.text)?.[1]
    if (near === undefined || value === undefined) return null
    if (!paramsOf(query).includes(near)) return t('link.meant', { text: near })
    const others = rest.filter(([name]) => name !== fault.text)
    return <a {...link({ params: { ...params, [near]: value }, rest: others })}>{t('link.meant', { text: near })}</a>
  }
  if (fault.kind !== 'query') return null
  return (
    <>
      {t('search.near')}{' '}
      {fault.near.map((name, at) => {
        const question = questions.get(name)
        const takes = paramsOf(name)
        const given = Object.fromEntries(rest.filter(([param]) => takes.includes(param)))
        const others = rest.filter(([param]) => !takes.includes(param))
        return (
          <span key={name}>
            {at > 0 && ' · '}
            <a {...link({ query: name, params: given, rest: others })}>
              {question ? questionWords(question, language).title : name}
            </a>
          </span>
        )
      })}
    </>
  )
}
