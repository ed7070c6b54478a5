import { expect, test } from 'vitest'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { claimId, withdrawnId } from '../../../seeds/claims/claim-row.ts'
import { TeamHierarchy } from '../../../seeds/reconcile/team-hierarchy.ts'
import { changesOf, noChanges } from '../../../seeds/store/changes.ts'
import type { ReconcileContext } from '../../../seeds/store/person-state.ts'
import { parseState } from '../../../seeds/store/state-digest.ts'
import { claim } from '../reconcile/claims.ts'

const DAY = '2024-05-01'
const CONTEXT: ReconcileContext = {
  organisationOf: id => id,
  hierarchy: TeamHierarchy.of([], [], [], id => id),
  dissolved: () => null,
  today: null,
  load: 1,
  replacing: new Set(),
}
const left = claim('left', '2020')
const active = { ...left, id: claimId(left), recorded: DAY }
const withdrawn = { ...active, id: withdrawnId(active, DAY), withdrawn: DAY }

/** The changes to Ada's claims. */
const changes = (stored: WeighedClaim[], claims: WeighedClaim[]) => {
  const found = noChanges()
  const person = { person: 'ada', died: null, claims: stored, joined: [], left: [], tenures: [] }
  changesOf({ root: 'ada', members: ['ada'], claims, died: null, force: false }, [person], CONTEXT, found)
  return found
}
const withdrawal = { ...withdrawn, id: active.id }

test.each([
  ['given', DAY],
  ['omitted', null],
])(
  'withdrawing a claim that was loaded again on the day of its withdrawal drops the loaded copy, with its recording date %s',
  (_what, recorded) => {
    const { claims, tallies, stateDigests } = changes([active, withdrawn], [{ ...withdrawal, recorded }])
    expect(claims).toEqual({
      added: [],
      changed: [],
      withdrawn: [],
      dropped: [{ id: active.id }],
      renamed: [],
      moved: [],
    })
    expect(tallies).toMatchObject({ withdrawn: 1, claims: { unchanged: 0 } })
    const noActiveClaim = { digest: 0n, counts: { claims: 1, joined: 0, left: 0, tenures: 0 } }
    expect(stateDigests.map(({ id, stateDigest }) => ({ id, ...parseState(stateDigest) }))).toEqual([
      { id: 'ada', ...noActiveClaim },
    ])
  },
)

test('a claim and its withdrawal in one file, as in an export, both stay unchanged', () => {
  const { claims, tallies } = changes([active, withdrawn], [active, withdrawal])
  expect(claims).toEqual({ added: [], changed: [], withdrawn: [], dropped: [], renamed: [], moved: [] })
  expect(tallies).toMatchObject({ withdrawn: 0, claims: { unchanged: 2 } })
})
