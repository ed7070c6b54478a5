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
  /** The address of the feed itself. */
  self: URL
  /** The names of the person and the organisation that the feed is about; none for all. */
  about: readonly string[]
  /** The claims of a row with their sources, as HTML. */
  content(row: FeedRow): string
}

/** Changes as an Atom feed (RFC 4287), the last known first. */
export function atomFeed({ rows, language, base, self, about, content }: Feed): string {
  const t = words[language]
  const common = commonWords(language)
  const title = about.length > 0 ? fill(common.about, { title: t.title, name: about.join(common.comma) }) : t.title
  const updated = rows.reduce((newest, row) => (momentOf(row.updated) > newest ? momentOf(row.updated) : newest), EPOCH)
  // Not the port: the same feed may be read through a proxy.
  const tagged = (name: string) => `tag:${base.hostname.replace(/[^a-z0-9.-]/gi, '') || 'localhost'},2024:${name}`
  const page = (path: string) => escapeXml(new URL(`${path}${language === 'en' ? '' : `&lang=${language}`}`, base).href)
  const entry = (row: FeedRow) => `<entry>
<id>${escapeXml(tagged(`${row.change}:${encodeURIComponent(row.id)}`))}</id>
<title>${escapeXml(sentence(row, language))}</title>
<published>${momentOf(row.known)}</published>
<updated>${momentOf(row.updated)}</updated>
<link rel="alternate" type="text/html" href="${page(`/q/career?person=${encodeURIComponent(row.person.id)}`)}"/>
<content type="html">${escapeXml(content(row))}</content>
</entry>
`
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${escapeXml(tagged(`changes:${encodeURIComponent(self.search)}`))}</id>
<title>${escapeXml(title)}</title>
<updated>${updated}</updated>
<author><name>${escapeXml(common.appName)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(self.href)}"/>
<link rel="alternate" type="text/html" href="${page('/?')}"/>
${rows.map(entry).join('')}</feed>
`
}

const EPOCH = '1970-01-01T00:00:00Z'
const momentOf = (day: string | null): string => (day === null ? EPOCH : `${day}T00:00:00Z`)

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
