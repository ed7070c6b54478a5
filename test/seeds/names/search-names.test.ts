import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { searchOf } from '../../../seeds/names/search-names.ts'

const person = (name: string, { id = 'p1', aliases = [] as string[] } = {}) =>
  searchOf({ kind: 'person', id, name, aliases })
const formsOf = (name: string) => person(name).searchForms ?? []
const organisation = (name: string) => searchOf({ kind: 'organisation', id: 'o1', name, aliases: [] }).searchForms ?? []

test('searchOf keeps the names and aliases that are stated apart from the forms that follow from them', () => {
  expect(person('谢赛宁', { aliases: ['Saining'] })).toEqual({
    search: ['谢 赛 宁', 'saining'],
    searchForms: expect.arrayContaining(['xie saining', 'xie sai ning', 'xiesaining', '謝 賽 寧']),
  })
})

test.each([
  ['张伟', ['zhang wei', 'zhangwei', '張 偉']],
  ['張偉', ['zhang wei', 'zhangwei', '张 伟']],
  ['单田芳', ['shan tianfang']],
  ['仇英', ['qiu ying']],
  ['曾国藩', ['zeng guofan', '曾 國 藩']],
  ['解缙', ['xie jin']],
  ['欧阳娜娜', ['ouyang nana', '歐 陽 娜 娜']],
  ['令狐冲', ['linghu chong']],
  ['吕布', ['lu bu', 'lv bu', 'lyu bu', '呂 布']],
  ['乐嘉', ['yue jia', 'le jia']],
  ['周长茜', ['zhou changqian', 'zhou changxi']],
  ['余华', ['yu hua', '余 華']],
  ['范仲淹', ['fan zhongyan']],
  ['鍾楚紅', ['zhong chuhong', '钟 楚 红']],
  ['伊尔亚·苏茨克维', ['yierya sucikewei', '伊 爾 亞 蘇 茨 克 維']],
])('the forms of the Chinese name %s include %j', (name, forms) => {
  expect(formsOf(name)).toEqual(expect.arrayContaining(forms))
})

test.each([
  ['Кузнецов', ['kuznetsov', 'kuznecov']],
  ['Фёдор Достоевский', ['fyodor dostoevsky', 'fyodor dostoyevsky', 'fedor dostoevskii']],
  ['Юлия', ['yuliya', 'iuliia', 'julija']],
  ['Володимир Зеленський', ['volodymyr zelensky']],
  ['Новак Ђоковић', ['novak djokovic']],
  ['محمد', ['mohammed', 'muhammad', '0mhmd']],
  ['عبد الله الحسن', ['abdullah hassan']],
  ['משה דיין', ['0msdn']],
  ['Αλέξης Παπαδόπουλος', ['alexis papadopoulos']],
  ['김철수', ['kim cheolsu', 'kim cheol su', 'gim cheolsu']],
  ['さくら', ['sakura']],
  ['サトウ タロウ', ['sato taro']],
  ['ზურაბ', ['zurab']],
  ['Łukasz Müller', ['lukasz muller', 'lukasz mueller']],
  ["O'Brien", ['obrien']],
])('the forms of %s include %j', (name, forms) => {
  expect(formsOf(name)).toEqual(expect.arrayContaining(forms))
})

test('the Chinese name of an organisation is read word by word, not as a surname with a given name', () => {
  expect(organisation('重庆大学')).toEqual(expect.arrayContaining(['chongqing daxue', 'chongqingdaxue', '重 慶 大 學']))
  expect(organisation('PR 团队')).toContain('pr tuandui')
})

test.each(['Ada Lovelace', 'Zoë Álvarez', 'Nguyễn Văn An'])('the name %s needs no other form', name => {
  expect(person(name).searchForms).toBeNull()
})

test('the sounds of a Latin name in Chinese characters have no pinyin', () => {
  const { searchForms } = person('Sam Altman', { aliases: ['萨姆·奥尔特曼'] })
  expect(searchForms).toEqual(['薩 姆 奧 爾 特 曼'])
})

test.each([
  ['xie-saining', 'Saining', ['xie saining']],
  ['li-wei-2', 'Wei', ['li wei 2']],
  ['ada-lovelace', 'Ada Lovelace', null],
  ['p17', 'Ada', null],
  ['person-17', 'Ada', null],
  ['Q42', 'Ada', null],
  ['gb-coh-01234567', 'Ada', null],
  ['2f1c9a-77', 'Ada', null],
])('of the id %s of %s the forms are %j', (id, name, forms) => {
  expect(person(name, { id }).searchForms).toEqual(forms)
})

describe('bounds', () => {
  test('a name with many readings and spellings has a bounded number of forms', () => {
    for (const name of ['乐乐乐乐', '干干干干', '发台里后'.repeat(40), 'щё'.repeat(100), '김'.repeat(200)])
      expect(formsOf(name).length).toBeLessThanOrEqual(16)
    const aliases = Array.from({ length: 200 }, (_, at) => `发台${String.fromCodePoint(0x4e00 + at)}`)
    expect(person('里后', { aliases }).searchForms).toHaveLength(40)
  })

  test('Latin names load no library of other scripts', () => {
    const script = `
      import { searchOf } from './seeds/names/search-names.ts'
      import { createRequire } from 'node:module'
      searchOf({ kind: 'person', id: 'ada', name: 'Zoë Ada', aliases: ['Ada Álvarez'] })
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter(file => /pinyin-pro/.test(file)).length
      const before = loaded()
      searchOf({ kind: 'person', id: 'xie', name: '谢赛宁', aliases: [] })
      console.log(before, loaded())`
    const run = ['--import', 'tsx', '--input-type=module', '--eval', script]
    expect(execFileSync(process.execPath, run, { encoding: 'utf8' }).trim()).toBe('0 1')
  })
})
