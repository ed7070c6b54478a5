import { readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { z } from 'zod'
import { PROJECT_ROOT } from '../root/project-root.ts'
import { type HostPattern, readHostPattern } from './host-names.ts'

/** An installed package is replaced by the next one, with everything in its folder. */
const isInstalled = PROJECT_ROOT.split(sep).includes('node_modules')
/** The default home of the local Neo4j: `.neo4j` in the folder of the app, or in the current one if the app is an installed package. */
export const DEFAULT_HOME = join(isInstalled ? process.cwd() : PROJECT_ROOT, '.neo4j')

const emptyAsUnset = (value: unknown) => (value === '' ? undefined : value)
const variable = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsUnset, schema)

const SizeSchema = z.string().regex(/^\d+[kmg]?$/i, 'is not a size; write 512m or 2g')

const HostsSchema = z.string().transform((text, context): HostPattern[] => {
  const entries = text.split(',').map(entry => entry.trim())
  return entries.flatMap((entry, at) => {
    const pattern = entry === '' ? [] : readHostPattern(entry)
    if (pattern) return pattern
    context.addIssue({
      code: 'custom',
      message: `has no host name in entry ${at + 1}; write graph.example.org, .example.org for its subdomains too, or * for any host, without http:// and without a path`,
    })
    return []
  })
})

/** The URI of a Neo4j server. It must not contain a user or a password. */
export const Neo4jUriSchema = z
  .string()
  .regex(
    /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^@]+$/,
    'is not a Neo4j address; write bolt://host:7687, and put the password in NEO4J_PASSWORD',
  )

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)
const isOrigin = (text: string) => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text

/** `none`, or a list of origins; `https://*.example.org` stands for all its parts. */
const AncestorsSchema = z
  .string()
  .transform(text => (text.trim() === 'none' ? ["'none'"] : text.trim() === '*' ? undefined : words(text)))
  .refine(
    list => list === undefined || list.every(each => each === "'none'" || isOrigin(each.replace('://*.', '://x.'))),
    'must be *, none, or origins such as https://news.example.org, separated by commas',
  )

const OriginsSchema = z
  .string()
  .transform(words)
  .refine(
    list => list.every(each => each === '*' || isOrigin(each)),
    'must be *, or origins such as https://news.example.org, separated by commas',
  )

const CollectorSchema = z
  .string()
  .refine(
    text => URL.canParse(text) && /^https?:\/\/[^@]+$/.test(text),
    'is not the address of an OpenTelemetry collector; write http://collector:4318, and put a credential in OTEL_EXPORTER_OTLP_HEADERS',
  )

const EnvSchema = z
  .object({
    PORT: variable(z.coerce.number('is not a number').int().min(0).max(65535).default(3000)),
    HOST: variable(z.string().default('127.0.0.1')),
    ALLOWED_HOSTS: variable(HostsSchema.default([])),
    EMBED_ANCESTORS: variable(AncestorsSchema.optional()),
    CORS_ORIGINS: variable(OriginsSchema.default([])),
    ADHOC: variable(z.enum(['on', 'isolated', 'off'], 'must be on, isolated or off').optional()),
    ADHOC_NEO4J_URI: variable(Neo4jUriSchema.optional()),
    ADHOC_NEO4J_USER: variable(z.string().default('neo4j')),
    ADHOC_NEO4J_PASSWORD: variable(z.string().optional()),
    ADHOC_NEO4J_HEAP: variable(SizeSchema.optional()),
    ANSWERS_MB: variable(z.coerce.number('is not a number').min(0).max(4096).default(32)),
    LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
    NEO4J_URI: variable(Neo4jUriSchema.optional()),
    NEO4J_USER: variable(z.string().default('neo4j')),
    NEO4J_PASSWORD: variable(z.string().optional()),
    WHO_LEFT_WHERE_HOME: variable(z.string().default(DEFAULT_HOME)),
    NEO4J_WAY: variable(z.enum(['docker', 'java'], 'must be docker or java').optional()),
    NEO4J_VERSION: variable(
      z
        .string()
        .regex(/^(5|20\d\d)\.\d+\.\d+$/, 'is not a version; write 5.26.30, for example')
        .optional(),
    ),
    NEO4J_HEAP: variable(SizeSchema.optional()),
    NEO4J_PAGECACHE: variable(SizeSchema.optional()),
    NEO4J_JARS: variable(z.string().optional()),
    OTEL_EXPORTER_OTLP_ENDPOINT: variable(CollectorSchema.optional()),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: variable(CollectorSchema.optional()),
    OTEL_TRACES_EXPORTER: variable(z.string().default('otlp')),
    OTEL_SDK_DISABLED: variable(z.string().default('false')),
  })
  .refine(env => !env.NEO4J_URI || env.NEO4J_PASSWORD, {
    path: ['NEO4J_PASSWORD'],
    error: 'is missing; NEO4J_URI requires NEO4J_USER and NEO4J_PASSWORD',
  })
  .refine(env => !env.ADHOC_NEO4J_URI || env.ADHOC_NEO4J_PASSWORD, {
    path: ['ADHOC_NEO4J_PASSWORD'],
    error: 'is missing; ADHOC_NEO4J_URI requires ADHOC_NEO4J_USER and ADHOC_NEO4J_PASSWORD',
  })
  .refine(env => !env.ADHOC_NEO4J_URI || env.ADHOC !== 'on', {
    path: ['ADHOC'],
    error: 'is on, but ADHOC_NEO4J_URI names a Neo4j for ADHOC=isolated; set ADHOC=isolated, or unset ADHOC_NEO4J_URI',
  })
  .refine(env => !env.NEO4J_URI || !env.ADHOC_NEO4J_URI || placeOf(env.NEO4J_URI) !== placeOf(env.ADHOC_NEO4J_URI), {
    path: ['ADHOC_NEO4J_URI'],
    error: 'names the same server as NEO4J_URI, and its data would be replaced; name another Neo4j',
  })

