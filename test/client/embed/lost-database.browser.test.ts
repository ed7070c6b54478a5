import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { connect } from '../../../server/db/connect.ts'
import { runPublish } from '../../../server/publish/publish-command.ts'
import { serve } from '../../setup/app.ts'
import { openForFile } from '../../setup/browser.ts'
import { runCommand } from '../../setup/commands.ts'
import { openOtherSite } from '../../setup/other-site.ts'
import { openProxy } from '../../setup/proxy.ts'

const tests = openForFile()

test('without its database, a server sends the last document as stale, which lives; others say why they are empty; no file is published', async () => {
  const neo4j = inject('neo4j')
  const proxy = await openProxy(neo4j.uri)
  const app = await serve(connect({ ...neo4j, uri: `bolt://127.0.0.1:${proxy.port}` }), { open: false })
  const site = await openOtherSite()
  const folder = await mkdtemp(join(tmpdir(), 'lost-'))
  const { page, close } = await tests.visit({ viewport: { width: 900, height: 700 } })
  const known = `${app.url}embed?select=openai&lang=en&time=1`
  const staleness = async (address: string) => {
    const response = await page.goto(address)
    const { warning, age } = response?.headers() ?? {}
    return { status: response?.status(), warning, age }
  }
  const current = { status: 200, warning: undefined, age: undefined }
  // The first one may be made while the data are first looked at, and is not kept then.
  for (let time = 0; time < 2; time++) expect(await staleness(known)).toEqual(current)
  const title = await page.locator('h1').innerText()
  const file = join(folder, 'kept.html')
  expect(await runCommand(runPublish, known, file)).toMatchObject({ code: 0 })
  const published = await readFile(file)

  await proxy.close()
  const stale = { status: 200, warning: '110 - "Response is Stale"', age: expect.stringMatching(/^\d+$/) }
  expect(await staleness(known)).toEqual(stale)
  expect(await page.locator('h1').innerText()).toBe(title)
  await page.getByRole('slider').waitFor()
  await page.getByRole('textbox', { name: 'Date' }).fill('2024-03')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.locator('h1').filter({ hasText: 'March 2024' }).waitFor()
  await page.locator('.living a[href="/q/around?node=jan-leike"]').click()
  await page.getByRole('region', { name: 'Jan Leike' }).waitFor()

  const elements = [known, `${app.url}?q=career&person=jan-leike&lang=en`].map(
    address => `<who-left-where src="${address.replaceAll('&', '&amp;')}"></who-left-where>`,
  )
  await page.goto(
    site.add({
      body: `<!doctype html><title>Elsewhere</title>${elements.join('')}
        <script>
          told = []
          for (const element of document.querySelectorAll('who-left-where'))
            for (const name of ['ready', 'error']) element.addEventListener(name, ({ detail }) => told.push(detail.code ?? name))
        </script>
        <script type="module" src="${app.url}embed.js"></script>`,
    }),
  )
  await expect
    .poll(async () => ((await page.evaluate('told')) as string[]).toSorted())
    .toEqual(['database-unavailable', 'ready'])
  const empty = page.frames().find(frame => frame.url().includes('career'))
  expect(await empty?.locator('.notice').innerText()).toContain('database')

  const failed = await runCommand(runPublish, known, file)
  expect(failed).toMatchObject({ code: 3, err: 'publish: The database does not answer.\n' })
  expect(await readFile(file)).toEqual(published)

  const again = await openProxy(neo4j.uri, { port: proxy.port })
  await expect.poll(() => staleness(known)).toEqual(current)
  await close()
  site.close()
  await app.stop()
  await again.close()
  await rm(folder, { recursive: true })
})
