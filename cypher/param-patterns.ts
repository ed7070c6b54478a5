/** The zod schemas of text parameters as patterns for JSON Schema. A test compares the patterns with the schemas. */

// `TextSchema` rejects control characters other than line breaks and tabs, and removes invisible characters.
const ALLOWED = '[^\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f]'
const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f'
const UNSEEN =
  '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\u{e0000}-\u{e007f}'
const SEEN = `[^\\s${CONTROL}${UNSEEN}]`

/** JSON Schema of a text in which something can be seen, of at most 500 characters. */
export const TEXT = { minLength: 1, maxLength: 500, pattern: `^${ALLOWED}*${SEEN}${ALLOWED}*$` }

/** The same with a letter or a digit. */
export const WORDS = { ...TEXT, pattern: `^${ALLOWED}*(?![\\u3164\\uffa0])[\\p{L}\\p{N}]${ALLOWED}*$` }

/** An id; spaces around it do not count. */
export const ID = {
  minLength: 1,
  maxLength: 200,
  pattern: `^[\\s\\u0085${UNSEEN}]*${SEEN}(?:[${UNSEEN}]*${SEEN})*[\\s\\u0085${UNSEEN}]*$`,
}

const SEPARATOR = '[,，、]'
const EMPTY = `[\\s\\u0085${UNSEEN},，、]*`
const ITEM = `[^,，、]*[^,，、\\s${CONTROL}${UNSEEN}][^,，、]*`

/** Two to ten texts, separated by commas; empty ones do not count. */
export const LIST = {
  minLength: 3,
  maxLength: 500,
  pattern: `^(?=${ALLOWED}*$)${EMPTY}${ITEM}(?:${SEPARATOR}${EMPTY}${ITEM}){1,9}${EMPTY}$`,
}

const YEAR = '(?!0000)\\d{4}'
const MONTH = '(?:0[1-9]|1[0-2])'
const DAY_OF_YEAR =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))'
const LEAP_YEAR = '(?!0000)(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)'
const DATE = [
  `${YEAR}(?:-(?:${MONTH}(?:-XX)?|${DAY_OF_YEAR}|2[1-4]|XX(?:-XX)?))?`,
  `${LEAP_YEAR}-02-29`,
  '\\d{3}X',
  '\\d{2}XX',
].join('|')
const END = `(?:(?:${DATE})[?~%]?)`

/** EDTF as `parseDate` reads it. No pattern can tell that an interval ends before it begins. */
export const DATE_TEXT = { minLength: 1, pattern: `^(?:${END}|(?:${END}|\\.\\.)?/(?:${END}|\\.\\.)?)$` }
