import type { CommandIo } from '../../server/lib/command-io.ts'
import { Interrupted } from '../load/load.ts'
import { readOutdated, reconcileAgain } from '../load/reconcile-again.ts'
import { OptionError } from '../read/read-options.ts'
import type { Summary } from '../store/summary.ts'
import { type ListedLoad, listLoads } from '../undo/list-loads.ts'
import { undoLoad } from '../undo/undo.ts'
import { ROWS } from './progress.ts'
import { note, print, withDatabase } from './run-command.ts'

interface PastOptions {
  list?: boolean
  reconcile?: boolean
  undo?: string
  yes?: boolean
  json?: boolean
  'dry-run'?: boolean
}

/** `npm run load -- --list`, `--reconcile` and `--undo NUMBER`. Returns the exit code. */
export async function pastLoads(io: CommandIo, options: PastOptions, paths: string[]): Promise<number> {
  const { list, reconcile, undo, yes, json, 'dry-run': dryRun } = options
  if (paths.length > 0) throw new OptionError('--list, --reconcile and --undo take no files')
  if ([list, reconcile, undo !== undefined].filter(Boolean).length > 1)
    throw new OptionError('--list, --reconcile and --undo cannot be combined')
  if (reconcile) return reconcileStored(io, options)
  if (undo === undefined) {
    const loads = await withDatabase(io, 'listing', ({ driver }) => listLoads(driver))
    print(io, json ? JSON.stringify(loads) : describeLoads(loads))
    return 0
  }
  if (!/^[1-9]\d{0,8}$/.test(undo))
    throw new OptionError(`--undo takes the number of a load, which --list shows; "${undo}" is not a number`)
  const undone = await withDatabase(io, 'undoing', context =>
    undoLoad(Number(undo), { ...context, keepNeeded: yes, dryRun }),
  )
  if (json) print(io, JSON.stringify(undone))
  else {
    const { number, claims, people, organisations, sources, restored, kept, needed } = undone
    const lines = [
      `load ${number} ${dryRun ? 'would be undone' : 'was undone'}:`,
      `  claims withdrawn: ${claims}`,
      `  people, organisations and sources withdrawn: ${people}, ${organisations}, ${sources}`,
      restored > 0 && `  restored claims, which it had replaced: ${restored}`,
      kept > 0 && `  kept, because later loads state them too: ${kept}`,
      needed > 0 && `  kept, because other loads need them: ${needed}`,
      dryRun && '  Nothing was written.',
    ]
    print(io, lines.filter(line => line !== false).join('\n'))
  }
  return 0
}

/** `npm run load -- --reconcile`. */
async function reconcileStored(io: CommandIo, { json, 'dry-run': dryRun }: PastOptions): Promise<number> {
  const outdated = await withDatabase(
    io,
    'reconciling',
    async ({ driver, progress, signal }) => {
      const found = await readOutdated(driver)
      if (found && !dryRun) await reconcileAgain({ driver, outdated: found, progress, signal })
      return found ?? { byOtherRules: 0, due: 0 }
    },
    { unit: { ...ROWS, name: 'people' } },
  ).catch((error: unknown) => {
    if (error instanceof Interrupted) return null
    throw error
  })
  if (!outdated) {
    note(io, 'Stopped. Run the same command again for the others.')
    return 130
  }
  const { byOtherRules, due } = outdated
  const lines = [
    `people reconciled by another version: ${byOtherRules}`,
    `others with announced events whose day has come: ${due}`,
    dryRun ? 'Nothing was written.' : 'Their events and tenures are up to date.',
  ]
  print(io, json ? JSON.stringify(outdated) : lines.join('\n'))
  return 0
}

function describeLoads(loads: ListedLoad[]): string {
  if (loads.length === 0) return 'no loads yet'
  return loads.map(describeLoad).join('\n')
}

function describeLoad({ number, files, options, begun, finished, undone, changes }: ListedLoad): string {
  const time = begun.slice(0, 16).replace('T', ' ')
  const state = undone ? `, undone ${undone.slice(0, 16).replace('T', ' ')}` : finished ? '' : ', not finished'
  return [
    `load ${number}, ${time}${state}`,
    `  ${[...files, ...options].join(' ')}`,
    ...(changes ? [`  ${describeChanges(changes)}`] : []),
  ].join('\n')
}

const KINDS = ['claims', 'people', 'organisations', 'sources'] as const

function describeChanges(summary: Summary): string {
  const parts = KINDS.flatMap(kind => {
    const { added, changed } = summary[kind]
    const counts = [added > 0 && `${added} added`, changed > 0 && `${changed} changed`].filter(one => one !== false)
    return counts.length > 0 ? [`${kind}: ${counts.join(', ')}`] : []
  })
  if (summary.withdrawn > 0) parts.push(`claims withdrawn: ${summary.withdrawn}`)
  return parts.length > 0 ? parts.join('; ') : 'nothing changed'
}
