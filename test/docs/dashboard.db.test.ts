import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../setup/app.ts'

interface Panel {
  id: number
  title: string
  description: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets: { expr: string; legendFormat: string }[]
}

let app: TestApp
let panels: Panel[]
let metrics: string
beforeAll(async () => {
  app = await startApp()
  panels = JSON.parse(await readFile('docs/examples/grafana-dashboard.json', 'utf8')).panels
  await fetch(`${app.url}api/queries/who-left?organisation=openai`)
  metrics = await (await fetch(`${app.url}metrics`)).text()
})
afterAll(() => app.stop())

/** The names and labels of metrics, without functions of PromQL and their words. */
const namesIn = (expression: string) =>
  Array.from(expression.matchAll(/\b([a-z_]+)\{/g), ([, name = '']) => name.replace(/_(count|bucket)$/, ''))

test('every metric and label of the Grafana dashboard is in /metrics', () => {
  const names = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)))
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter(name => !metrics.includes(`# TYPE ${name} `))).toEqual([])
  const labels = panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr, legendFormat }) => [
      ...Array.from(expr.matchAll(/by \(([a-z, ]+)\)/g), ([, list = '']) => list.split(', ')).flat(),
      ...Array.from(legendFormat.matchAll(/\{\{(\w+)\}\}/g), ([, label = '']) => label),
      ...(expr.includes('status=~') ? ['status'] : []),
    ]),
  )
  expect([...new Set(labels)].filter(label => !metrics.includes(`${label}="`))).toEqual([])
})

test('the panels of the Grafana dashboard have distinct ids, a description, and places that do not overlap', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  expect(panels.filter(({ description }) => description === '').map(({ title }) => title)).toEqual([])
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
})

test('the licences of the packages in the pages are sent', async () => {
  const response = await fetch(`${app.url}licenses.md`)
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('## react - ')])
})
