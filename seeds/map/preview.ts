import { checkRow } from '../tables/check-row.ts'
import { ClaimCount } from '../tables/claim-count.ts'
import type { Diagnostic } from '../tables/diagnostic.ts'
import type { RawRow, ReadContext } from '../tables/raw-row.ts'
import { apply, NamedEntities } from './apply.ts'
import { compileMapping } from './compile.ts'
import { type FlatRecord, flatten } from './flatten.ts'
import { type ParsedMapping, parseMapping } from './parse.ts'
import type { RawRecord } from './records.ts'

const SHOWN = 3

/** The claims that the mapping makes of the first rows, one line each. */
export async function previewRows(yaml: string, rows: readonly RawRecord[]): Promise<string[]> {
  const { mapping } = parseMapping('mapping.yaml', yaml)
  if (!mapping) return []
  const named = new NamedEntities()
  try {
    const seen = []
    for (const record of firstRows(rows, mapping)) seen.push(await stateRow(record, mapping, named))
    const names = namesOf(named)
    if (mapping.text.claims.length === 0) return [...names].map(([key, name]) => `${key.split(' ')[0]}: ${name}`)
    return seen.flatMap(({ place, claims, faults }) => {
      const sentences = [...claims.map(claim => sentence(claim, names)), ...faults.map(withoutPlace)]
      if (sentences.length === 0) sentences.push('no claim')
      return sentences.map(text => `line ${place.line}: ${text}`)
    })
  } finally {
    named.close()
  }
}

function firstRows(rows: readonly RawRecord[], { text }: ParsedMapping): FlatRecord[] {
  const how = { each: text.rows.each, separator: text.separator, empty: new Set(text.empty) }
  const first: FlatRecord[] = []
  for (const row of rows) {
    first.push(...flatten(row, how))
    if (first.length >= SHOWN) break
  }
  return first.slice(0, SHOWN)
}

async function stateRow(record: FlatRecord, mapping: ParsedMapping, named: NamedEntities) {
  const faults: Diagnostic[] = []
  const context: ReadContext = { report: problem => void faults.push(problem), note: () => {} }
  const claims: RawRow[] = []
  const only = (async function* () {
    yield record
  })()
  // Also shows an event that the user still has to fill in.
  for await (const row of apply(only, compileMapping(mapping), named, new ClaimCount(), context))
    if (row.fields.event === 'TODO' || checkRow('claims', row, {}, problem => void faults.push(problem)))
      claims.push(row)
  return { place: record.place, claims, faults }
}

function namesOf(named: NamedEntities): Map<string, string> {
  const names = new Map<string, string>()
  for (const { table, fields } of named.rows({ report: () => {}, note: () => {} }))
    if (fields.name) names.set(`${table} ${fields.id}`, String(fields.name))
  return names
}

/** For example "Ada Mill joined The Kiln, coming from The Mill, on a date that the file does not give". */
function sentence({ fields }: RawRow, names: ReadonlyMap<string, string>): string {
  const nameOf = (table: string, column: string) => {
    const id = String(fields[column] ?? '')
    return names.get(`${table} ${id}`) ?? id
  }
  const verb = { joined: 'joined', left: 'left', present: 'was at' }[String(fields.event)] ?? 'TODO (joined or left)'
  const origin = fields.origin ? `, coming from ${nameOf('organisations', 'origin')},` : ''
  const manner = fields.manner ? ` (${fields.manner})` : ''
  const role = fields.role ? `, as ${fields.role}` : ''
  return `${nameOf('people', 'person')} ${verb} ${nameOf('organisations', 'organisation')}${origin} ${dateOf(fields)}${role}${manner}`
}

function dateOf({ on }: Record<string, unknown>): string {
  const date = String(on ?? '')
  if (date === '') return 'on a date that the file does not give'
  return `${/^\d{4}-\d\d-\d\d$/.test(date) ? 'on' : 'in'} ${date}`
}

const withoutPlace = ({ column, message }: Diagnostic) =>
  `a fault: ${[column, message].filter(part => part !== undefined).join(': ')}`
