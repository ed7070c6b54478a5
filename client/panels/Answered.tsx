import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Reply } from '../../cypher/wire.ts'
import type { Ask } from '../api/asks.ts'
import { answerTo } from '../store/answers.ts'
import { useExplorerState, useWords } from './context.ts'
import { Failed } from './Failed.tsx'

interface AnsweredProps<RowSchema extends z.ZodType> {
  ask: Ask<RowSchema>
  children: (reply: Reply<z.output<RowSchema>>) => ReactNode
}

/** The answer to a question in a panel: loading, failed or shown. */
export function Answered<RowSchema extends z.ZodType>({ ask, children }: AnsweredProps<RowSchema>) {
  const { t } = useWords()
  const answer = useExplorerState(state => answerTo(state.answers, ask))
  if (answer?.status === 'failed' && answer.failure && !answer.reply)
    return <Failed failure={answer.failure} retryAt={answer.retryAt} />
  if (!answer?.reply)
    return (
      <p className="waiting quiet" role="status">
        {t('loading')}
      </p>
    )
  return children(answer.reply)
}

/** The numbers of shown and all rows, if a limit cut them off. */
export function CutOff({ reply }: { reply: Pick<Reply<unknown>, 'truncated' | 'total' | 'rows'> }) {
  const { t } = useWords()
  if (!reply.truncated) return null
  return <p className="cut">{t('counts.cut', { shown: reply.rows.length, total: reply.total ?? '?' })}</p>
}
