import type { Language } from '../query.ts'

/** The words that the pages of the client and those of the server share. `{{name}}` stands for what is filled in. */
const en = {
  appName: 'who left where',
  questions: 'Questions',
  allQuestions: 'All questions',
  language: 'Language',
  scheme: { label: 'Colours', system: 'System', light: 'Light', dark: 'Dark' },
  console: 'Open in the console',
  comma: ', ',
  yes: 'yes',
  no: 'no',
  any: 'any',
  required: '(required)',
  usual: 'default: {{value}}',
  about: '{{title}}: {{name}}',
  copy: 'Copy',
  copied: 'Copied',
  person: 'Person',
  organisation: 'Organisation',
  alias: 'also {{names}}',
  announced: 'announced {{date}}',
  thereOn: 'On {{date}}: {{definite}} surely there, {{possible}} possibly',
  thereWithin: '{{date}}: {{definite}} surely there all the time, {{possible}} possibly or for a part of it',
  surelyThere: 'surely there',
  possiblyThere: 'possibly there',
  notThere: 'not there',
  undated: 'no date given',
  willJoin: 'to join',
  willLeave: 'to leave',
  willBe: 'to be there',
  asReported: 'as reported {{date}}',
  writeInstead: 'Write {{dates}}.',
  or: ' or ',
  means: '{{date}} ({{words}})',
  noDate: 'This is not a date. Write 2024, 2024-05, 2024-05-15, or 2024~ for about 2024.',
}

export type CommonWords = typeof en

const zh: CommonWords = {
  appName: '谁去了哪里',
  questions: '问题',
  allQuestions: '全部问题',
  language: '语言',
  scheme: { label: '配色', system: '跟随系统', light: '浅色', dark: '深色' },
  console: '在控制台中打开',
  comma: '、',
  yes: '是',
  no: '否',
  any: '不限',
  required: '（必填）',
  usual: '默认：{{value}}',
  about: '{{title}}：{{name}}',
  copy: '复制',
  copied: '已复制',
  person: '人物',
  organisation: '机构',
  alias: '又名 {{names}}',
  announced: '{{date}}宣布',
  thereOn: '{{date}}：{{definite}} 人确定在任，{{possible}} 人可能在任',
  thereWithin: '{{date}}：{{definite}} 人确定全程在任，{{possible}} 人可能在任，或只在任一段时间',
  surelyThere: '确定在任',
  possiblyThere: '可能在任',
  notThere: '不在任',
  undated: '未给出日期',
  willJoin: '预定加入',
  willLeave: '预定离开',
  willBe: '预定在任',
  asReported: '据{{date}}的报道',
  writeInstead: '请写 {{dates}}。',
  or: '或 ',
  means: '{{date}}（{{words}}）',
  noDate: '这不是日期。请写 2024、2024-05、2024-05-15，或用 2024~ 表示约 2024 年。',
}

const WORDS: Record<Language, CommonWords> = { en, zh }

export const commonWords = (language: Language): CommonWords => WORDS[language]

/** The text with the values in place of their names. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => values[name] ?? blank)
