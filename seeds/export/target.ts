import { type FileHandle, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** The place to write to is not to be written to. Nothing there was touched; the message says what to do. */
export class TargetError extends Error {
  override name = 'TargetError'
}

/**
 * Files that appear whole or not at all: they are written into a folder beside the target, and moved when all of them
 * are on the disk. `out` is a folder of files, or the one file.
 */
export class Target {
  private readonly open = new Map<string, FileHandle>()

  private constructor(
    readonly out: string,
    private readonly folder: string,
    private readonly staging: string,
  ) {}

  /** @throws {TargetError} if something is there already and `force` is not given, or the folder cannot be written */
  static async prepare(out: string, shape: 'folder' | 'file', force: boolean): Promise<Target> {
    const path = resolve(out)
    const there = await stat(path).catch(() => null)
    if (there && there.isDirectory() !== (shape === 'folder'))
      throw new TargetError(`${out} is ${there.isDirectory() ? 'a folder' : 'no folder'}; name a ${shape} to write to`)
    const full = there && (shape === 'file' || (await readdir(path)).length > 0)
    if (full && !force)
      throw new TargetError(
        shape === 'file'
          ? `${out} is there already; name another file, or add --force to replace it`
          : `${out} is not empty; name another folder, or add --force to replace the tables in it`,
      )
    try {
      await mkdir(dirname(path), { recursive: true })
      const staging = await mkdtemp(join(dirname(path), `.${basename(path)}-`))
      return new Target(out, shape === 'folder' ? path : dirname(path), staging)
    } catch (error) {
      throw new TargetError(`${dirname(path)} cannot be written to: ${error instanceof Error ? error.message : error}`)
    }
  }

  /** Adds text to a file, named relative to the folder; it is made at its first text. */
  async write(name: string, text: string): Promise<void> {
    let file = this.open.get(name)
    if (!file) {
      const path = join(this.staging, name)
      await mkdir(dirname(path), { recursive: true })
      file = await open(path, 'wx')
      this.open.set(name, file)
    }
    await file.appendFile(text)
  }

  /** Moves all files to where they belong, and gives their paths. */
  async finish(): Promise<string[]> {
    for (const file of this.open.values()) await file.sync()
    await this.close()
    const paths: string[] = []
    for (const name of this.open.keys()) {
      const path = join(this.folder, name)
      await mkdir(dirname(path), { recursive: true })
      await rename(join(this.staging, name), path)
      paths.push(path)
    }
    await rm(this.staging, { recursive: true, force: true })
    return paths
  }

  /** Leaves everything as it was. */
  async abandon(): Promise<void> {
    await this.close().catch(() => {})
    await rm(this.staging, { recursive: true, force: true })
  }

  private async close(): Promise<void> {
    for (const file of this.open.values()) await file.close()
  }
}
