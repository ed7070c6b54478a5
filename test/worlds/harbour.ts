import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

/**
 * A harbour, reported by its Log and the newspaper Tide.
 *
 * Una, Vic, Wim and Yves founded the Harbour in 2000; Xan was assistant to the founder. Una was its chief executive and
 * left on 1 June 2010 to found the Lighthouse. Wim left in 2012, Yves on an unknown day; Vic was seen in 2019. Abe
 * came after Una, and Bea, in 2014, after him; she had no successor. Hal, the harbour master, left on the last day of
 * 2009; Ida came in February 2010 and Jan in 2010. Kit left the Lighthouse to lead the Beacon, Mo left the Beacon to
 * found the Candle, and Nia left it to be president of the Lighthouse.
 *
 * Lou, a foreman, was dismissed on 20 April 2015. In May four went: Cal and Dan to the Pier in June, Eli was at the Pier
 * some time in 2015, and of Flo the Tide denies that she went. Kim was hired in their midst. The Tide has a rumour of Jon.
 * Gil, Hew and Ira left in 2016; of Hew the Tide says 2017, of Ira that she was dismissed. Gil came to the Pier in 2017.
 * Cal went on to the Lighthouse as vice president.
 *
 * The School keeps days: of five who came in 2001 one left after 100 days, two after 200, and one each was last seen
 * after 150 and after 300. Of two who came at new year 2003 one left in that year and one at the next new year. One came
 * in 2001, 2002 or 2003.
 */
const FILES = {
  'people.csv': `id,name
${['una', 'vic', 'wim', 'xan', 'yves', 'abe', 'bea', 'hal', 'ida', 'jan', 'kit', 'mo', 'nia', 'lou', 'cal', 'dan', 'eli', 'flo', 'kim', 'jon', 'gil', 'hew', 'ira', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'].map(id => `${id},${id[0]?.toUpperCase()}${id.slice(1)}`).join('\n')}
`,
  'organisations.csv': `id,name,type,part_of,part_of_source
harbour,The Harbour,company,,
cranes,The Cranes,team,harbour,tide
pier,The Pier,company,,
lighthouse,The Lighthouse,company,,
beacon,The Beacon,company,,
candle,The Candle,company,,
school,The School,other,,
`,
  'sources.csv': `id,title,publisher,published
log,The log of the Harbour,The Harbour,2020
tide,What the tide took,The Tide,2021-03
silent,A blank page,,
`,
  'claims.csv': `person,organisation,event,on,role,manner,origin,status,source,locator
una,harbour,joined,2000-01-10,founder,founded,,reported,log,p. 1
una,harbour,left,2010-06-01,Chief Executive,resigned,,reported,log,p. 2
vic,harbour,joined,2000,engineer and co-founder,,,reported,log,p. 1
vic,harbour,present,2019-05-01,,,,reported,log,p. 9
wim,harbour,joined,2000-01-10,,founded,,reported,log,p. 1
wim,harbour,left,2012,,,,reported,log,p. 3
xan,harbour,joined,2000-02-01,assistant to the founder,hired,,reported,log,p. 1
yves,harbour,joined,2000,founder,founded,,reported,log,p. 1
yves,harbour,left,,,,,reported,tide,col. 1
abe,harbour,joined,2010-07-01,chief executive,appointed,,reported,log,p. 2
abe,harbour,left,2014-03-15,chief-executive,resigned,,reported,log,p. 4
bea,harbour,joined,2014,Chief Executive,appointed,,reported,log,p. 4
bea,harbour,left,2018-01-31,chief executive,retired,,reported,log,p. 8
hal,harbour,left,2009-12-31,harbour master,retired,,reported,log,p. 2
ida,harbour,joined,2010-02,Harbourmaster,,,reported,log,p. 2
jan,harbour,joined,2010,Harbour-Master,,,reported,log,p. 2
lou,harbour,left,2015-04-20,foreman,dismissed,,reported,log,p. 5
cal,harbour,joined,2011,,,,reported,log,p. 5
cal,harbour,left,2015-05-04,,resigned,,reported,log,p. 5
dan,harbour,left,2015-05-11,,resigned,,reported,log,p. 5
eli,harbour,left,2015-05-20,,resigned,,reported,log,p. 5
flo,harbour,left,2015-05-28,,resigned,,reported,log,p. 5
flo,harbour,left,2015-05-28,,,,denied,tide,col. 2
kim,harbour,joined,2015-05-15,,hired,,reported,log,p. 5
jon,harbour,left,2015-05,,,,rumoured,tide,col. 2
gil,harbour,left,2016,,,,reported,log,p. 6
hew,harbour,left,2016,,,,reported,log,p. 6
hew,harbour,left,2017,,,,reported,tide,col. 3
ira,harbour,left,2016,,resigned,,reported,log,p. 6
ira,harbour,left,2016,,dismissed,,reported,tide,col. 3
cal,pier,joined,2015-06-15,,,,reported,log,p. 5
dan,pier,joined,2015-06-15,,,harbour,reported,log,p. 5
eli,pier,present,2015,,,,reported,log,p. 5
gil,pier,joined,2017-02-01,,,,reported,log,p. 7
cal,pier,left,2017-01-01,,,,reported,log,p. 7
cal,lighthouse,joined,2017-03-01,vice president,,,reported,log,p. 7
una,lighthouse,joined,2010-09-01,founder,founded,harbour,reported,log,p. 2
kit,lighthouse,joined,2011-02-01,keeper,,,reported,log,p. 3
kit,lighthouse,left,2013-01-31,keeper,,,reported,log,p. 3
kit,beacon,joined,2013-05,managing director,appointed,,reported,log,p. 3
mo,beacon,joined,2014,,,,reported,log,p. 4
mo,beacon,left,2016-12,,,,reported,log,p. 6
mo,candle,joined,2017-01,founder,founded,,reported,log,p. 7
nia,beacon,left,2017-05-01,,,,reported,log,p. 7
nia,lighthouse,joined,2018,president,,,reported,log,p. 8
s1,school,joined,2001-01-01,,,,reported,log,p. 10
s1,school,left,2001-04-11,,,,reported,log,p. 10
s2,school,joined,2001-01-01,,,,reported,log,p. 10
s2,school,present,2001-05-31,,,,reported,log,p. 10
s3,school,joined,2001-01-01,,,,reported,log,p. 10
s3,school,left,2001-07-20,,,,reported,log,p. 10
s4,school,joined,2001-03-01,,,,reported,log,p. 10
s4,school,left,2001-09-17,,,,reported,log,p. 10
s5,school,joined,2001-01-01,,,,reported,log,p. 10
s5,school,present,2001-10-28,,,,reported,log,p. 10
s6,school,joined,2003-01-01,,,,reported,log,p. 10
s6,school,left,2003,,,,reported,log,p. 10
s7,school,joined,2003-01-01,,,,reported,log,p. 10
s7,school,left,2004-01-01,,,,reported,log,p. 10
s8,school,joined,2001/2003,,,,reported,log,p. 10
`,
} satisfies Record<string, string>

export async function loadHarbour(driver: Driver): Promise<void> {
  await load(await readDataset([await writeTables(FILES)]), { driver })
}
