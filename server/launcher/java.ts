import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ProviderUnavailable } from './launcher-errors.ts'
import { run } from './run-program.ts'

/** The long-term support version, for Java 17 to 21, and the current version, for newer ones. */
export const LTS_VERSION = '5.26.30'
export const LATEST_VERSION = '2026.08.1'

export interface Java {
  path: string
  /** The feature version: 17, 21, 25. */
  major: number
  /** From JAVA_HOME, which takes precedence. */
  chosen: boolean
}

/** The usual folders of Java installations, besides JAVA_HOME and the PATH. */
export const JAVA_ROOTS = [
  '/usr/lib/jvm',
  '/usr/java',
  '/Library/Java/JavaVirtualMachines',
  '/opt/homebrew/opt',
  join(homedir(), '.sdkman/candidates/java'),
]

/** All Java installations that run: from JAVA_HOME, then from the PATH, then under `roots`. */
export async function findJavas(env: NodeJS.ProcessEnv, roots: string[] = JAVA_ROOTS): Promise<Java[]> {
  const chosen = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin/java')] : []
  const onPath = (env.PATH ?? '').split(delimiter).map(folder => join(folder, 'java'))
  const installed = roots.flatMap(root =>
    folders(root).flatMap(name => [join(root, name, 'bin/java'), join(root, name, 'Contents/Home/bin/java')]),
  )
  const paths = [...chosen, ...onPath, ...installed].filter(path => existsSync(path))
  const unique = paths.filter((path, at) => paths.findIndex(other => realpathSync(other) === realpathSync(path)) === at)
  const majors = await Promise.all(unique.map(path => majorOf(path, env)))
  return unique.flatMap((path, at) => {
    const major = majors[at]
    return major === undefined ? [] : [{ path, major, chosen: chosen.includes(path) }]
  })
}

/**
 * Chooses a Java and a Neo4j version that fit together. `wanted` is the version that the user asks for; `kept` is the version that
 * wrote the data, which an older one cannot read.
 * @throws {ProviderUnavailable} with what was found and what is required
 */
export function chooseJava(
  found: Java[],
  { wanted, kept }: { wanted?: string; kept?: string } = {},
): {
  java: Java
  version: string
} {
  if (wanted && kept && olderThan(wanted, kept)) {
    throw new ProviderUnavailable(
      `NEO4J_VERSION is ${wanted}, but the data were written by Neo4j ${kept}, and an older version cannot read them`,
    )
  }
  const versions = wanted
    ? [wanted]
    : kept
      ? [kept, ...[LTS_VERSION, LATEST_VERSION].filter(v => olderThan(kept, v))]
      : [LTS_VERSION, LATEST_VERSION]
  for (const java of found.filter(one => one.chosen)) {
    const version = versions.find(one => runsOn(one, java.major))
    if (version) return { java, version }
  }
  for (const version of versions) {
    const java = found.find(one => runsOn(version, one.major))
    if (java) return { java, version }
  }
  const what = found.map(one => `Java ${one.major} (${one.path})`).join(', ') || 'no Java'
  const need = versions.map(version => `Neo4j ${version} requires Java ${range(version)}`).join(', ')
  throw new ProviderUnavailable(
    `found ${what}; ${need}. Install one, for example the package openjdk-17-jre-headless, or set JAVA_HOME`,
  )
}

const isVersion5 = (version: string) => version.startsWith('5.')
const runsOn = (version: string, major: number) => (isVersion5(version) ? major >= 17 && major <= 21 : major >= 21)
const range = (version: string) => (isVersion5(version) ? '17 to 21' : '21 or later')

function olderThan(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { numeric: true }) < 0
}

async function majorOf(path: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const { output } = await run(path, ['-version'], { env, limit: 10_000 })
  // Java 8 and earlier report version 1.8.
  const [, version] = /version "(?:1\.)?(\d+)/.exec(output) ?? []
  return version ? Number(version) : undefined
}

function folders(root: string): string[] {
  try {
    return readdirSync(root)
  } catch {
    return []
  }
}
