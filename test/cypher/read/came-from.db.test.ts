import { expect, test } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { askAbout, pick } from '../../setup/asking.ts'
import { writeTables } from '../../worlds/small.ts'

/** All joined the Port in 2020 or 2016, and the register names no origin. */
const FILES = {
  'people.csv': `id,name
ann,Ann
ben,Ben
cas,Cas
`,
  'organisations.csv': `id,name,type
inn,Inn,company
mill,Mill,company
port,Port,company
`,
  'sources.csv': `id,title
register,Register
`,
  'claims.csv': `person,organisation,event,on,source,locator
ann,inn,joined,2010,register,1
ann,inn,left,2018,register,2
ann,mill,joined,2012,register,3
ann,mill,left,2017/2019,register,4
ann,port,joined,2020,register,5
ben,inn,joined,2010,register,6
ben,inn,left,2015,register,7
ben,mill,joined,2012,register,8
ben,port,joined,2016,register,9
cas,inn,joined,2010,register,10
cas,inn,left,2015,register,11
cas,port,joined,2016,register,12
`,
}

const { ask } = askAbout(async driver => load(await readDataset([await writeTables(FILES)]), { driver }))

test('where-they-came-from is definite only if no other stay can have ended since, reported or not', async () => {
  const { rows } = await ask('where-they-came-from', { organisation: 'port' })
  expect(pick(rows, 'person', 'organisation', 'certainty').sort()).toEqual([
    ['ann', 'inn', 'possible'],
    ['ann', 'mill', 'possible'],
    // No source says that Ben left the Mill, but he may have.
    ['ben', 'inn', 'possible'],
    ['ben', 'mill', 'possible'],
    ['cas', 'inn', 'definite'],
  ])
})
