import { en } from './en.ts'
import { addWords } from './translate.ts'
import { zh } from './zh.ts'

/** Where pages are rendered in every language: in the server, and in tests. */
addWords('en', en)
addWords('zh', zh)
