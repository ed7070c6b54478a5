import { endOfString } from './json-elements.ts'

/** Whether JavaScript cannot represent a number exactly, such as an identifier of twenty digits. */
const isChanged = (text: string) =>
  (/^-?\d{16,}$/.test(text) && String(Number(text)) !== text) || !Number.isFinite(Number(text))

/** Parses a number; returns the text if the number would lose digits. */
export const numberOrText = (text: string): number | string => (isChanged(text) ? text : Number(text))

/** Quotes the numbers in JSON that would lose digits when parsed. */
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
