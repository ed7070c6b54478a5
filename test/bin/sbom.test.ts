import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

interface Component {
  name: string
  version: string
  licenses?: { license?: { id?: string }; expression?: string }[]
}
let sbom: {
  metadata: { component: { name: string } }
  components: Component[]
  dependencies: { dependsOn: string[] }[]
}
beforeAll(() => {
  const file = join(mkdtempSync(join(tmpdir(), 'sbom-')), 'sbom.cdx.json')
  expect(execFileSync(process.execPath, ['bin/sbom.js', file], { encoding: 'utf8' })).toContain(`${file}\n`)
  sbom = JSON.parse(readFileSync(file, 'utf8'))
}, 120_000)

test('the SBOM has the packages of the server and those bundled in pages, and no tool of the development', () => {
  expect(sbom.metadata.component.name).toBe('who-left-where')
  const names = new Set(sbom.components.map(({ name }) => name))
  expect(['express', 'neo4j-driver', 'react', 'sigma', 'zod', 'zustand'].filter(name => !names.has(name))).toEqual([])
  expect(['vitest', 'typescript', 'vite', 'axe-core'].filter(name => names.has(name))).toEqual([])
  const refs = new Set(sbom.components.map(component => (component as unknown as { 'bom-ref': string })['bom-ref']))
  expect(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter(ref => !refs.has(ref))).toEqual([])
})

test('every package in the SBOM has a licence that allows its use', () => {
  const allowed =
    /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|CC0-1\.0)( AND (MIT|Apache-2\.0))?$/
  const others = sbom.components.filter(({ licenses = [] }) => {
    const named = licenses.map(({ license, expression }) => license?.id ?? expression ?? '')
    return named.length === 0 || !named.every(name => allowed.test(name))
  })
  expect(others.map(({ name, licenses }) => [name, licenses])).toEqual([])
})

test('the texts of the licences of bundled packages are beside the pages', () => {
  const text = readFileSync('dist/client/licenses.md', 'utf8')
  expect(text).toContain('## react - ')
  expect(text).toContain('## edtf - 4.11.1 (BSD-2-Clause)')
  expect(text).toMatch(/Redistribution and use in source and binary forms/)
})