/** Host and port of a Neo4j address, to compare addresses. */
export function placeOf(uri: string): string {
  const { hostname, port } = new URL(uri.toLowerCase())
  return `${hostname === 'localhost' ? '127.0.0.1' : hostname}:${port || 7687}`
}

export interface Env {
  port: number
  host: string
  /** Hosts that the server answers for, besides loopback ones. */
  allowedHosts: HostPattern[]
  /** The sites that may frame `/embed`, as in the directive `frame-ancestors`; undefined for all. */
  embedAncestors?: string[]
  /** The origins whose pages may read answers; `*` for all. */
  corsOrigins: string[]
  logLevel: string
  /** Whether and where clients may run their own Cypher. */
  adhoc: AdhocEnv
  /** Memory for the answer cache, in MB. */
  answersMB: number
  /** The server at NEO4J_URI, if it is set. */
  connection?: ServerAddress
  /** The folder of the Neo4j that the app starts; absolute. */
  neo4jHome: string
  launch: LaunchOptions
  /** Whether traces are sent: OTEL_EXPORTER_OTLP_ENDPOINT is set, and nothing turns them off. The exporter reads the variables itself. */
  tracing: boolean
}

export interface ServerAddress {
  uri: string
  user: string
  password: string
}

export interface AdhocEnv {
  /** ADHOC: on the database, on a copy of it, or not at all. ADHOC_NEO4J_URI implies `isolated`. */
  mode: 'on' | 'isolated' | 'off'
  /** The server at ADHOC_NEO4J_URI, which holds the copy; otherwise the app starts one. */
  connection?: ServerAddress
  /** ADHOC_NEO4J_HEAP: memory of the one that the app starts. */
  heap?: string
}

/** How to start Neo4j. */
export interface LaunchOptions {
  /** NEO4J_WAY: use this provider only. */
  provider?: 'docker' | 'java'
  /** NEO4J_VERSION; only for Java. */
  version?: string
  /** NEO4J_HEAP and NEO4J_PAGECACHE, as `512m`. */
  heap?: string
  pageCache?: string
  /** NEO4J_JARS: the folder of the downloaded jars, which several homes can share. */
  jars?: string
}

/** The variables with the passwords that `NEO4J_PASSWORD_FILE` and `ADHOC_NEO4J_PASSWORD_FILE` name, as Compose passes secrets. */
function withPasswords(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = ['NEO4J_PASSWORD', 'ADHOC_NEO4J_PASSWORD'].flatMap(name => {
    const path = variables[`${name}_FILE`]
    if (!path) return []
    if (variables[name]) throw new EnvError(`${name} and ${name}_FILE are both set; set one of them`)
    try {
      return [[name, readFileSync(path, 'utf8').trimEnd()]]
    } catch {
      throw new EnvError(`${name}_FILE names a file that cannot be read`)
    }
  })
  return { ...variables, ...Object.fromEntries(read) }
}

export class EnvError extends Error {
  override name = 'EnvError'
}

/**
 * Reads the environment variables of the app. An empty variable counts as unset.
 * @throws {EnvError} The message has one line per invalid variable, and never a value.
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const { data, error } = EnvSchema.safeParse(withPasswords(variables))
  if (error) throw new EnvError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'))
  const address = (uri?: string, user = '', password?: string) =>
    uri && password ? { uri, user, password } : undefined
  return {
    port: data.PORT,
    host: data.HOST,
    allowedHosts: data.ALLOWED_HOSTS,
    embedAncestors: data.EMBED_ANCESTORS,
    corsOrigins: data.CORS_ORIGINS,
    logLevel: data.LOG_LEVEL,
    adhoc: {
      mode: data.ADHOC ?? (data.ADHOC_NEO4J_URI ? 'isolated' : 'on'),
      connection: address(data.ADHOC_NEO4J_URI, data.ADHOC_NEO4J_USER, data.ADHOC_NEO4J_PASSWORD),
      heap: data.ADHOC_NEO4J_HEAP,
    },
    answersMB: data.ANSWERS_MB,
    connection: address(data.NEO4J_URI, data.NEO4J_USER, data.NEO4J_PASSWORD),
    neo4jHome: resolve(data.WHO_LEFT_WHERE_HOME),
    launch: {
      provider: data.NEO4J_WAY,
      version: data.NEO4J_VERSION,
      heap: data.NEO4J_HEAP,
      pageCache: data.NEO4J_PAGECACHE,
      jars: data.NEO4J_JARS,
    },
    tracing:
      (data.OTEL_EXPORTER_OTLP_ENDPOINT ?? data.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined &&
      data.OTEL_TRACES_EXPORTER === 'otlp' &&
      data.OTEL_SDK_DISABLED.toLowerCase() !== 'true',
  }
}
