import { ORGANISATION_TYPES } from '../../cypher/model.ts'

/** The most names in one request. OpenRefine sends ten, and reads the number here. */
export const MAX_BATCH = 50
/** The most entities of one request for values. OpenRefine sends ten. */
export const MAX_ENTITIES = 100

export interface Described {
  id: string
  name: string
  description?: string
}

const inWords = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}`

export const MAIN_TYPES: readonly Described[] = [
  { id: 'Person', name: 'Person' },
  { id: 'Organisation', name: 'Organisation' },
]
export const TYPES: readonly Described[] = [
  ...MAIN_TYPES,
  ...ORGANISATION_TYPES.map(id => ({ id, name: inWords(id), description: 'A type of organisation.' })),
]
export const isType = (id: string): boolean => TYPES.some(type => type.id === id)

/** What a column may hint at, beside the name. */
export const HINTS: readonly Described[] = [
  { id: 'organisation', name: 'Organisation', description: 'Where a person was, or what an organisation is part of.' },
  { id: 'role', name: 'Role', description: 'A role that a person had.' },
  { id: 'name', name: 'Other name', description: 'Another name, as a whole.' },
]

/** What can be added as columns, by type. The values of one tenure are in the same row of every column. */
export const VALUES: Record<'Person' | 'Organisation', readonly Described[]> = {
  Person: [
    { id: 'organisations', name: 'Organisations' },
    { id: 'roles', name: 'Roles' },
    { id: 'joined', name: 'Joined' },
    { id: 'left', name: 'Left' },
    { id: 'sources', name: 'Sources' },
  ],
  Organisation: [
    { id: 'type', name: 'Type' },
    { id: 'part-of', name: 'Part of' },
    { id: 'sources', name: 'Sources' },
  ],
}
export const ALL_VALUES: readonly Described[] = [
  ...new Map([...VALUES.Person, ...VALUES.Organisation].map(one => [one.id, one])).values(),
]

/** What the service can do, with addresses below `base`. */
export function serviceManifest(base: URL, version: string) {
  const at = (path: string) => new URL(path, base).href
  const service_url = at('/').replace(/\/$/, '')
  const suggest = (kind: string) => ({ service_url, service_path: `/reconcile/suggest/${kind}` })
  return {
    versions: ['0.2'],
    name: 'who left where',
    identifierSpace: at('/q/around?node='),
    schemaSpace: at('/reconcile#'),
    documentation: at('/api'),
    serviceVersion: version,
    defaultTypes: MAIN_TYPES,
    view: { url: at('/?q=around&node={{id}}') },
    preview: { url: at('/reconcile/preview?id={{id}}'), width: 480, height: 320 },
    suggest: { entity: suggest('entity'), type: suggest('type'), property: suggest('property') },
    extend: { propose_properties: { service_url, service_path: '/reconcile/properties' }, property_settings: [] },
    batchSize: MAX_BATCH,
  }
}
