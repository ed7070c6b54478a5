import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { startApp } from '../../setup/app.ts'
import { openBrowser } from '../../setup/browser.ts'
import { writeTables } from '../../worlds/small.ts'

const ATTACK = `</script><!--<script>--><img src=x onerror="hacked=1"><svg onload=hacked=1>'"&lt;`
const quoted = (...fields: string[]) => fields.map(field => `"${field.replaceAll('"', '""')}"`).join(',')

test('names, roles and titles that are markup stay text in an embed, in its living map, in a published file and in the description', async () => {
  const app = await startApp({ seeds: false })
  const browser = await openBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  try {
    const tables = await writeTables({
      'people.csv': `id,name\n${quoted('ann', `Ann ${ATTACK}`)}`,
      'organisations.csv': `id,name,type\n${quoted('lab', `Lab ${ATTACK}`, 'company')}`,
      'sources.csv': `id,title,publisher,published,url\n${quoted('s', `Paper ${ATTACK}`, ATTACK, '2020', 'https://x.example/?a="><script>hacked=1</script>')}`,
      'claims.csv': `person,organisation,event,on,role,status,source,locator\n${quoted('ann', 'lab', 'joined', '2019', ATTACK, 'reported', 's', ATTACK)}`,
    })
    await load(await readDataset([tables]), { driver: app.driver })
    const page = await browser.newPage({ locale: 'en-GB' })
    const errors: string[] = []
    page.on('pageerror', error => errors.push(String(error)))
    const isHacked = () => page.evaluate(() => 'hacked' in window)
    const view = `?q=around&node=lab&lang=en&story=${encodeURIComponent(`node:ann | ${ATTACK}`)}`
    const file = join(folder, 'pinned.html')
    await writeFile(file, await (await fetch(`${app.url}pinned.html${view}`)).text())
    for (const address of [`${app.url}embed${view}&interactive=1&time=1`, pathToFileURL(file).href]) {
      await page.goto(address)
      expect(await page.locator('.story-caption').innerText()).toBe(ATTACK)
      await page.locator('.living a[href*="node=ann"]').first().click()
      await page.getByRole('heading', { name: `Ann ${ATTACK}` }).waitFor()
      expect(await page.locator('.sources cite').textContent()).toBe(`Paper ${ATTACK}`)
      expect(await page.locator('img, svg[onload], main script').count()).toBe(0)
      expect(await isHacked()).toBe(false)
    }
    const career = `${app.url}q/career?person=ann`
    const { title, html } = await (await fetch(`${app.url}oembed?url=${encodeURIComponent(career)}`)).json()
    expect(title).toContain(ATTACK)
    await page.setContent(html)
    expect(await page.locator('iframe').getAttribute('title')).toBe(title)
    expect(await page.locator('body > *').count()).toBe(1)
    expect(await isHacked()).toBe(false)
    expect(errors).toEqual([])
  } finally {
    await browser.close()
    await app.stop()
    await rm(folder, { recursive: true })
  }
})
