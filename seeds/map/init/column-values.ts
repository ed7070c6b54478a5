import { DateError, parseDate } from '../../../cypher/dates.ts'

/** Texts that mean "unknown", in lower case. */
const NOTHING = new Set(
  `n/a|n.a.|n. a.|#n/a|none|null|nil|undefined|unknown|unk|unknown club|-|--|---|–|—|?|??|.|/|tbd|tba|tbc|not known|
  not available|not disclosed|undisclosed|not applicable|unspecified|missing|blank|(none)|(unknown)|(blank)|
  unbekannt|keine|keiner|keine angabe|k. a.|k.a.|ohne|entfällt|inconnu|inconnue|aucun|aucune|néant|non renseigné|s.o.|
  non communiqué|desconocido|desconocida|ninguno|ninguna|sin datos|s/d|no consta|不详|未知|无|暂无|不明|保密|未公布|未披露|空`
    .split('|')
    .map(text => text.trim()),
)
/** Texts in a column of organisations for people without one. */
const NOWHERE = new Set(
  `without club|retired|retirement|career break|unattached|free agent|released|ban|disqualification|unemployed|no club|
  vereinslos|karriereende|pausiert|arbeitslos|ruhestand|sans club|retraite|chômage|sin equipo|sin club|retirado|jubilado|
  jubilación|退休|待业|自由球员|无业`
    .split('|')
    .map(text => text.trim()),
)
/** Texts in a column of end dates for people who are still there. */
const ONGOING = new Set(
  `present|current|currently|still in office|still|incumbent|ongoing|now|today|to date|active|in office|continuing|
  heute|aktuell|laufend|bis heute|noch im amt|présent|actuel|actuelle|actuellement|en cours|aujourd'hui|en poste|actualidad|
  actual|presente|actualmente|en curso|至今|现在|在职|在任|目前|今`
    .split('|')
    .map(text => text.trim()),
)
/** The Wikidata query service's placeholder for an unknown value. */
const UNKNOWN_NODE = /^https?:\/\/www\.wikidata\.org\/\.well-known\/genid\/|^_:\w+$|^t\d{6,}$/

const folded = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')

export const meansEmpty = (text: string) =>
  NOTHING.has(folded(text)) || /^(NA|NaN|nan|na)$/.test(text) || UNKNOWN_NODE.test(text)
/** Excludes Nan, Na, Null and None, which are also names of people. */
export const isPlaceholderName = (text: string) =>
  meansEmpty(text) && !/^(na|nan|null|none|nil|无|空)$/i.test(text.trim())
export const isNowhere = (text: string) => NOWHERE.has(folded(text))
export const isOngoing = (text: string) => ONGOING.has(folded(text))

/** Whether text may be a date, in EDTF or any of the known patterns. */
export function looksLikeDate(text: string): boolean {
  if (text.length > 40 || !/\d/.test(text)) return false
  if (/^\d{4}-\d\d-\d\d([T ]\d.*)?$/.test(text)) return true
  if (/^(1[5-9]|20)\d\d(\s?[-/–]\s?(\d\d|\d{4}))?$/.test(text)) return true
  if (/^\d{1,4}([./-])\d{1,2}(\1\d{1,4})?( \d{1,2}:.*)?$/.test(text)) return true
  if (/^\d{4}\s?年/.test(text) || /^(19|20)\d{2}(0[1-9]|1[0-2])([0-3]\d)?$/.test(text)) return true
  if (/^(\d{1,2}\.? ?(de )?)?\p{L}{3,}\.?,? ?(de )?(\d{1,2}, ?)?\d{2,4}$/u.test(text)) return hasMonth(text)
  if (/^\d{1,2}-\p{L}{3,}-\d{2,4}$/u.test(text)) return hasMonth(text)
  return isDate(text)
}

export function isDate(text: string): boolean {
  try {
    parseDate(text.slice(0, 50))
    return text.length <= 50
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return false
  }
}

const MONTHS =
  /jan|f[eé]v|feb|m[aä]r|mrz|apr|avr|abr|ma[iy]|jun|jul|juin|juil|aug|ao[uû]|ago|sep|o[ck]t|nov|dec|dez|d[eé]c|dic|ene/i
const hasMonth = (text: string) => MONTHS.test(text.replace(/\d+/g, ''))

export type EventWord = 'joined' | 'left' | 'present'

const EVENT_WORDS: readonly (readonly [EventWord, RegExp])[] = [
  [
    'left',
    /^(out|left|leaves?|leaving|leaver|quit|exit(ed)?|resign\w*|depart(ed|s|ing|ures?)?|former|outgoing|(loan|transfer)s? out|abg[aä]nge?|dismiss\w*|fired|sacked|retire\w*|terminat\w*|laid.?off|redundan\w*|separat\w*|died|death|austritt|kündigung|rücktritt|ausgeschieden|départ|sortie|démission|licenciement|salida|baja|cese|dimisi[oó]n|despido|left .*|ended)$|离职|离任|卸任|辞职|辞任|离开|转出|退休|解雇|免职|去世/i,
  ],
  [
    'joined',
    /^(in|incoming|(loan|transfer)s? in|zug[aä]nge?|join(ed|s|ing|er)?|hir(ed?|es|ing)|appoint(ed|ment|s)?|start(ed|s|er)?|enter(ed|s)?|recruit\w*|arriv\w*|elected|eintritt|einstellung|ernannt|arrivée|entrée|embauche|nomination|alta|ingreso|incorporaci[oó]n|nombramiento|contrataci[oó]n|joined .*|new hire)$|入职|加入|任命|上任|就任|转入/i,
  ],
  [
    'present',
    /^(member\w*|employ\w*|work(s|ed|ing|er)?|position|staff|board|director\w*|officer|executive|trustee|advis[eo]r|chair\w*|partner|professor|affiliat\w*|serves?|held|holds?|is|was|mitglied|angestellt|membre|employé|miembro|empleado|team ?member|plays?|played|present|active|current)( at| for| of| by| in| on)?$|任职|就职|在职|成员|雇员/i,
  ],
]

/** The event that a text (an event, direction or relation) means; undefined if unknown. */
export function eventOf(text: string): EventWord | undefined {
  const plain = text.trim().replaceAll('_', ' ')
  return EVENT_WORDS.find(([, words]) => words.test(plain))?.[0]
}

const MANNER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/resign|quit|voluntary|rücktritt|démission|dimisi|辞职|辞任|请辞/i, 'resigned'],
  [/dismiss|fired|sacked|terminated|kündigung|entlass|licenciement|despido|解雇|开除|免职/i, 'dismissed'],
  [/laid.?off|lay.?off|redundan|裁员/i, 'laid-off'],
  [/retire|ruhestand|rente|retraite|jubila|退休/i, 'retired'],
  [/died|death|deceased|verstorben|décès|fallec|去世|逝世|病逝/i, 'died'],
  [/transfer|wechsel|mutation|traslado|调任|转会|调动/i, 'transferred'],
  [/expire|end of|ablauf|fin de contrat|期满|到期/i, 'ended'],
]
/** The manner of leaving that a text means, or empty text. `involuntary` matches none of the known manners. */
export const mannerOf = (text: string): string =>
  /involuntary/i.test(text) ? '' : (MANNER_WORDS.find(([words]) => words.test(text))?.[1] ?? '')
