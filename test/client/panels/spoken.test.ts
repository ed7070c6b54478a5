import { expect, test } from 'vitest'
import '../../../client/i18n/all-words.ts'
import { translator } from '../../../client/i18n/translate.ts'
import { nodeWords, pairWords } from '../../../client/panels/spoken.ts'
import { edgeMeaning } from '../../../picture/network/edge-kind.ts'
import { addRelationship, emptyNetwork, type NetworkNode, type Relationship } from '../../../picture/network/network.ts'

const node = (id: string, name: string, kind: NetworkNode['kind']) => ({ id, name, kind }) as NetworkNode
const relationship = (source: string, type: Relationship['type'], target: string, properties = {}) =>
  ({ id: `${source} ${type} ${target}`, source, target, type, properties }) as Relationship

function map() {
  const network = emptyNetwork()
  for (const one of [
    node('jan', 'Jan Leike', 'person'),
    node('openai', 'OpenAI', 'organisation'),
    node('anthropic', 'Anthropic', 'organisation'),
    node('xai', 'xAI', 'organisation'),
  ])
    network.nodes.set(one.id, one)
  addRelationship(network, relationship('jan', 'LEFT', 'openai'))
  addRelationship(network, relationship('jan', 'JOINED', 'anthropic', { status: 'rumoured' }))
  return network
}

test('a node is said with its kind and what it is connected to, and doubt is said', () => {
  const t = translator('en')
  const said = { network: map(), meanings: null }
  expect(nodeWords(t, said, 'jan')).toBe('Jan Leike, Person. left: OpenAI; joined (disputed or uncertain): Anthropic.')
  expect(nodeWords(t, said, 'xai')).toBe('xAI, Organisation. no lines on this map.')
  expect(pairWords(t, said, ['openai', 'jan'])).toBe('Line: Jan Leike – OpenAI: left.')
  expect(nodeWords(translator('zh'), said, 'jan')).toBe(
    'Jan Leike，人物。离开：OpenAI；加入（有争议或不确定）：Anthropic。',
  )
})

test('a leaving that was only announced is not said to have happened', () => {
  const network = map()
  addRelationship(network, relationship('jan', 'LEFT', 'xai', { scheduledAsOf: '2024-11-12' }))
  expect(pairWords(translator('en'), { network, meanings: null }, ['jan', 'xai'])).toBe(
    'Line: Jan Leike – xAI: to leave (disputed or uncertain).',
  )
})

test('at a date, a line that is absent is not said', () => {
  const network = map()
  const [first] = network.edges.values()
  if (!first) throw new Error('the map has no line')
  const meanings = new Map([[first.id, edgeMeaning(first.relationships)]])
  expect(nodeWords(translator('en'), { network, meanings }, 'jan')).toBe('Jan Leike, Person. left: OpenAI.')
})
