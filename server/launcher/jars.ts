import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ProviderUnavailable } from './launcher-errors.ts'
import { beganAt } from './process-identity.ts'
import { run } from './run-program.ts'

export interface Jars {
  classPath: string
  /** The main class. It differs between versions; a file in the jars names it. */
  main: string
}

const ENTRY_POINT = 'META-INF/services/org.neo4j.server.startup.EntryPoint'

/**
 * The jars of Neo4j Community in `<lib>/<version>`. Downloads them with Maven if they are missing, into a temporary folder that
 * is renamed when it is complete.
 * @throws {ProviderUnavailable} if Maven is missing or fails
 */
export async function ensureJars(
  version: string,
  { lib, env, log, signal }: { lib: string; env: NodeJS.ProcessEnv; log: (line: string) => void; signal?: AbortSignal },
): Promise<Jars> {
  const folder = join(lib, version)
  if (!existsSync(folder)) {
    mkdirSync(lib, { recursive: true })
    sweep(lib)
    const work = mkdtempSync(join(lib, `fetching-${process.pid}-`))
    try {
      await fetchJars(version, work, { env, log, signal })
      moveUnlessThere(join(work, 'jars'), folder)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  }
  return { classPath: join(folder, '*'), main: mainClass(folder, version) }
}

async function fetchJars(
  version: string,
  work: string,
  { env, log, signal }: { env: NodeJS.ProcessEnv; log: (line: string) => void; signal?: AbortSignal },
): Promise<void> {
  log(`downloading Neo4j ${version} with Maven (about 125 MB, once)…`)
  writeFileSync(join(work, 'pom.xml'), pom(version))
  let fetched = 0
  let lastLog = Date.now()
  const goals = ['dependency:copy-dependencies@jars', 'dependency:unpack-dependencies@main']
  const { code, missing, output } = await run('mvn', ['-B', '-f', join(work, 'pom.xml'), ...goals], {
    env,
    signal,
    onLine: line => {
      if (/Downloaded from .*\.jar/.test(line)) fetched++
      if (Date.now() - lastLog < 5000) return
      lastLog = Date.now()
      log(`downloading Neo4j ${version}: ${fetched} of about 215 jars…`)
    },
  })
  if (missing) {
    throw new ProviderUnavailable(
      `Maven (mvn) is not on the PATH, and Neo4j ${version} has to be downloaded with it. Install Maven 3.6 or later, for example the package maven`,
    )
  }
  if (code !== 0) {
    const line = output.split('\n').find(each => each.includes('[ERROR]')) ?? output.trim().split('\n').at(-1) ?? ''
    throw new ProviderUnavailable(
      `Maven could not download Neo4j ${version}: ${line
        .replace('[ERROR]', '')
        .replace(/-> \[Help \d+\]/, '')
        .trim()}`,
    )
  }
}

function mainClass(folder: string, version: string): string {
  const file = join(folder, ENTRY_POINT)
  const name =
    existsSync(file) &&
    readFileSync(file, 'utf8')
      .split('\n')
      .find(line => /^[\w.]+\s*$/.test(line))
  if (!name) {
    throw new ProviderUnavailable(
      `the jars in ${folder} are incomplete: remove that folder, and Neo4j ${version} is downloaded again`,
    )
  }
  return name.trim()
}

/** Removes temporary folders of downloads whose process was killed. */
function sweep(lib: string): void {
  for (const name of readdirSync(lib)) {
    const [, pid] = /^fetching-(\d+)-/.exec(name) ?? []
    if (pid && beganAt(Number(pid)) === undefined) rmSync(join(lib, name), { recursive: true, force: true })
  }
}

/** If another process has downloaded the same version in the meantime, its folder stays. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to) || readdirSync(to).length === 0) throw error
  }
}

// Maven also unpacks the small file that names the main class, so that nothing here has to read a jar.
const pom = (version: string) => `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>who-left-where</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>${version}</version></dependency>
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version>
    <configuration><includeScope>runtime</includeScope><outputDirectory>\${project.basedir}/jars</outputDirectory></configuration>
    <executions>
      <execution><id>jars</id></execution>
      <execution><id>main</id><configuration>
        <includeArtifactIds>neo4j</includeArtifactIds><includes>${ENTRY_POINT}</includes>
      </configuration></execution>
    </executions>
  </plugin></plugins></build>
</project>
`
