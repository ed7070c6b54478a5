import { endOfString } from './json-elements.ts'

/** Whether a number is another one once JavaScript has read it, as an identifier of twenty digits. */
const isChanged = (text: string) =>
  (/^-?\d{16,}$/.test(text) && String(Number(text)) !== text) || !Number.isFinite(Number(text))

/** What a file writes as a number: its own text, where a number would not keep it. */
export const numberOrText = (text: string): number | string => (isChanged(text) ? text : Number(text))

/** JSON with quotes around the numbers that would change when it is read. */
export function withExactNumbers(json: string): string {
  if (!/\d{16}|\d[eE]/.test(json)) return json
  const token = /"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g
  let exact = ''
  let done = 0
  for (let found = token.exec(json); found; found = token.exec(json)) {
    const [text] = found
    if (text === '"') token.lastIndex = endOfString(json, found.index) + 1
    else if (isChanged(text)) {
      exact += `${json.slice(done, found.index)}"${text}"`
      done = token.lastIndex
    }
  }
  return exact + json.slice(done)
}
