import { en } from './en.ts'
import { console as enConsole } from './en-console.ts'
import { wholeNetwork as enWholeNetwork } from './en-whole-network.ts'
import { addWords, type Words } from './translate.ts'
import { zh } from './zh.ts'
import { console as zhConsole } from './zh-console.ts'
import { wholeNetwork as zhWholeNetwork } from './zh-whole-network.ts'

export const ALL_WORDS = {
  en: { ...en, console: enConsole, wholeNetwork: enWholeNetwork },
  zh: { ...zh, console: zhConsole, wholeNetwork: zhWholeNetwork },
} satisfies Record<string, Words>

/** For tests. Pages load what they need. */
addWords('en', ALL_WORDS.en)
addWords('zh', ALL_WORDS.zh)
