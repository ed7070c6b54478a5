import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

/** Days on which people joined the Forge and left it; null where no source says that they left. */
export const FORGE = [
  ['2015-01-01', '2015-09-01'],
  ['2015-01-15', null],
  ['2015-02-01', '2016-02-01'],
  ['2015-03-01', null],
  ['2015-03-10', '2017-12-31'],
  ['2015-04-01', null],
  ['2015-05-20', '2015-11-20'],
  ['2015-06-01', null],
  ['2015-08-15', '2018-02-14'],
  ['2015-09-01', null],
  ['2015-11-01', '2016-05-01'],
  ['2015-12-01', null],
] as const
/** Two people without a reported leaving were seen again: their number and the day. */
const SEEN = { 1: '2017-03-01', 7: '2016-06-01' }

const forge = FORGE.flatMap(([joined, left], at) => [
  `f${at},forge,joined,${joined},list,reported`,
  ...(left ? [`f${at},forge,left,${left},list,reported`] : []),
])
const seen = Object.entries(SEEN).map(([at, on]) => `f${at},forge,present,${on},list,reported`)
// Ten joined the Kiln on New Year's Day 2015, and two left a year later.
const kiln = Array.from({ length: 10 }, (_, at) => [
  `k${at},kiln,joined,2015-01-01,staff-list,reported`,
  ...(at < 2 ? [`k${at},kiln,left,2016-01-01,staff-list,reported`] : []),
]).flat()

/**
 * Cohorts with many people of whom no source says that they left. The Forge: a list of 30 June 2018; the Kiln: a staff list
 * of New Year's Day 2024. At the Loom, the sources say when they were published in every way that a date can be written:
 * one organisation a source, `loom-0` and so on, which one person joined on 5 May 2010.
 */
export const PUBLISHED = [
  ['2019', '2019-12-31'],
  ['2019-02', '2019-02-28'],
  ['2019-02-03', '2019-02-03'],
  ['2019~', '2020-12-31'],
  ['2019-02?', '2019-03-31'],
  ['2018/2019-02', '2019-02-28'],
  ['../2019-02', '2019-02-28'],
  ['2019-02/..', '2019-02-01'],
  ['201X', '2019-12-31'],
  ['2019-XX', '2019-12-31'],
  ['2019-02-XX', '2019-02-28'],
  ['2019-21', '2019-12-31'],
  ['2019-24', '2020-03-31'],
  // A source without a date reports only the joining.
  ['', '2010-05-05'],
] as const

export async function loadCohorts(driver: Driver): Promise<void> {
  const people = [
    ...FORGE.map((_, at) => `f${at}`),
    ...Array.from({ length: 10 }, (_, at) => `k${at}`),
    ...PUBLISHED.map((_, at) => `l${at}`),
    'l-retrieved',
    'l-future',
  ]
  const table = (header: string, lines: string[]) => `${[header, ...lines].join('\n')}\n`
  const organisations = ['forge', 'kiln', ...PUBLISHED.map((_, at) => `loom-${at}`), 'loom-retrieved', 'loom-future']
  const folder = await writeTables({
    'people.csv': table(
      'id,name',
      people.map(id => `${id},Person ${id}`),
    ),
    'organisations.csv': table(
      'id,name,type',
      organisations.map(id => `${id},The ${id},company`),
    ),
    'sources.csv': table('id,title,published,note', [
      'list,A list,2018-06-30,',
      'staff-list,Staff list,2024-01-01,',
      ...PUBLISHED.map(([published], at) => `source-${at},Source ${at},${published},`),
      'source-retrieved,A web page,2012,retrieved 2014-03-02',
      'source-future,A misprint,2999,',
    ]),
    'claims.csv': table('person,organisation,event,on,source,status', [
      ...forge,
      ...seen,
      ...kiln,
      ...[...PUBLISHED.keys(), 'retrieved', 'future'].map(
        key => `l${typeof key === 'number' ? key : `-${key}`},loom-${key},joined,2010-05-05,source-${key},reported`,
      ),
    ]),
  })
  await load(await readDataset([folder]), { driver })
}
