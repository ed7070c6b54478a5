import { createHash } from 'node:crypto'
import type { Language } from '../../cypher/query.ts'
import { isToCome } from '../../cypher/scheduled-as-of.ts'
import { asReported } from '../../cypher/words/announced-words.ts'
import { commonWords, fill } from '../../cypher/words/common-words.ts'
import { whenItWas } from '../../cypher/words/date-words.ts'
import { valueWords } from '../../cypher/words/index.ts'
import { escapeXml } from '../../picture/text/xml-text.ts'
import type { FeedRow } from '../questions/changes-feed.ts'

export interface Feed {
  rows: readonly FeedRow[]
  language: Language
  /** The address of this server. */
  base: URL
  /** The address of the feed itself, with its parameters in order. */
  self: URL
  /** When the database was first filled, which tells it from others; null if no load says so. */
  origin: string | null
  /** When a load last changed the database, in seconds since 1970. */
  changed: number | null
  /** The names of the person and the organisation that the feed is about; none for all. */
  about: readonly string[]
  /** The claims of a row with their sources, as HTML. */
  content(row: FeedRow): string
}

/** Changes as an Atom feed (RFC 4287), the last known first. */
export function atomFeed({ rows, language, base, self, origin, changed, about, content }: Feed): string {
  const t = words[language]
  const common = commonWords(language)
  const title = about.length > 0 ? fill(common.about, { title: t.title, name: about.join(common.comma) }) : t.title
  // A row that leaves the feed must not turn its time back.
  const updated = momentOf(Math.max(changed ?? 0, ...rows.map(row => row.updated ?? 0)))
  // Not the host: the same feed may be read under several names.
  const idOf = (name: string) => `urn:uuid:${nameUuid(`${origin} ${name}`)}`
  const page = (path: string) => escapeXml(new URL(`${path}${language === 'en' ? '' : `&lang=${language}`}`, base).href)
  const entry = (row: FeedRow) => `<entry>
<id>${idOf(`${row.change}:${row.id}`)}</id>
<title>${escapeXml(sentence(row, language))}</title>
<published>${momentOf(row.known)}</published>
<updated>${momentOf(row.updated)}</updated>
<link rel="alternate" type="text/html" href="${page(`/q/career?person=${encodeURIComponent(row.person.id)}`)}"/>
<content type="html">${escapeXml(content(row))}</content>
</entry>
`
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${idOf(`changes:${self.search}`)}</id>
<title>${escapeXml(title)}</title>
<updated>${updated}</updated>
<author><name>${escapeXml(common.appName)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(self.href)}"/>
<link rel="alternate" type="text/html" href="${page('/?')}"/>
${rows.map(entry).join('')}</feed>
`
}

const momentOf = (seconds: number | null): string => new Date(1_000 * (seconds ?? 0)).toISOString().replace('.000', '')

/** The name space of the ids in feeds, a random UUID. */
const FEEDS = Buffer.from('6f1d2a5c8b3e4f07a9c4d1e25b7f3a60', 'hex')

/** A UUID made of a name (RFC 9562, version 5). */
function nameUuid(name: string): string {
  const bytes = createHash('sha1').update(FEEDS).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** What happened, no more certain than the sources: who did what, where and when. */
function sentence(
  { change, event, person, at, on, status, scheduledAsOf, disputed }: FeedRow,
  language: Language,
): string {
  const t = words[language]
  const what = change === 'withdrawn' ? event : change
  const verbs = isToCome({ status, scheduledAsOf }) ? t.ahead : t.past
  const verb = verbs[what === 'joined' || what === 'left' ? what : 'present']
  const when = on === null ? '' : whenItWas(on, language)
  const said = t.sentence(person.name, verb, at.name, when)
  const text = scheduledAsOf === null ? said : `${said}${t.comma}${asReported(scheduledAsOf, language)}`
  if (change === 'withdrawn') return `${t.withdrawn}${text}`
  if (status === 'rumoured' || status === 'denied') return `${t.doubt(valueWords('status', status, language))}${text}`
  return disputed ? `${t.disputed}${text}` : text
}

const en = {
  title: 'Latest changes',
  past: { joined: 'joined', left: 'left', present: 'was at' },
  ahead: { joined: 'is to join', left: 'is to leave', present: 'is to be at' },
  sentence: (person: string, verb: string, at: string, when: string) =>
    [person, verb, at, when].filter(text => text !== '').join(' '),
  comma: ', ',
  withdrawn: 'Claim withdrawn: ',
  doubt: (status: string) => `${status.charAt(0).toUpperCase()}${status.slice(1)}: `,
  disputed: 'Disputed: ',
}
const zh: typeof en = {
  title: '最新变动',
  past: { joined: '加入', left: '离开', present: '任职于' },
  ahead: { joined: '预定加入', left: '预定离开', present: '预定任职于' },
  sentence: (person, verb, at, when) => `${person}${when === '' ? '' : `${when} `}${verb}${at}`,
  comma: '，',
  withdrawn: '说法已撤回：',
  doubt: status => `${status}：`,
  disputed: '有争议：',
}
const words = { en, zh }
