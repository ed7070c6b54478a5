import { commandArgument } from '../lib/shell-quote.ts'
import type { TableName } from './table-schemas.ts'

const DATES =
  /^(?:(?:start|begin|end|from|to|hire|joining|leaving|joined|left|term|entry|exit|departure|appointment|resignation|termination|tenure|employment|election|membership|service)[ _.-]?(?:start|begin|end|from|to)?[ _.-]?(?:dates?|year|day|on)?|(?:date|year)s?(?:[ _.-]?(?:joined|left|hired|started|ended|from|to|of[ _.-](?:joining|leaving|hire|entry|exit|departure|appointment|termination)))?|since|until|till|on|when|event|movement|hired|started|ended|appointed|resigned|dismissed|elected|beginn|ende|eintritt|austritt|von|bis|seit)$|入职|离职|加入|离开|任职|到任|卸任|起始|开始|结束|日期|时间/i
const ORGANISATIONS =
  /^(?:(?:current|former|previous|past|new|old|last)[ _.-]?)?(?:organi[sz]ation|organi[sz]ações|orgs?|company|employer|firm|club|team|council|institution|agency|ministry|department|committee|legislature|chamber|parliament|affiliation|workplace|verein|firma|unternehmen|entreprise|empresa|société)s?(?:[ _.-]?(?:id|name|1|2))?$|公司|单位|机构|组织|俱乐部/i
const PEOPLE =
  /^(?:person|people|employee|member|player|who|officer|director|incumbent)(?:[ _.-]?(?:id|name))?$|姓名|人物|员工|球员/i
const MOVES = /^(?:joined|left|hired|resigned|dismissed|hire[ _.-]?date|(?:joining|leaving)[ _.-]?date)$/i

/** Dates of a person's life or of the record itself. */
const OTHER_DATES =
  /birth|born|geb|naiss|nacim|出生|生日|death|died|死亡|去世|updat|modif|creat|retriev|更新|创建|录入/i

/** Columns that mark a table as one of joinings or leavings, by the table that it would otherwise be read as. */
const FOREIGN: Partial<Record<TableName, RegExp[]>> = {
  people: [DATES, ORGANISATIONS],
  organisations: [PEOPLE, MOVES],
  sources: [MOVES],
}

/**
 * The fault of a table of people, organisations or sources with columns about joinings or leavings. Loading only its
 * `id` and `name` would lose that data. Undefined if there are no such columns.
 */
export function faultOfEvents(table: TableName, unknown: readonly string[], file: string): string | undefined {
  const columns = unknown.filter(
    column => !OTHER_DATES.test(column) && FOREIGN[table]?.some(pattern => pattern.test(column.trim())),
  )
  if (columns.length === 0) return undefined
  const shown = columns.slice(0, 6).map(column => `"${column.slice(0, 40)}"`)
  const them = columns.length === 1 ? 'that column' : 'those columns'
  return `has ${listed(shown)}, which a table of ${table} does not have. If the file states who joined or left an organisation, draft a mapping (npm run --silent load -- --map init ${commandArgument(file)} > mapping.yaml), review it and load with it; otherwise remove ${them}`
}

const listed = (parts: string[]) =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
