import { z } from 'zod'
import { Neo4jUnavailable } from './launcher-errors.ts'

const Size = z.string().regex(/^\d+[kmg]?$/i, 'is not a size; write 512m or 2g')

const LaunchEnv = z.object({
  NEO4J_WAY: z.enum(['docker', 'java'], 'is neither docker nor java').optional(),
  NEO4J_VERSION: z
    .string()
    .regex(/^(5|20\d\d)\.\d+\.\d+$/, 'is not a version; write 5.26.30 or the like')
    .optional(),
  NEO4J_HEAP: Size.optional(),
  NEO4J_PAGECACHE: Size.optional(),
  NEO4J_JARS: z.string().min(1).optional(),
})

/** What the environment may say about a Neo4j of our own. */
export interface LaunchEnv {
  /** NEO4J_WAY: go this way alone. */
  way?: 'docker' | 'java'
  /** NEO4J_VERSION, for the Java way. */
  version?: string
  /** NEO4J_HEAP and NEO4J_PAGECACHE. */
  heap?: string
  pageCache?: string
  /** NEO4J_JARS: the folder of fetched jars, to share between homes. */
  jars?: string
}

/** Reads the variables above; an empty one counts as not set. Throws Neo4jUnavailable naming every faulty one. */
export function readLaunchEnv(env: NodeJS.ProcessEnv): LaunchEnv {
  const given = Object.fromEntries(Object.keys(LaunchEnv.shape).map(name => [name, env[name] || undefined]))
  const { success, data, error } = LaunchEnv.safeParse(given)
  if (!success) {
    const faults = error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`)
    throw new Neo4jUnavailable(`The environment names no Neo4j that can be started: ${faults.join('; ')}`)
  }
  return {
    way: data.NEO4J_WAY,
    version: data.NEO4J_VERSION,
    heap: data.NEO4J_HEAP,
    pageCache: data.NEO4J_PAGECACHE,
    jars: data.NEO4J_JARS,
  }
}

const schemes = ['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:']

/** Checks that a URI can name a Neo4j; nothing is connected. Throws Neo4jUnavailable saying what is wrong with it. */
export function checkUri(uri: string): void {
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  if (!url || !schemes.includes(url.protocol) || !url.hostname) {
    throw new Neo4jUnavailable('NEO4J_URI names no Neo4j: it looks like neo4j://host:7687 or bolt://host:7687')
  }
  if (url.username || url.password) {
    throw new Neo4jUnavailable('NEO4J_URI carries a user or a password: put them in NEO4J_USER and NEO4J_PASSWORD')
  }
}
