import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { asEnvironment, COPY_MEMORY, HARDENED_SETTINGS, IMAGE, MEMORY } from '../../../server/launcher/settings.ts'

interface Service {
  profiles?: string[]
  volumes: string[]
  image?: string
  environment: Record<string, string>
  ports: string[]
  healthcheck: { test: string[] }
  depends_on?: Record<string, { condition: string }>
}

const text = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8')
const { services } = parse(text, { merge: true }) as {
  services: { neo4j: Service; app: Service; 'adhoc-neo4j': Service }
}

describe('docker-compose.yml', () => {
  test('docker-compose.yml runs Neo4j with the hardened settings, and sets only the password and the memory besides', () => {
    const { NEO4J_AUTH, NEO4J_server_memory_heap_max__size, NEO4J_server_memory_pagecache_size, ...rest } =
      services.neo4j.environment
    expect(rest).toEqual(asEnvironment(HARDENED_SETTINGS))
    expect(NEO4J_server_memory_heap_max__size).toBe(`\${NEO4J_HEAP:-${MEMORY.heap}}`)
    expect(NEO4J_server_memory_pagecache_size).toBe(`\${NEO4J_PAGECACHE:-${MEMORY.pageCache}}`)
    expect(NEO4J_AUTH).toMatch(/^neo4j\/\$\{NEO4J_PASSWORD:\?/)
  })

  test('docker-compose.yml runs a second Neo4j in the profile isolated alone, with less memory, its own data and no port', () => {
    const { 'adhoc-neo4j': copy, neo4j } = services
    expect(copy).toEqual({
      ...neo4j,
      ...{ profiles: ['isolated'], ports: [], volumes: ['adhoc-data:/data'], stop_grace_period: '10s', cpus: 1 },
      environment: {
        ...neo4j.environment,
        NEO4J_server_memory_heap_max__size: `\${ADHOC_NEO4J_HEAP:-${COPY_MEMORY.heap}}`,
        NEO4J_server_memory_pagecache_size: COPY_MEMORY.pageCache,
      },
    })
  })

  test('docker-compose.yml runs the image that the launcher and the tests run', () => {
    expect(services.neo4j.image).toBe(IMAGE)
  })

  test('docker-compose.yml publishes every port on the loopback address alone', () => {
    const ports = [...services.neo4j.ports, ...services.app.ports]
    expect(ports).toHaveLength(2)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  })

  test('docker-compose.yml starts the app once Neo4j is healthy, and has a health check for both', () => {
    expect(services.app.depends_on?.neo4j?.condition).toBe('service_healthy')
    for (const { healthcheck } of [services.neo4j, services.app]) {
      expect(healthcheck.test[0]).toBe('CMD')
      // An unquoted `a ? b : c` would be a mapping to YAML, and Compose refuses the whole file.
      for (const word of healthcheck.test) expect(word).toBeTypeOf('string')
    }
  })
})

test('a setting is passed as the variable that the official image reads', () => {
  expect(asEnvironment({ 'db.tx_log.preallocate': 'false' })).toEqual({ NEO4J_db_tx__log_preallocate: 'false' })
})
