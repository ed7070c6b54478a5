import { describe, expect, test } from 'vitest'
import { readFiles, shortClaims } from '../reading.ts'

// Made to GEXF 1.3 (gexf.net/schema.html) and GraphML (graphml.graphdrawing.org/specification.html).
const gexf = (edges: string, nodes = NODES) => ({
  'g.gexf': `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph mode="dynamic" timeformat="date" defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>
<attributes class="edge"><attribute id="0" title="role" type="string"/><attribute id="1" title="url" type="string"/></attributes>
<nodes>${nodes}</nodes>
<edges>${edges}</edges></graph></gexf>`,
})
const node = (id: string, label: string, kind: string) =>
  `<node id="${id}" label="${label}"><attvalues><attvalue for="0" value="${kind}"/></attvalues></node>`
const NODES = [node('n1', 'Ada', 'person'), node('n2', 'The Mill', 'company'), node('n3', 'Bob', 'Person')].join('\n')
const edge = (given: string, inner = '') => `<edge id="e1" source="n1" target="n2" ${given}>${inner}</edge>`
const VALUES =
  '<attvalues><attvalue for="0" value="miller"/><attvalue for="1" value="https://gazette.example/1"/></attvalues>'
const load = (edges: string, nodes?: string) => readFiles(gexf(edges, nodes), { source: { id: 'g', title: 'A graph' } })

describe('a GEXF file whose nodes say what they are', () => {
  test('needs no mapping, and its attributes give role and source', async () => {
    const { data, messages } = await readFiles(gexf(edge('start="2010-05-02" end="2012"', VALUES)))
    expect(messages).toEqual([])
    expect(data.people).toMatchObject([{ id: 'n1', name: 'Ada', place: { line: 5 } }])
    expect(data.organisations).toMatchObject([{ id: 'n2', name: 'The Mill', type: 'company' }])
    expect(data.sources).toMatchObject([{ url: 'https://gazette.example/1' }])
    expect(data.claims).toMatchObject([
      { event: 'joined', on: '2010-05-02', role: 'miller', locator: 'edge e1' },
      { event: 'left', on: '2012', role: 'miller' },
    ])
    expect(data.notes.map(note => note.replace(/^.*\.gexf: /, ''))).toEqual(['1 node without such an edge: not read'])
  })

  test.each([
    [
      'spells',
      edge('', '<spells><spell start="2014.0" end="2015.5"/><spell start="2017" end="Infinity"/></spells>'),
      ['joined 2014', 'left 2015', 'joined 2017'],
    ],
    [
      'intervals',
      edge('intervals="&lt;[2010, 2012); [2013.0, Infinity]&gt;"'),
      ['joined 2010', 'left 2012', 'joined 2013'],
    ],
    [
      'bounds that are open',
      edge('startopen="2010-05-02" endopen="2012-03-04"'),
      ['joined 2010-05-02/2010-05-03', 'left 2012-03-04'],
    ],
    ['no time', edge(''), ['present null']],
    ['a timestamp', edge('timestamp="2011"'), ['present 2011']],
    ['a direction from the organisation', '<edge source="n2" target="n1" start="2010"/>', ['joined 2010']],
  ])('gives the claims of edges with %s', async (_what, edges, expected) => {
    const { data, messages } = await load(edges)
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(expected.map(claim => `n1 n2 ${claim}`))
  })

  test('other edges are counted', async () => {
    const { data } = await load(`${edge('start="2010"')}<edge source="n1" target="n3"/>`)
    expect(data.notes.join()).toContain('1 edge that does not connect a person with an organisation: not read')
  })

  test('without a source it says how to give one', async () => {
    expect((await readFiles(gexf(edge('')))).messages).toEqual([
      expect.stringMatching(/--source ID --source-title TEXT/),
    ])
  })

  test('a time that is no date is a fault of its edge', async () => {
    expect((await load(edge('start="12"'))).messages).toEqual([expect.stringMatching(/^g\.gexf:8: on: /)])
  })
})

test('a GraphML file with intervals in attributes is read, with names as ids', async () => {
  const { data, messages } = await readFiles(
    {
      'g.graphml': `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="k" for="node" attr.name="type" attr.type="string"/>
<key id="s" for="edge" attr.name="start_date" attr.type="string"/><key id="t" for="edge" attr.name="end_date" attr.type="string"/>
<graph edgedefault="undirected">
<node id="Ada Mill"><data key="k">person</data></node><node id="The Mill"><data key="k">organization</data></node>
<edge source="Ada Mill" target="The Mill"><data key="s">2010-05</data><data key="t">2012</data></edge>
</graph></graphml>`,
    },
    { source: { id: 'g', title: 'A graph' } },
  )
  expect(messages).toEqual([])
  expect(data.organisations).toMatchObject([{ id: 'The-Mill', name: 'The Mill', type: 'other' }])
  expect(shortClaims(data)).toEqual(['Ada-Mill The-Mill joined 2010-05', 'Ada-Mill The-Mill left 2012'])
})

test.each([
  [
    'that does not say what its nodes are',
    gexf(edge(''), node('n1', 'Ada', 'red') + node('n2', 'The Mill', 'blue')),
    /does not say which nodes are people and which are organisations: .*--map init FILE/,
  ],
  [
    'without an edge between a person and an organisation',
    gexf('<edge source="n1" target="n3"/>'),
    /has no edge between a person and an organisation; draft a mapping/,
  ],
  ['that breaks off', { 'g.gexf': gexf(edge(''))['g.gexf'].slice(0, 700) }, /is not XML/],
  [
    'that was downloaded without its claims',
    {
      'g.graphml':
        '<graphml><key id="r" for="edge" attr.name="relationship"/><key id="c" for="edge" attr.name="claims"/><graph><node id="a"/><node id="b"/><edge source="a" target="b"><data key="r">JOINED</data><data key="c">["c1"]</data></edge></graph></graphml>',
    },
    /by an earlier version; download it again/,
  ],
])('a graph file %s is a fault', async (_what, files, expected) => {
  expect((await readFiles(files as Record<string, string>)).messages).toEqual([expect.stringMatching(expected)])
})
