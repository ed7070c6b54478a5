import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'

/**
 * A small world as a story.
 *
 * The Gazette says that Ada founded the Mill in 2010 and left on 5 March 2015, and that she founded the Kiln, to which
 * she went from the Mill. Ben joined the Mill in May 2012, left in 2014, came back in 2016 and left on 1 June 2019
 * without saying where he goes. Cai left the Mill some time in 2018; the Herald says it was in 2019, by dismissal,
 * where the Gazette has a resignation. Dot is rumoured to have left by 2020; the Mill denies that Eve left. Fay was a
 * clerk of the Mill's Loft, a team, and left the Mill in about 2017; she was seen at the Forge in 2021. Gus left the
 * Mill on an unknown day for an unknown destination. There are two people named Li Wei.
 */
const FILES = {
  'people.csv': `id,name,aliases
ada,Ada Álvarez,阿达
ben,Ben,
cai,Cai,蔡
dot,Dot,
eve,Eve,
fay,Fay,
gus,Gus,
li-wei-1,Li Wei,李伟
li-wei-2,Li Wei,李炜
`,
  'organisations.csv': `id,name,type,aliases,part_of,part_of_source
mill,The Mill,company,磨坊,,
loft,The Loft,team,,mill,gazette
kiln,The Kiln,company,,,
forge,The Forge,company,,,
`,
  'sources.csv': `id,title,publisher,published,url
gazette,A history of the Mill,The Gazette,2021-06-01,https://gazette.example/mill
herald,Those who left,The Herald,2022-02,
`,
  'claims.csv': `person,organisation,event,on,announced,role,manner,destination,origin,status,source,locator
ada,mill,joined,2010,,founder,founded,,,reported,gazette,p. 1
ada,mill,left,2015-03-05,2015-02-01,chief,resigned,,,confirmed,gazette,p. 2
ada,kiln,joined,2015,,founder,founded,,mill,reported,gazette,p. 2
ben,mill,joined,2012-05,,miller,hired,,,reported,gazette,p. 3
ben,mill,left,2014,,miller,,,,reported,gazette,p. 3
ben,mill,joined,2016,,foreman,returned,,,reported,gazette,p. 3
ben,mill,left,2019-06-01,,foreman,resigned,undisclosed,,reported,gazette,p. 4
cai,mill,left,2018,,baker,resigned,,,reported,gazette,p. 5
cai,mill,left,2019,,baker,dismissed,,,reported,herald,p. 1
dot,mill,left,../2020,,,,,,rumoured,herald,p. 2
eve,mill,left,2020,,,,,,denied,herald,p. 3
fay,loft,present,2016,,clerk,,,,reported,gazette,p. 6
fay,mill,left,2017~,,clerk,,,,reported,gazette,p. 6
fay,forge,present,2021,,smith,,,,reported,gazette,p. 6
gus,mill,left,,,,,,,reported,herald,p. 4
`,
} satisfies Record<string, string>

/** Writes tables into a new folder and returns its path. */
export async function writeTables(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tables-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

export const smallWorld = (changes: Record<string, string | Uint8Array> = {}): Promise<string> =>
  writeTables({ ...FILES, ...changes })

export const smallTable = (name: keyof typeof FILES): string => FILES[name]

export async function loadSmallWorld(driver: Driver): Promise<void> {
  await load(await readDataset([await smallWorld()]), { driver })
}
