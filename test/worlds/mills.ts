import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

/**
 * Mills, kilns and forges, reported by one register row by row.
 *
 * Fay (by the day) and Eve (by the year) left Mill Six twice, each time for another place that the register names. Kit left it
 * once, and the register has him come from there twice. Una joined the Kiln from the Mill, but no source reports
 * that she left it. Ann and Bo left it for the Forge in one month, Ann twice.
 *
 * Ada held three posts at the Old Mill, the first on one day; Ben was there twice by the year; Cy held two posts at once; Dee
 * left on a day and was back on it. Max died, which his register does not know; the Wharf was dissolved, which ends Nan's stay.
 * Oz and Pat have a future last day, and Pat a future joining.
 */
const FILES = {
  'people.csv': `id,name,died
${['ada', 'ann', 'ben', 'bo', 'cy', 'dee', 'eve', 'fay', 'kit', 'nan', 'oz', 'pat', 'una'].map(id => `${id},${id[0]?.toUpperCase()}${id.slice(1)},`).join('\n')}
max,Max,2016-02-03
`,
  'organisations.csv': `id,name,type,dissolved
mill6,Mill Six,company,
kiln6,Kiln Six,company,
forge6,Forge Six,company,
mill,The Old Mill,company,
wharf,The Wharf,company,2001-06
quay,The Quay,company,
`,
  'sources.csv': `id,title
s6,Register Six
`,
  'claims.csv': `person,organisation,event,on,origin,role,source,locator
eve,mill6,joined,2010,,,s6,1
eve,mill6,left,2012,,,s6,2
eve,kiln6,joined,2012,mill6,,s6,2
eve,kiln6,left,2014,,,s6,3
eve,mill6,joined,2014,kiln6,,s6,3
eve,mill6,left,2016,,,s6,4
eve,forge6,joined,2016,mill6,,s6,4
fay,mill6,joined,2010-03-01,,,s6,5
fay,mill6,left,2012-03-01,,,s6,6
fay,kiln6,joined,2012-03-01,mill6,,s6,6
fay,kiln6,left,2014-03-01,,,s6,7
fay,mill6,joined,2014-03-01,kiln6,,s6,7
fay,mill6,left,2016-03-01,,,s6,8
fay,forge6,joined,2016-03-01,mill6,,s6,8
kit,mill6,left,2005-01-01,,,s6,9
kit,kiln6,joined,2005-02-01,mill6,,s6,9
kit,kiln6,left,2007-02-01,,,s6,10
kit,forge6,joined,2008-02-01,mill6,,s6,10
una,kiln6,joined,2001-02-01,mill6,,s6,11
ann,mill6,joined,1998,,,s6,12
ann,mill6,left,2000-03-01,,,s6,12
ann,forge6,joined,2000-03-02,mill6,,s6,12
ann,forge6,left,2000-03-10,,,s6,12
ann,mill6,joined,2000-03-10,forge6,,s6,13
ann,mill6,left,2000-03-20,,,s6,13
ann,forge6,joined,2000-03-21,mill6,,s6,13
bo,mill6,left,2000-03-15,,,s6,14
bo,forge6,joined,2000-03-16,mill6,,s6,14
ada,mill,joined,2007-07-09,,clerk,s6,20
ada,mill,left,2007-07-09,,clerk,s6,20
ada,mill,joined,2007-07-09,,miller,s6,21
ada,mill,left,2009-01-06,,miller,s6,21
ada,mill,joined,2009-01-06,,head,s6,22
ada,mill,left,2010-05-11,,head,s6,22
ben,mill,joined,2007,,,s6,23
ben,mill,left,2007,,,s6,23
ben,mill,joined,2007,,,s6,24
ben,mill,left,2009,,,s6,24
cy,mill,joined,2009-10-15,,clerk,s6,25
cy,mill,left,2009-10-27,,clerk,s6,25
cy,mill,joined,2009-10-21,,head,s6,26
cy,mill,left,2009-11-27,,head,s6,26
dee,mill,joined,2001-01-01,,,s6,27
dee,mill,left,2002-01-01,,,s6,27
dee,mill,joined,2002-01-01,,,s6,28
max,wharf,joined,2000-01-01,,,s6,29
max,quay,joined,2015-01-01,,,s6,30
max,quay,left,2029-12-31,,,s6,30
nan,wharf,joined,2000-01-01,,,s6,31
oz,quay,joined,2020-01-01,,,s6,32
oz,quay,left,2999-12-31,,,s6,32
pat,quay,joined,2010,,,s6,33
pat,quay,left,2012,,,s6,33
pat,quay,joined,2999,,,s6,34
`,
} satisfies Record<string, string>

export async function loadMills(driver: Driver): Promise<{ openOrigins: number }> {
  const { summary } = await load(await readDataset([await writeTables(FILES)]), { driver })
  return summary
}
