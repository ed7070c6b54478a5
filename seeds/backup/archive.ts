import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import { Target } from '../export/target.ts'
import { FileError, type Input, openInput } from '../files/input.ts'
import { MAX_LINE, textLines } from '../files/json-lines.ts'
import { isMissing } from '../lib/is-missing.ts'

/** The backup was not made, or cannot be restored. The message gives the reason and a way out. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** The version of the format. A reader rejects any other. */
const VERSION = 1
const FORMAT = 'who-left-where backup'

const count = z.int().nonnegative()
const DigestSchema = z.object({
  ...{ people: count, organisations: count, sources: count, partOf: count, claims: count, joined: count, left: count },
  stays: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export type Manifest = z.infer<typeof ManifestSchema>
/** The first line of a backup. `digest` is that of `npm run digest`; `made` is an instant, `product` the version that made it. */
export const ManifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  product: z.string(),
  made: z.iso.datetime(),
  digest: DigestSchema,
  nodes: count,
  relationships: count,
})

const properties = z.record(z.string(), z.unknown())
export type NodeLine = z.infer<typeof NodeSchema>
const NodeSchema = z.object({ number: count, labels: z.array(z.string()), properties })
export type RelationshipLine = z.infer<typeof RelationshipSchema>
const RelationshipSchema = z.object({ start: count, end: count, type: z.string(), properties })
/** The last line: counts, and a hash of all lines before it. */
const EndSchema = z.object({ nodes: count, relationships: count, sha256: z.string() })

export const manifestOf = (values: Omit<Manifest, 'format' | 'version'>): Manifest => ({
  format: FORMAT,
  version: VERSION,
  ...values,
})

/** The number of characters that are compressed at once. */
const CHUNK = 256 * 1024

/** Writes a backup to a file, which appears only when it is complete. */
export class ArchiveWriter {
  readonly #hash = createHash('sha256')
  readonly #gzip = createGzip()
  readonly #written: Promise<void>
  #waiting = ''

  private constructor(private readonly target: Target) {
    this.#written = this.#copy()
    // It is awaited at the end; until then, a failure must not end the process.
    this.#written.catch(() => {})
  }

  /** @throws {TargetError} if the file exists and `force` is not set */
  static async open(out: string, force: boolean): Promise<ArchiveWriter> {
    return new ArchiveWriter(await Target.prepare(out, 'file', force))
  }

  async add(line: Manifest | NodeLine | RelationshipLine): Promise<void> {
    const text = JSON.stringify(line)
    if (text.length > MAX_LINE) throw new BackupError(`A node or relationship has over ${MAX_LINE} characters.`)
    this.#waiting += `${text}\n`
    // Compressing every line by itself would take longer than reading it.
    if (this.#waiting.length > CHUNK) await this.#flush()
  }

  /** Returns the path of the file. */
  async finish(counts: { nodes: number; relationships: number }): Promise<string> {
    await this.#flush()
    await this.#write(`${JSON.stringify({ ...counts, sha256: this.#hash.digest('hex') })}\n`)
    this.#gzip.end()
    await this.#written
    const [path = this.target.out] = await this.target.finish()
    return path
  }

  async abandon(): Promise<void> {
    this.#gzip.destroy()
    await this.#written.catch(() => {})
    await this.target.abandon()
  }

  async #flush(): Promise<void> {
    const text = this.#waiting
    this.#waiting = ''
    this.#hash.update(text)
    await this.#write(text)
  }

  async #write(text: string): Promise<void> {
    if (!this.#gzip.write(text)) await Promise.race([once(this.#gzip, 'drain'), this.#written])
  }

  async #copy(): Promise<void> {
    for await (const chunk of this.#gzip) await this.target.write(this.target.name, chunk)
  }
}

/** A backup that has been read to its end once, and is complete. */
export interface Archive {
  manifest: Manifest
  nodes(): AsyncGenerator<NodeLine>
  relationships(): AsyncGenerator<RelationshipLine>
}

/**
 * Opens a backup and reads it to its end, to be sure that it is complete.
 * @throws {BackupError} if it is cut off, changed, or no backup
 */
export async function openArchive(file: string): Promise<Archive> {
  try {
    const input = await openInput(file, () => {})
    const manifest = await verify(input)
    return {
      manifest,
      nodes: () => linesOf(input, 1, manifest.nodes, NodeSchema),
      relationships: () => linesOf(input, 1 + manifest.nodes, manifest.relationships, RelationshipSchema),
    }
  } catch (error) {
    if (error instanceof FileError) throw new BackupError(`${file} ${error.message}. Nothing was changed.`)
    if (isMissing(error)) throw new BackupError(`${file} does not exist.`)
    throw error
  }
}

async function verify(input: Input): Promise<Manifest> {
  const hash = createHash('sha256')
  let manifest: Manifest | undefined
  let last: string | undefined
  let lines = -1
  for await (const { text } of textLines(input)) {
    manifest ??= readManifest(text)
    if (last !== undefined) hash.update(`${last}\n`)
    last = text
    lines++
  }
  if (!manifest) throw new FileError('is empty')
  const end = EndSchema.safeParse(parsed(last ?? ''))
  if (!end.success || lines - 1 !== manifest.nodes + manifest.relationships)
    throw new FileError(
      `is cut off: it has ${Math.max(lines - 1, 0)} of ${manifest.nodes + manifest.relationships} records`,
    )
  if (end.data.sha256 !== hash.digest('hex')) throw new FileError('was changed or damaged: its checksum is wrong')
  return manifest
}

function readManifest(text: string): Manifest {
  const value = parsed(text)
  const { format, version, product } = (value ?? {}) as Record<string, unknown>
  if (format !== FORMAT) throw new FileError('is not a backup of npm run backup')
  if (version !== VERSION)
    throw new FileError(
      `is a backup of format ${version}, made by version ${product}; this version reads format ${VERSION}`,
    )
  const manifest = ManifestSchema.safeParse(value)
  if (!manifest.success) throw new FileError('has a damaged manifest')
  return manifest.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* linesOf<T>(input: Input, first: number, many: number, schema: z.ZodType<T>): AsyncGenerator<T> {
  let at = 0
  for await (const { text } of textLines(input)) {
    if (at >= first + many) return
    if (at++ >= first) yield schema.parse(JSON.parse(text))
  }
}
