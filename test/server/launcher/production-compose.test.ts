import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { asEnvironment, HARDENED_SETTINGS, IMAGE } from '../../../server/launcher/settings.ts'

interface Service {
  image: string
  build?: string
  environment: Record<string, string>
  command?: string[]
  ports?: string[]
  networks: string[]
  secrets?: string[]
  volumes?: string[]
  mem_limit: string
  restart: string
  read_only?: boolean
  cap_drop?: string[]
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
}
interface Compose {
  services: Record<'neo4j' | 'app' | 'backup' | 'proxy', Service>
  networks: Record<string, { internal?: boolean } | null>
  secrets: Record<string, { file: string }>
}

const read = (path: string) => readFileSync(path, 'utf8')
const text = read('deploy/compose.yml')
const { services, networks, secrets } = parse(text, { merge: true }) as Compose
const local = parse(read('docker-compose.yml'), { merge: true }) as Pick<Compose, 'services'>

test('production runs Neo4j as docker-compose.yml does, with the password from a file and no published port', () => {
  const { environment, ports, networks: joined, image, healthcheck } = services.neo4j
  const { NEO4J_AUTH_FILE, NEO4J_server_memory_heap_max__size, NEO4J_server_memory_pagecache_size, ...rest } =
    environment
  expect(rest).toEqual(asEnvironment(HARDENED_SETTINGS))
  expect([NEO4J_AUTH_FILE, ports, joined, image]).toEqual(['/run/secrets/neo4j-auth', undefined, ['data'], IMAGE])
  expect(healthcheck?.test).toEqual(local.services.neo4j.healthcheck?.test)
  expect(NEO4J_server_memory_heap_max__size).toMatch(/^\$\{NEO4J_HEAP:-/)
  expect(NEO4J_server_memory_pagecache_size).toMatch(/^\$\{NEO4J_PAGECACHE:-/)
})

test('production publishes the proxy alone, which has no way to Neo4j, and Neo4j none to the outside', () => {
  expect(Object.entries(services).filter(([, { ports }]) => ports)).toHaveLength(1)
  expect([services.proxy.networks, services.app.networks]).toEqual([['front'], ['data', 'front']])
  expect(networks.data?.internal).toBe(true)
})

test('production sets no password in a variable; the files of secrets are not in Git and not in the image', () => {
  for (const { environment } of Object.values(services))
    expect(Object.keys(environment).filter(name => /AUTH|PASSWORD/.test(name) && !name.endsWith('_FILE'))).toEqual([])
  expect(text).not.toMatch(/\$\{\w*(PASSWORD|AUTH)/)
  for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\.\/secrets\//)
  expect(read('.gitignore')).toContain('deploy/secrets/')
  expect(read('.dockerignore')).toMatch(/^deploy$/m)
})

test('production limits the memory of every service, restarts it, and lets the app write nothing but /tmp', () => {
  for (const [name, { mem_limit: memory, restart }] of Object.entries(services))
    expect([name, typeof memory, restart]).toEqual([name, 'string', 'unless-stopped'])
  for (const name of ['app', 'backup', 'proxy'] as const)
    expect([services[name].read_only, services[name].cap_drop]).toEqual([true, ['ALL']])
  expect(services.app.healthcheck?.test).toEqual(local.services.app.healthcheck?.test)
  for (const name of ['app', 'backup', 'proxy'] as const)
    expect(Object.values(services[name].depends_on ?? {})).toEqual([{ condition: 'service_healthy' }])
})

test('every variable of production is documented, and those of the app are read by it', () => {
  const documented = read('docs/deploy.md')
  const used = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => name))
  expect(used.size).toBeGreaterThan(10)
  expect([...used].filter(name => !documented.includes(`\`${name}\``))).toEqual([])
  const schema = read('server/lib/env.ts')
  for (const name of Object.keys(services.app.environment))
    expect([
      name,
      schema.includes(`${name}:`) || schema.includes(`${name}\``) || name.endsWith('PASSWORD_FILE'),
    ]).toEqual([name, true])
})

test('the daily backup is a command that the shell understands, with a folder to write to', () => {
  const [shell = '', flag, script = ''] = services.backup.command ?? []
  expect([shell, flag]).toEqual(['sh', '-c'])
  execFileSync('sh', ['-n', '-c', script.replaceAll('$$', '$')])
  expect(script).toContain('bin/run.js backup')
  expect(services.backup.volumes).toEqual(['./backups:/backups'])
})

test('the proxy passes on the site as it is named, with the id of each request, and hides the metrics', () => {
  const caddy = read('deploy/Caddyfile')
  expect(services.proxy.volumes?.[0]).toBe('./Caddyfile:/etc/caddy/Caddyfile:ro')
  expect(services.proxy.environment.SITE).toMatch(/^\$\{SITE:\?/)
  expect(services.app.environment.ALLOWED_HOSTS).toMatch(/^\$\{SITE:\?/)
  expect(caddy).toMatch(/^\{\$SITE\} \{$/m)
  expect(caddy).toContain('reverse_proxy app:3000')
  expect(caddy).toContain('header_up X-Request-Id {http.request.uuid}')
  expect(caddy).toContain('/metrics')
})
