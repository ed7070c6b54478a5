import { type FileHandle, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** The output path cannot be used. Nothing there was changed; the message gives a way out. */
export class TargetError extends Error {
  override name = 'TargetError'
}

/**
 * Writes files atomically: into a folder beside the target, then moved when all are on disk. `out` is a folder or a
 * single file.
 */
export class Target {
  readonly #open = new Map<string, FileHandle>()
  readonly #folder: string
  readonly #staging: string

  private constructor(
    readonly out: string,
    folder: string,
    staging: string,
  ) {
    this.#folder = folder
    this.#staging = staging
  }

  /** @throws {TargetError} if the path exists and `force` is not set, or the folder is not writable */
  static async prepare(out: string, shape: 'folder' | 'file', force: boolean): Promise<Target> {
    const path = resolve(out)
    const there = await stat(path).catch(() => null)
    if (there && there.isDirectory() !== (shape === 'folder'))
      throw new TargetError(`${out} is ${there.isDirectory() ? 'a folder' : 'not a folder'}; give a ${shape}`)
    const full = there && (shape === 'file' || (await readdir(path)).length > 0)
    if (full && !force)
      throw new TargetError(
        shape === 'file'
          ? `${out} exists; name another file, or add --force to replace it`
          : `${out} is not empty; name another folder, or add --force to replace the tables in it`,
      )
    try {
      await mkdir(dirname(path), { recursive: true })
      const staging = await mkdtemp(join(dirname(path), `.${basename(path)}-`))
      return new Target(out, shape === 'folder' ? path : dirname(path), staging)
    } catch (error) {
      throw new TargetError(`${dirname(path)} is not writable: ${error instanceof Error ? error.message : error}`)
    }
  }

  /** The name of the output in its folder. */
  get name(): string {
    return basename(this.out)
  }

  /** Appends to a file, named relative to the folder. Creates the file at the first call. */
  async write(name: string, text: string | Uint8Array): Promise<void> {
    let file = this.#open.get(name)
    if (!file) {
      const path = join(this.#staging, name)
      await mkdir(dirname(path), { recursive: true })
      file = await open(path, 'wx')
      this.#open.set(name, file)
    }
    await file.appendFile(text)
  }

  /** Moves all files to their target and returns their paths. */
  async finish(): Promise<string[]> {
    for (const file of this.#open.values()) await file.sync()
    await this.#close()
    const paths: string[] = []
    for (const name of this.#open.keys()) {
      const path = join(this.#folder, name)
      await mkdir(dirname(path), { recursive: true })
      await rename(join(this.#staging, name), path)
      paths.push(path)
    }
    await rm(this.#staging, { recursive: true, force: true })
    return paths
  }

  /** Discards all output and leaves the target unchanged. */
  async abandon(): Promise<void> {
    await this.#close().catch(() => {})
    await rm(this.#staging, { recursive: true, force: true })
  }

  async #close(): Promise<void> {
    for (const file of this.#open.values()) await file.close()
  }
}
