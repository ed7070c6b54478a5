import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

/**
 * People who may be duplicates.
 *
 * Two Li Nas were at the Mill in 2011. Ana Bell was at the Kiln until 2005, and a Bell Ana from 2008. Gilbert Moss is
 * called Gil Moss, as another is. Jon Smith and Jon Smyth differ by a letter, 张小明 and 张晓明 by a character; 明小张 has
 * the characters of the first in another order, and is no other person's name. Bo Li and Ba Li are too short to be near. The two
 * Ed Poes are known to be two, and one Fay Roe was found to be the other; both names are in the register of the Kiln. The Gazette is once written Gazete, and Mill
 * House once House Mill; Kim was at both houses in 2010.
 */
const FILES = {
  'people.csv': `id,name,aliases
li-na-1,Li Na,李娜
li-na-2,Li Na,
ana-bell,Ana Bell,
bell-ana,Bell Ána,
gil,Gil Moss,
gilbert,Gilbert Moss,Gil Moss
jon-smith,Jon Smith,
jon-smyth,Jon Smyth,
xiaoming-1,张小明,
xiaoming-2,张晓明,
ming,明小张,
bo,Bo Li,
ba,Ba Li,
ed-1,Ed Poe,
ed-2,Ed Poe,
fay-1,Fay Roe,
fay-2,Fay Roe,
kim,Kim,
`,
  'organisations.csv': `id,name,type
mill,The Mill,company
kiln,The Kiln,company
gazette,Gazette,publisher
gazete,Gazete,publisher
mill-house,Mill House,company
house-mill,House Mill,company
`,
  'sources.csv': `id,title
register,A register
`,
  'claims.csv': `person,organisation,event,on,source,status
li-na-1,mill,joined,2010,register,reported
li-na-1,mill,left,2012,register,reported
li-na-2,mill,present,2011-05,register,reported
ana-bell,kiln,joined,2001,register,reported
ana-bell,kiln,left,2005,register,reported
bell-ana,kiln,joined,2008,register,reported
fay-1,kiln,present,2010,register,reported
fay-2,kiln,present,2011,register,reported
kim,mill-house,present,2010,register,reported
kim,house-mill,present,2010,register,reported
`,
}

export async function loadNamesakes(driver: Driver): Promise<void> {
  await load(await readDataset([await writeTables(FILES)]), { driver })
  await driver.executeQuery(`
    MATCH (ed:Person {id: 'ed-1'}), (other:Person {id: 'ed-2'}), (a:Person {id: 'fay-1'}), (b:Person {id: 'fay-2'})
    CREATE (ed)-[:DIFFERENT_FROM]->(other), (a)-[:SAME_AS]->(b)`)
}

/** People of these names alone, in this order: p0, p1, … */
export async function loadNames(driver: Driver, names: string[]): Promise<void> {
  const people = `id,name\n${names.map((name, at) => `p${at},${name}\n`).join('')}`
  await load(
    await readDataset([
      await writeTables({ ...FILES, 'people.csv': people, 'claims.csv': 'person,organisation,event,source,status\n' }),
    ]),
    { driver },
  )
}
