import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EnvError, readEnv } from '../../../server/lib/env.ts'

function messageOf(variables: NodeJS.ProcessEnv): string {
  try {
    readEnv(variables)
  } catch (error) {
    return error instanceof EnvError ? error.message : `not an EnvError: ${error}`
  }
  return 'no error'
}

describe('environment variables', () => {
  test('empty variables count as unset', () => {
    const names = [
      'PORT',
      'HOST',
      'ALLOWED_HOSTS',
      'EMBED_ANCESTORS',
      'CORS_ORIGINS',
      'ADHOC',
      'ADHOC_NEO4J_URI',
      'NEO4J_URI',
      'NEO4J_PASSWORD',
      'NEO4J_WAY',
      'NEO4J_VERSION',
      'NEO4J_HEAP',
    ]
    expect(readEnv(Object.fromEntries(names.map(name => [name, ''])))).toEqual(readEnv({}))
  })

  test('all invalid variables are named at once', () => {
    const env = { PORT: 'http', NEO4J_WAY: 'podman', NEO4J_VERSION: '</version>', NEO4J_HEAP: 'much' }
    expect(
      messageOf(env)
        .split('\n')
        .map(line => line.split(' ')[0]),
    ).toEqual(Object.keys(env))
  })

  test.each([['http://localhost:7474'], ['localhost'], ['bolt://']])('NEO4J_URI "%s" is rejected', uri => {
    expect(messageOf({ NEO4J_URI: uri, NEO4J_PASSWORD: 'secret' })).toContain('NEO4J_URI is not a Neo4j address')
  })

  test('a password in NEO4J_URI is rejected and not repeated', () => {
    const message = messageOf({ NEO4J_URI: 'bolt://neo4j:hunter22@host:7687', NEO4J_PASSWORD: 'hunter22' })
    expect(message).toContain('NEO4J_PASSWORD')
    expect(message).not.toContain('hunter22')
  })

  test('traces are sent if a collector is named and nothing turns them off, and its address holds no credential', () => {
    const tracing = (more: NodeJS.ProcessEnv) => readEnv(more).tracing
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://collector:4318'
    expect([tracing({}), tracing({ OTEL_EXPORTER_OTLP_ENDPOINT })]).toEqual([false, true])
    expect(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' })).toBe(false)
    expect(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: 'none' })).toBe(false)
    for (const address of ['collector:4318', 'http://user:hunter22@collector:4318', 'grpc://collector']) {
      const message = messageOf({ OTEL_EXPORTER_OTLP_ENDPOINT: address })
      expect(message).toContain('OTEL_EXPORTER_OTLP_ENDPOINT is not the address')
      expect(message).not.toContain('hunter22')
    }
  })

  test('a password can be in a file, whose last line break does not count', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'password-')), 'neo4j-password')
    await writeFile(file, 'hunter22\n')
    const address = { NEO4J_URI: 'bolt://host:7687', NEO4J_PASSWORD_FILE: file }
    expect(readEnv(address).connection?.password).toBe('hunter22')
    expect(messageOf({ ...address, NEO4J_PASSWORD: 'other' })).toContain('are both set')
    expect(messageOf({ ...address, NEO4J_PASSWORD_FILE: `${file}s` })).toBe(
      'NEO4J_PASSWORD_FILE names a file that cannot be read',
    )
  })

  test('NEO4J_URI without a password is rejected', () => {
    expect(messageOf({ NEO4J_URI: 'bolt://host:7687' })).toContain('NEO4J_PASSWORD is missing')
  })

  test('ALLOWED_HOSTS is a list of host names, with spaces and empty entries ignored', () => {
    const { allowedHosts } = readEnv({ ALLOWED_HOSTS: ' Graph.example.org, .example.net:8443,,*' })
    expect(allowedHosts.map(({ name, port }) => `${name}:${port}`)).toEqual([
      'graph.example.org:',
      'example.net:8443',
      ':',
    ])
    expect(readEnv({ ALLOWED_HOSTS: ' , ' }).allowedHosts).toEqual([])
  })

  test('EMBED_ANCESTORS and CORS_ORIGINS are lists of origins', () => {
    const { embedAncestors, corsOrigins } = readEnv({
      EMBED_ANCESTORS: 'https://news.example.org, https://*.example.com',
      CORS_ORIGINS: 'https://news.example.org',
    })
    expect(embedAncestors).toEqual(['https://news.example.org', 'https://*.example.com'])
    expect(corsOrigins).toEqual(['https://news.example.org'])
    expect(readEnv({ EMBED_ANCESTORS: 'none' }).embedAncestors).toEqual(["'none'"])
    expect([readEnv({}).embedAncestors, readEnv({ EMBED_ANCESTORS: '*' }).embedAncestors]).toEqual([
      undefined,
      undefined,
    ])
    for (const wrong of ['news.example.org', 'https://news.example.org/', "https://a.org; script-src 'unsafe-eval'"]) {
      expect(messageOf({ EMBED_ANCESTORS: wrong })).toMatch(/^EMBED_ANCESTORS must be \*, none, or origins/)
      expect(messageOf({ CORS_ORIGINS: wrong })).toMatch(/^CORS_ORIGINS must be \*, or origins/)
    }
  })

  test.each(['https://graph.example.org', 'graph.example.org/', 'a b', '*example.org'])(
    'ALLOWED_HOSTS rejects "%s" and names the entry',
    entry => {
      expect(messageOf({ ALLOWED_HOSTS: `graph.example.org,${entry}` })).toMatch(
        /^ALLOWED_HOSTS has no host name in entry 2; write graph\.example\.org/,
      )
    },
  )

  test.each([
    [{}, 'on'],
    [{ ADHOC: 'off' }, 'off'],
    [{ ADHOC: 'isolated' }, 'isolated'],
    [{ ADHOC_NEO4J_URI: 'bolt://copy:7687', ADHOC_NEO4J_PASSWORD: 'secret' }, 'isolated'],
    [{ ADHOC: 'off', ADHOC_NEO4J_URI: 'bolt://copy:7687', ADHOC_NEO4J_PASSWORD: 'secret' }, 'off'],
  ])('with %j, ad hoc Cypher is %s', (variables, mode) => {
    expect(readEnv(variables).adhoc.mode).toBe(mode)
  })

  test('a Neo4j for the copy is rejected without a password, with ADHOC=on, and if it is the database itself', () => {
    const copy = { ADHOC_NEO4J_URI: 'neo4j://LOCALHOST', ADHOC_NEO4J_PASSWORD: 'secret' }
    expect(messageOf({ ADHOC_NEO4J_URI: 'bolt://copy:7687' })).toContain('ADHOC_NEO4J_PASSWORD is missing')
    expect(messageOf({ ...copy, ADHOC: 'on' })).toMatch(/^ADHOC is on, but ADHOC_NEO4J_URI/)
    const same = { NEO4J_URI: 'bolt://127.0.0.1:7687', NEO4J_PASSWORD: 'secret' }
    expect(messageOf({ ...same, ...copy })).toMatch(/^ADHOC_NEO4J_URI names the same server as NEO4J_URI/)
    expect(readEnv({ ...same, ...copy, ADHOC_NEO4J_URI: 'bolt://127.0.0.1:7688' }).adhoc).toMatchObject({
      mode: 'isolated',
      connection: { uri: 'bolt://127.0.0.1:7688', user: 'neo4j', password: 'secret' },
    })
  })
})
