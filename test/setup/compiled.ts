import { join } from 'node:path'
import { PROJECT_ROOT } from '../../server/root/project-root.ts'

/** What the scripts of package.json run: a command from its compiled code. */
export const RUN = join(PROJECT_ROOT, 'bin/run.js')

/** A program of `test/programs/`, compiled. */
export const compiledProgram = (name: string): string => join(PROJECT_ROOT, 'dist/node/test/programs', `${name}.js`)
