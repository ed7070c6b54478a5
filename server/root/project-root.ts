import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

const findRoot = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder
  if (folder === dirname(folder)) throw new Error(`There is no package.json above ${import.meta.dirname}.`)
  return findRoot(dirname(folder))
}

/** The folder of package.json. Files that are not code are read from here, by the source and by the compiled code alike. */
export const PROJECT_ROOT = findRoot(import.meta.dirname)

/** The ending of the modules that run: `.ts`, or `.js` when compiled. */
export const MODULE_ENDING = extname(import.meta.filename)
