import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

/**
 * People whose names users type in other scripts than the sources, and people whose names begin alike.
 *
 * 谢赛宁 has no alias. One Zhang Wei writes himself 张伟, another in letters; there are two 李娜. Ada was at the Loft, a part of
 * the Mill, and for longer at the Mill; among the other names with Ada in them, Adaline has the most connections. Two people are
 * called Li Wei: one was at the Mill from 2012 to 2014, the other is at the Kiln since 2015 or 2016.
 */
export const SCRIPTS = {
  'people.csv': `id,name,aliases
xie-saining,谢赛宁,
w1,张伟,
w2,Zhang Wei,
n1,李娜,
n2,李娜,
s1,单田芳,
k1,Кузнецов Иван,
m1,محمد,
ada-1,Ada,
ada-2,Ada Adason,Ada Bell
ada-3,Bell Ada,
ada-4,Adaline Moss,
li-wei-1,Li Wei,
li-wei-2,Li Wei,
`,
  'organisations.csv': `id,name,type,part_of,part_of_source
mill,The Mill,company,,
loft,The Loft,team,mill,register
kiln,The Kiln,company,,
forge,The Forge,company,,
`,
  'sources.csv': `id,title
register,A register
`,
  'claims.csv': `person,organisation,event,on,source
ada-1,mill,joined,2001,register
ada-1,loft,joined,2005,register
ada-1,mill,left,2007,register
ada-4,mill,present,2001,register
ada-4,kiln,present,2002,register
ada-4,forge,present,2003,register
ada-3,kiln,present,2002,register
li-wei-1,mill,joined,2012-05,register
li-wei-1,mill,left,2014,register
li-wei-2,mill,left,2009,register
li-wei-2,kiln,joined,2015/2016,register
`,
}

export async function loadScripts(driver: Driver): Promise<void> {
  await load(await readDataset([await writeTables(SCRIPTS)]), { driver })
}
