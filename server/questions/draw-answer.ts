import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import { namesIn, newestOf, type Sources, sourcesOf } from '../../picture/answer/evidence.ts'
import { drawPicture, type PictureAnswer, type PictureOptions } from '../../picture/draw.ts'
import { toSvg } from '../../picture/scene/svg.ts'
import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { type Question, readCypher } from '../db/cypher-files.ts'

const sourceSummary = readCypher('lookup/source-summary')
const entityNames = readCypher('lookup/entity-names')

/** What a picture of an answer says that its rows do not: the sources of the database, and the names of ids in the parameters. */
export type PictureContext = Required<Pick<PictureOptions, 'database' | 'names'>>

/** Asks the database for what the rows lack, and for nothing if they have it. */
export async function pictureContext(
  driver: Driver,
  question: Question,
  { params, rows }: PictureAnswer,
  signal?: AbortSignal,
): Promise<PictureContext> {
  const known = namesIn(rows)
  const ids = Object.keys(question.entities ?? {})
    .flatMap(name => params[name])
    .filter(id => typeof id === 'string' && !known.has(id))
  const [database, names] = await Promise.all([
    sourcesOf(rows) ? null : readSources(driver, signal),
    ids.length === 0 ? new Map<string, string>() : readNames(driver, ids, signal),
  ])
  return { database, names }
}

async function readSources(driver: Driver, signal?: AbortSignal): Promise<Sources> {
  const { records } = await readAll(driver, await sourceSummary, {}, signal)
  return { sources: Number(records[0]?.get('sources') ?? 0), newest: newestOf(records[0]?.get('published') ?? []) }
}

async function readNames(driver: Driver, ids: unknown[], signal?: AbortSignal): Promise<Map<string, string>> {
  const { records } = await readAll(driver, await entityNames, { ids }, signal)
  return new Map(records.map(record => [String(record.get('id')), String(record.get('name'))]))
}

export const drawSvg = (question: Question, answer: PictureAnswer, options: PictureOptions): string =>
  toSvg(drawPicture(question, answer, options))

/** Fonts for Latin and neighbouring scripts, and for Chinese, where Linux has them. The image of the app has one of each. */
const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts']
const FONT_FILES = /^(DejaVuSans(-Bold)?|NotoSansCJK(sc)?-Regular|wqy-microhei)\.(ttf|ttc|otf)$/
/** The scripts that these fonts cover, punctuation and symbols. */
const COVERED = /^[\t\n -\u06ff\u1e00-\u1fff\u2000-\u27bf\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]*$/

let fontFiles: Promise<string[]> | undefined

async function findFonts(): Promise<string[]> {
  const lists = FONT_FOLDERS.map(async folder => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    return entries.filter(({ name }) => FONT_FILES.test(name)).map(({ parentPath, name }) => join(parentPath, name))
  })
  return (await Promise.all(lists)).flat()
}

/**
 * The picture as PNG, drawn beside the event loop. Reading all fonts of the machine takes half a second, so that only a picture with
 * rare scripts does. `scale` is the number of its pixels for one of the picture.
 */
export async function toPng(svg: string, scale = 1): Promise<Buffer> {
  fontFiles ??= findFonts()
  const files = await fontFiles
  const font = {
    ...{ fontFiles: files, loadSystemFonts: files.length === 0 || !COVERED.test(svg) },
    ...{ defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  }
  const image = await renderAsync(svg, { font, fitTo: { mode: 'zoom', value: scale } })
  return image.asPng()
}
