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

export const citedSources = ({ sources }: SentAhead): CitedSources =>
  new Map(sources.flatMap(({ source, cites }) => cites.map(id => [id, source] as const)))

/** Answers once, or always if `isKept`, from what was sent ahead, and otherwise by asking the server. */
export function replyAhead({ replies }: SentAhead, fetchReply: FetchReply, isKept = false): FetchReply {
  const left = new Map(Object.entries(replies))
  return ask => {
    const reply = left.get(keyOf(ask))
    if (!isKept) left.delete(keyOf(ask))
    return reply ? Promise.resolve({ ok: true, reply }) : fetchReply(ask)
  }
}
