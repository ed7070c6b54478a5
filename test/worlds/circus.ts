import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

/**
 * A travelling circus, reported by its Playbill and the Gazette, with a few claims of an Almanac of about 2016 and an undated
 * Whisper.
 *
 * Ann joined in March 2001, left in March 2005, returned in May 2007 and left on 10 June 2010 for the Theatre. Bob joined
 * in 2002, left on 20 June 2010 and was at the Theatre from August; Cyd joined in 2003, left some time in 2010 and came to
 * the Theatre in 2011, from the Circus as the Gazette says. Eli came from the Bakery, where he was from 2008 to the end of
 * 2010, and was seen in the Circus in March 2012. The Whisper has it that Gil joined. Pip rode in the Menagerie, a team of
 * the Circus.
 *
 * The Theatre had Hal from 1990 to 1995, Joy from 1994 to June 2009 and Dov since 2009: Joy knew both, who never met. Lee
 * was there at some time by 1996. Fay was at the Opera in 2009 and at the Bakery in 2010; Zed sang at the Opera all along,
 * and Kim in its Chorus until she went to bake in 1996.
 * Tom was at the Opera until 2003 and again from 2003. No source gives the days in that year, or says that he was away.
 */
const FILES = {
  'people.csv': `id,name
${['ann', 'bob', 'cyd', 'eli', 'gil', 'pip', 'hal', 'joy', 'dov', 'lee', 'fay', 'zed', 'tom', 'sol', 'kim'].map(id => `${id},${id[0]?.toUpperCase()}${id.slice(1)}`).join('\n')}
`,
  'organisations.csv': `id,name,type,part_of,part_of_source
circus,The Circus,company,,
menagerie,The Menagerie,team,circus,playbill
theatre,The Theatre,company,,
opera,The Opera,company,,
chorus,The Chorus,team,opera,gazette
bakery,The Bakery,company,,
`,
  'sources.csv': `id,title,publisher,published
playbill,Playbill,The Circus,2012
gazette,Who went where,The Gazette,2015-06
almanac,Almanac,,2016~
whisper,A whisper,,
`,
  'claims.csv': `person,organisation,event,on,role,manner,origin,status,source,stint
ann,circus,joined,2001-03-01,rider,hired,,reported,playbill,
ann,circus,left,2005-03-01,rider,resigned,,reported,playbill,
ann,circus,joined,2007-05-01,director,returned,,reported,playbill,
ann,circus,left,2010-06-10,director,dismissed,,reported,gazette,
ann,theatre,joined,2010-07,manager,,circus,reported,gazette,
bob,circus,joined,2002,clown,,,reported,playbill,
bob,circus,left,2010-06-20,clown,,,reported,gazette,
bob,theatre,joined,2010-08-01,,,,reported,gazette,
cyd,circus,joined,2003-01-01,,,,reported,playbill,
cyd,circus,left,2010,,,,reported,gazette,
cyd,theatre,joined,2011,,,circus,reported,gazette,
eli,bakery,joined,2008,,,,reported,gazette,
eli,bakery,left,2010-12-31,baker,,,reported,gazette,
eli,circus,joined,2011-01-01,,,,reported,gazette,
eli,circus,present,2012-03-01,,,,reported,almanac,
gil,circus,joined,2012,,,,rumoured,whisper,
pip,menagerie,joined,2006,,,,reported,playbill,
pip,circus,left,2008,,,,reported,playbill,
hal,theatre,joined,1990-01-01,,,,reported,gazette,
hal,theatre,left,1995-01-01,,,,reported,gazette,
joy,theatre,joined,1994-01-01,,,,reported,gazette,
joy,theatre,left,2009-06-01,,,,reported,gazette,
dov,theatre,joined,2009-01-01,,,,reported,gazette,
dov,theatre,present,2012-01-01,,,,reported,almanac,
lee,theatre,left,../1996,,,,reported,whisper,
fay,opera,joined,2009-02-01,,,,reported,gazette,
fay,opera,left,2009-12-31,,,,reported,gazette,
fay,bakery,joined,2010-01-01,,,,reported,gazette,
fay,bakery,left,2010-11-30,,,,reported,gazette,
zed,opera,joined,1980,,,,reported,gazette,
zed,opera,left,2015,,,,reported,gazette,
kim,opera,joined,1990,,,,reported,gazette,
kim,opera,left,1995-01-01,,,,reported,gazette,
kim,chorus,joined,1990,,,,reported,gazette,
kim,chorus,left,1995-01-01,,,,reported,gazette,
kim,bakery,joined,1996,,,,reported,gazette,
kim,bakery,left,1997,,,,reported,gazette,
tom,opera,joined,2000-01-01,,,,reported,almanac,first
tom,opera,left,2003,,,,reported,almanac,first
tom,opera,joined,2003,,,,reported,almanac,second
tom,opera,left,2005-01-01,,,,reported,almanac,second
`,
} satisfies Record<string, string>

export async function loadCircus(driver: Driver): Promise<void> {
  await load(await readDataset([await writeTables(FILES)]), { driver })
}
