import { resolve } from 'node:path'
import { z } from 'zod'

const blank = (value: unknown) => (value === '' ? undefined : value)

const EnvSchema = z
  .object({
    PORT: z.preprocess(blank, z.coerce.number('is not a number').int().min(0).max(65535).default(3000)),
    HOST: z.preprocess(blank, z.string().default('127.0.0.1')),
    ADHOC: z.preprocess(blank, z.enum(['on', 'off'], 'is neither on nor off').default('on')),
    ANSWERS_MB: z.preprocess(blank, z.coerce.number('is not a number').min(0).max(4096).default(32)),
    LOG_LEVEL: z.preprocess(blank, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
    NEO4J_URI: z.preprocess(
      blank,
      z
        .string()
        .regex(
          /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^@]+$/,
          'is not a Neo4j address; write bolt://host:7687, without a password',
        )
        .optional(),
    ),
    NEO4J_USER: z.preprocess(blank, z.string().default('neo4j')),
    NEO4J_PASSWORD: z.preprocess(blank, z.string().optional()),
    WHO_LEFT_WHERE_HOME: z.preprocess(blank, z.string().default(resolve(import.meta.dirname, '../../.neo4j'))),
  })
  .refine(env => !env.NEO4J_URI || env.NEO4J_PASSWORD, {
    path: ['NEO4J_PASSWORD'],
    error: 'is missing; NEO4J_URI needs NEO4J_USER and NEO4J_PASSWORD beside it',
  })

export interface Env {
  port: number
  host: string
  logLevel: string
  /** Whether anybody may send Cypher of their own. */
  adhoc: boolean
  /** Memory for answers that were given before, in MB. */
  answersMB: number
  /** The server that NEO4J_URI names, if any. */
  connection?: { uri: string; user: string; password: string }
  /** The folder of a Neo4j of our own; absolute. */
  neo4jHome: string
}

export class EnvError extends Error {
  override name = 'EnvError'
}

/**
 * Reads the environment once, at the door.
 * @throws {EnvError} whose message names every fault, a line each, and never a value
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const { data, error } = EnvSchema.safeParse(variables)
  if (error) throw new EnvError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'))
  const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password } = data
  return {
    port: data.PORT,
    host: data.HOST,
    logLevel: data.LOG_LEVEL,
    adhoc: data.ADHOC === 'on',
    answersMB: data.ANSWERS_MB,
    connection: uri && password ? { uri, user, password } : undefined,
    neo4jHome: resolve(data.WHO_LEFT_WHERE_HOME),
  }
}
