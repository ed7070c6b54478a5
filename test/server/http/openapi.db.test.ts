import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { startApp, type TestApp } from '../../setup/app.ts'

interface Description {
  paths: Record<string, { get: { operationId: string; parameters?: { name: string; required: boolean }[] } }>
  components: { schemas: Record<string, unknown> }
}

let app: TestApp
let description: Description
beforeAll(async () => {
  app = await startApp()
  description = (await (await fetch(`${app.url}api/openapi.json`)).json()) as Description
})
afterAll(() => app.stop())

describe('API description', () => {
  test('the API description is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate({ ...structuredClone(description) })).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('the API description resolves every reference and has unique operation ids', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(20)
    for (const [, name] of references) expect(Object.keys(description.components.schemas)).toContain(name)
    const operations = Object.values(description.paths).flatMap(path =>
      Object.values(path).map(each => each.operationId),
    )
    expect(new Set(operations).size).toBe(operations.length)
  })

  test('the API description contains every query with its parameters', async () => {
    for (const { name, params } of (await readQuestions()).values()) {
      const operation = description.paths[`/api/queries/${name}`]?.get
      const taken = operation?.parameters?.map(parameter => parameter.name).filter(one => one !== 'cursor')
      expect([name, taken]).toEqual([name, Object.keys(params.shape)])
    }
  })

  test('the reply to every example matches its schema in the API description', async () => {
    for (const { name, example } of (await readQuestions()).values()) {
      const reply = await (
        await fetch(`${app.url}api/queries/${name}?${new URLSearchParams(example as Record<string, string>)}`)
      ).json()
      const pascal = name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
      const root = { ...description, $ref: `#/components/schemas/${pascal}Reply` }
      const schema = z.fromJSONSchema(inlined(root, description))
      expect([name, schema.safeParse(reply).error?.issues ?? []]).toEqual([name, []])
    }
  })

  test('the API description is not sent again to a client that already has it', async () => {
    const { headers } = await fetch(`${app.url}api/openapi.json`)
    const again = await fetch(`${app.url}api/openapi.json`, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
  })
})

/** Replaces each reference with the schema it refers to. */
function inlined(value: unknown, { components }: Description): Record<string, unknown> {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    const { $ref, ...rest } = part as { $ref?: string }
    if ($ref) return walk(components.schemas[$ref.split('/').at(-1) ?? ''])
    return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, walk(each)]))
  }
  return walk({ $ref: (value as { $ref: string }).$ref }) as Record<string, unknown>
}
