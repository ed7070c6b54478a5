import career from '../../cypher/read/career.ts'
import type { NetworkNode } from '../../picture/network/network.ts'
import { careerAsk } from '../store/required-queries.ts'
import { Answered } from './Answered.tsx'
import { Career } from './Career.tsx'
import { Cypher } from './Cypher.tsx'
import { useWords } from './context.ts'
import { RowsSentence } from './StateSentence.tsx'

/** The tenures of a person in order, with all claims. */
export function PersonPanel({ node }: { node: NetworkNode }) {
  const { t } = useWords()
  const ask = careerAsk(node.id)
  return (
    <section aria-labelledby="career">
      <h3 id="career">{t('career.title')}</h3>
      <Answered ask={ask}>
        {reply => (
          <>
            <RowsSentence rows={reply.rows} question={career} />
            <Career stays={reply.rows} />
          </>
        )}
      </Answered>
      <Cypher ask={ask} />
    </section>
  )
}
