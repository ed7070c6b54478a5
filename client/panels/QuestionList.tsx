import { useState } from 'react'
import type { Query } from '../../cypher/query.ts'
import { questionWords } from '../../cypher/words/index.ts'
import { groupOf, QUESTION_GROUPS } from '../api/param-fields.ts'
import { questions } from '../api/question-names.ts'
import { useExplorerState, useWords } from './context.ts'
import { Dialog } from './Dialog.tsx'
import { QuestionForm } from './QuestionForm.tsx'

/** All questions by what they need, found by their words. Choosing one shows its form; opening it closes the list. */
export function QuestionList({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords()
  const current = useExplorerState(state => state.location.query)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = (question: Query) => {
    const { title, question: sentence } = questionWords(question, language)
    const line = `${question.name} ${title} ${sentence}`.toLowerCase()
    return words.every(word => line.includes(word))
  }
  const found = [...questions.values()].filter(matches)
  return (
    <Dialog
      className="question-list"
      title={t('questions')}
      links={<a href={language === 'en' ? '/q' : `/q?lang=${language}`}>{t('ask.pages')}</a>}
      onClose={onClose}
    >
      {close => (
        <>
          <input
            type="search"
            aria-label={t('ask.find')}
            placeholder={t('ask.find')}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          <p role="status" className="quiet">
            {words.length > 0 && t('ask.found', { count: found.length })}
          </p>
          {QUESTION_GROUPS.map(group => {
            const members = found.filter(question => groupOf(question) === group)
            if (members.length === 0) return null
            return (
              <section key={group} aria-labelledby={`group-${group}`}>
                <h3 id={`group-${group}`}>{t(`ask.group.${group}`)}</h3>
                <ul>
                  {members.map(question => (
                    <li key={question.name}>
                      <button
                        type="button"
                        className="question-choice"
                        aria-expanded={chosen === question.name}
                        aria-current={current === question.name ? 'true' : undefined}
                        onClick={() => setChosen(chosen === question.name ? null : question.name)}
                      >
                        <strong>{questionWords(question, language).title}</strong>
                        <span className="quiet">{questionWords(question, language).question}</span>
                      </button>
                      {chosen === question.name && <QuestionForm question={question} onOpened={close} />}
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
        </>
      )}
    </Dialog>
  )
}
