/** English words of the page of the whole network. */
export const wholeNetwork = {
  title: 'The whole network',
  canvas:
    'The whole network. Arrow keys move it, + and - zoom, 0 shows all. The search field and the lists beside it reach every person and organisation.',
  find: 'Find a person or an organisation',
  loading: 'Reading the network: {{megabytes}} MB',
  placing:
    'Placing people and organisations, which can take a minute. The command npm run layout does it once for all readers.',
  noWebgl: 'This browser offers no WebGL 2, which this picture needs.',
  empty: 'There are no people or organisations yet. Load some with npm run load.',
  again: 'Try again',
  explorer: 'Explorer',
  counts: '{{people}} people · {{organisations}} organisations · {{lines}} connections',
  at: '{{date}}: {{definite}} people certainly at an organisation, {{possible}} possibly.',
  noClock: 'This picture cannot show what sources had reported by a date. It shows what is true on it.',
  somePlaces:
    'Some people or organisations were added since npm run layout placed the others. They are near their neighbours.',
  largest: 'Organisations with the most connections',
  connections_one: '{{count}} connection',
  connections_other: '{{count}} connections',
  open: 'Open in the explorer',
  claims: 'Claims and sources',
  more: 'and {{count}} more; the explorer shows all',
  unknown: 'There is no “{{id}}” in this network.',
  clear: 'Clear the selection',
  pale: 'pale: disputed, rumoured, to come or only possible',
  palePossible: 'pale: only possible on that date',
  absent: 'absent on that date',
  cypher: 'Cypher',
  api: 'Binary columns: GET /api/network, described in docs/api.md',
}
