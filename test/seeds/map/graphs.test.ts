import { describe, expect, test } from 'vitest'
import { readMapped, shortClaims } from '../reading.ts'

const GEXF = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <graph mode="dynamic" timeformat="date" defaultedgetype="directed">
    <attributes class="node"><attribute id="0" title="kind" type="string"><default>person</default></attribute></attributes>
    <attributes class="edge"><attribute id="0" title="post" type="string"/></attributes>
    <nodes>
      <node id="n1" label="Ada Mill"><viz:color r="1" g="2" b="3"/></node>
      <node id="n2" label="The Mill"><attvalues><attvalue for="0" value="organisation"/></attvalues></node>
      <node id="n3" label="Nobody's Neighbour"/>
    </nodes>
    <edges>
      <edge id="e1" source="n1" target="n2" start="2010-05-02" end="2012"><attvalues><attvalue for="0" value="miller"/></attvalues></edge>
      <edge id="e2" source="n1" target="n2">
        <spells><spell start="2014.0" end="2015"/><spell start="2017" end="Infinity"/></spells>
      </edge>
    </edges>
  </graph>
</gexf>
`
const GRAPHML = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="edge" attr.name="start" attr.type="string"/>
  <key id="d2" for="edge" attr.name="end" attr.type="string"/>
  <key id="d3" for="all" attr.name="post" attr.type="string"><default>clerk</default></key>
  <graph edgedefault="directed">
    <edge source="n1" target="n2"><data key="d1">2010</data><data key="d2">2012</data><data key="d3">miller</data></edge>
    <edge source="n1" target="n2"><data key="d1">2014</data></edge>
    <node id="n1"><data key="d0">Ada Mill</data></node>
    <node id="n2"><data key="d0">The &amp; Mill</data></node>
  </graph>
</graphml>
`
const MAPPING = `sources: [{ id: graph, title: A graph }]
people: [{ id: '{source}', name: '{source.label}' }]
organisations: [{ id: '{target}', name: '{target.label}', type: company }]
claims:
  - { when: { start: true }, person: '{source}', organisation: '{target}', event: joined, on: '{start}', role: '{post}', source: graph }
  - { when: { end: true }, person: '{source}', organisation: '{target}', event: left, on: '{end}', role: '{post}', source: graph }
`
const plain = (notes: string[]) => notes.map(note => note.replace(/^.*\/(g\.)/, '$1'))

test('the edges of a GEXF file are rows with the labels of their ends, and each spell is a row', async () => {
  const { data, messages } = await readMapped(MAPPING, { 'g.gexf': GEXF })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'n1', name: 'Ada Mill', place: { line: 12 } }])
  expect(data.organisations).toMatchObject([{ id: 'n2', name: 'The Mill' }])
  expect(shortClaims(data)).toEqual([
    'n1 n2 joined 2010-05-02',
    'n1 n2 left 2012',
    'n1 n2 joined 2014',
    'n1 n2 left 2015',
    'n1 n2 joined 2017',
  ])
  expect(data.claims[0]).toMatchObject({ role: 'miller' })
  expect(plain(data.notes)).toEqual([
    'g.gexf: 1 node without an edge is not read; rows.path: nodes in a mapping reads all nodes',
  ])
})

test('the intervals of a GEXF 1.3 edge are a row each', async () => {
  const text = GEXF.replace('start="2010-05-02" end="2012"', 'intervals="&lt;[2010, 2012]; [2013.0, Infinity]&gt;"')
  const { data, messages } = await readMapped(MAPPING, { 'g.gexf': text })
  expect(messages).toEqual([])
  expect(shortClaims(data).slice(0, 3)).toEqual(['n1 n2 joined 2010', 'n1 n2 left 2012', 'n1 n2 joined 2013'])
})

test('the edges of a GraphML file are rows, also before their nodes, with the defaults of their attributes', async () => {
  const { data, messages } = await readMapped(MAPPING, { 'g.graphml': GRAPHML })
  expect(messages).toEqual([])
  expect(data.organisations).toMatchObject([{ name: 'The & Mill' }])
  expect(shortClaims(data)).toEqual(['n1 n2 joined 2010', 'n1 n2 left 2012', 'n1 n2 joined 2014'])
  expect(data.claims.map(({ role }) => role)).toEqual(['miller', 'miller', 'clerk'])
})

test('the nodes of a GEXF file are rows if the mapping requests them, with the defaults of their attributes', async () => {
  const mapping = `rows: { path: nodes }
people: [{ when: { kind: person }, id: '{id}', name: '{label}' }]
organisations: [{ when: { kind: organisation }, id: '{id}', name: '{label}', type: company }]
`
  const { data, messages } = await readMapped(mapping, { 'g.gexf': GEXF })
  expect(messages).toEqual([])
  expect(data.people.map(({ id }) => id)).toEqual(['n1', 'n3'])
  expect(data.organisations.map(({ id }) => id)).toEqual(['n2'])
  expect(plain(data.notes)).toEqual(['g.gexf: the nodes are read, as rows.path says; not read: 3 edges'])
})

describe('a graph file with a fault', () => {
  test.each([
    ['that breaks off', GEXF.slice(0, 900), /^g\.gexf:\d+: is not XML: /],
    ['of another kind of XML', '<html/>', /^g\.gexf: is XML, but neither GEXF nor GraphML$/],
    ['without nodes', '<gexf><graph/></gexf>', /^g\.gexf: has no nodes and no edges$/],
    [
      'whose edge names no node',
      GEXF.replace('target="n2" start', 'target="n9" start'),
      /^g\.gexf:12: target: "n9" is not a node of this file$/,
    ],
  ])('%s names it', async (_what, text, expected) => {
    expect((await readMapped(MAPPING, { 'g.gexf': text })).messages).toEqual([expect.stringMatching(expected)])
  })
})
