import { drawPicture } from '../../picture/draw.ts'
import { toSvg } from '../../picture/scene/svg.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { type ReadSvg, readSvg } from './svg-texts.ts'

/** The picture of an answer in English, as text and as read from it. */
export async function drawQuestion(
  name: string,
  rows: Record<string, unknown>[],
  width = 1200,
): Promise<ReadSvg & { svg: string }> {
  const question = (await readQuestions()).get(name)
  if (!question) throw new Error(`there is no question ${name}`)
  const svg = toSvg(drawPicture(question, { params: {}, rows }, { width, theme: 'light', language: 'en' }))
  return { ...readSvg(svg), svg }
}
