import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder, in the run's own folder for temporary files, which goes when the run ends. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'who-left-where-'))

/** A `java` in `<folder>/bin` that only tells its version, as a Java of that version words it. */
export function fakeJava(folder: string, version: string): string {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  const script = `#!/bin/sh\necho 'openjdk version "${version}" 2020-01-01' >&2\n`
  writeFileSync(join(folder, 'bin/java'), script, { mode: 0o755 })
  return join(folder, 'bin/java')
}
