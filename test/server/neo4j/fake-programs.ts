import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is removed after the last test of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'who-left-where-'))
  made.push(folder)
  return folder
}

/** A `java` in `<folder>/bin` that only tells its version, as a Java of that version words it. */
export function fakeJava(folder: string, version: string): string {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  const script = `#!/bin/sh\necho 'openjdk version "${version}" 2020-01-01' >&2\n`
  writeFileSync(join(folder, 'bin/java'), script, { mode: 0o755 })
  return join(folder, 'bin/java')
}
