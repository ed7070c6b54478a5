import type { Reply } from '../../cypher/wire.ts'
import type { Source } from '../../picture/answer/evidence.ts'
import type { FetchReply } from '../api/replies.ts'
import { keyOf } from '../store/answers.ts'
import type { CitedSources } from './embed-rows.ts'

/** What the server sends with the document, so that the living map asks nothing again, and works where a page cannot ask. */
export interface SentAhead {
  /** By the keys of their queries. */
  replies: Record<string, Reply>
  /** Each source with the ids by which rows cite it. */
  sources: { source: Source; cites: string[] }[]
}

/** Reads the JSON in the document; the result is empty if there is none. */
export function readAhead(document: Document): SentAhead {
  const text = document.getElementById('ahead')?.textContent
  return text ? (JSON.parse(text) as SentAhead) : { replies: {}, sources: [] }
}

export const citedSources = ({ sources }: SentAhead): CitedSources =>
  new Map(sources.flatMap(({ source, cites }) => cites.map(id => [id, source] as const)))

/** Answers once from what was sent ahead, and afterwards by asking the server. */
export function replyAhead({ replies }: SentAhead, fetchReply: FetchReply): FetchReply {
  const left = new Map(Object.entries(replies))
  return ask => {
    const reply = left.get(keyOf(ask))
    left.delete(keyOf(ask))
    return reply ? Promise.resolve({ ok: true, reply }) : fetchReply(ask)
  }
}
