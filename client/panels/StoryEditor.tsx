import { type ChangeEvent, useRef, useState } from 'react'
import { edgeId } from '../../picture/network/network.ts'
import { paramsOf } from '../api/question-names.ts'
import { download } from '../links/download.ts'
import { decodeLocation, encodeLocation } from '../store/location.ts'
import { readStoryFile, writeStoryFile } from '../store/story-file.ts'
import { type StoryProblem, storyProblemWords } from '../store/story-problem.ts'
import { MAX_CAPTION, MAX_STEPS, MAX_STORY_URL, StepSchema, type StoryStep, storyLength } from '../store/story-steps.ts'
import { useExplorer, useExplorerState, useWords } from './context.ts'

const MOST_BYTES = 1_000_000
const TOO_LARGE: StoryProblem = { key: 'large' }

/** Makes a story of what is shown: adds steps, edits, orders and removes them, and keeps them in a file. */
export function StoryEditor({ onPlay }: { onPlay: () => void }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const list = useRef<HTMLOListElement>(null)
  const [fault, setFault] = useState<string | null>(null)
  const location = useExplorerState(state => state.location)
  const marks = useMarks()
  const { story, at, vs, clock, hideAbsent } = location
  const length = storyLength(story)
  const isLong = length > MAX_STORY_URL
  const change = (steps: StoryStep[]) => explorer.navigate({ story: steps, step: null })
  const add = () => {
    const absent = hideAbsent ? ('hide' as const) : ('show' as const)
    change([...story, StepSchema.parse({ caption: '', ...marks, at, vs, clock, absent })])
    // The step exists after React has rendered it.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child textarea')?.focus())
  }
  const save = () => {
    const view = encodeLocation({ ...location, story: [], step: null, lang: null })
    download('story.json', 'application/json', writeStoryFile(view, story))
  }
  const open = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return
    const read =
      file.size > MOST_BYTES ? { problem: TOO_LARGE } : readStoryFile((await file.text()).replace(/^\uFEFF/, ''))
    target.value = ''
    setFault(
      'problem' in read ? t('steps.unread', { file: file.name, problem: storyProblemWords(t, read.problem) }) : null,
    )
    if ('problem' in read) return
    const { view, steps } = read.file
    explorer.navigate({ ...decodeLocation(view, paramsOf), lang: location.lang, story: steps, step: null })
  }
  return (
    <div className="filter-form story-form">
      {story.length === 0 && <p className="quiet">{t('steps.help')}</p>}
      <ol ref={list}>
        {story.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other identity than its place
          <StepLine key={place} place={place} marks={marks} onChange={change} onShow={() => explorer.showStep(place)} />
        ))}
      </ol>
      <p className="story-acts">
        <button type="button" className="button" disabled={story.length >= MAX_STEPS} onClick={add}>
          {t('steps.add')}
        </button>
        {story.length > 0 && (
          <>
            <button
              type="button"
              className="button"
              onClick={() => {
                onPlay()
                explorer.showStep(0)
              }}
            >
              {t('steps.play')}
            </button>
            <button type="button" className="button" onClick={save}>
              {t('steps.save')}
            </button>
          </>
        )}
        <label className="button">
          {t('steps.open')}
          <input
            type="file"
            accept=".json,application/json"
            className="hidden-input"
            onChange={event => void open(event)}
          />
        </label>
      </p>
      {fault !== null && <p role="alert">{fault}</p>}
      {story.length > 0 && (
        <p className={isLong ? 'cut' : 'quiet'} role="status">
          {t(isLong ? 'steps.tooLong' : 'steps.inUrl', { length, most: MAX_STORY_URL })}
        </p>
      )}
    </div>
  )
}

interface StepLineProps {
  place: number
  marks: Pick<StoryStep, 'nodes' | 'lines'>
  onChange: (story: StoryStep[]) => void
  onShow: () => void
}

function StepLine({ place, marks, onChange, onShow }: StepLineProps) {
  const { t } = useWords()
  const explorer = useExplorer()
  const network = useExplorerState(state => state.network)
  const story = useExplorerState(state => state.location.story)
  const step = story[place]
  if (!step) return null
  const nameOf = (id: string) => network?.nodes.get(id)?.name ?? id
  const names = [...step.nodes.map(nameOf), ...step.lines.map(ends => ends.map(nameOf).join(' – '))]
  const date = step.at ? [step.at, step.vs].filter(Boolean).join(' → ') : t('steps.allDates')
  const swapped = (to: number) => {
    const others = story.toSpliced(place, 1)
    return others.toSpliced(to, 0, step)
  }
  const marked = StepSchema.safeParse({
    ...step,
    nodes: [...new Set([...step.nodes, ...marks.nodes])],
    lines: [...step.lines, ...marks.lines.filter(line => !step.lines.some(one => edgeId(...one) === edgeId(...line)))],
  })
  const acts = [
    { act: 'up', isPossible: place > 0, run: () => onChange(swapped(place - 1)) },
    { act: 'down', isPossible: place < story.length - 1, run: () => onChange(swapped(place + 1)) },
    {
      act: 'mark',
      isPossible: marked.success && marks.nodes.length + marks.lines.length > 0,
      run: () => marked.success && onChange(story.with(place, marked.data)),
    },
    { act: 'show', isPossible: true, run: onShow },
    { act: 'remove', isPossible: true, run: () => onChange(story.toSpliced(place, 1)) },
  ] as const
  return (
    <li>
      <textarea
        rows={2}
        maxLength={MAX_CAPTION}
        value={step.caption}
        aria-label={t('steps.caption', { step: place + 1 })}
        placeholder={t('steps.caption', { step: place + 1 })}
        // One entry of the history for each caption, when it is finished.
        onChange={({ target }) =>
          explorer.navigate(
            { story: story.with(place, { ...step, caption: target.value.replace(/\s/g, ' ') }) },
            'none',
          )
        }
        onBlur={() => explorer.navigate({ story: [...story] }, 'push')}
      />
      <p className="quiet">{[date, ...names].join(' · ')}</p>
      <p className="story-acts">
        {acts.map(({ act, isPossible, run }) => (
          <button
            key={act}
            type="button"
            className="textlike"
            disabled={!isPossible}
            aria-label={t(`steps.act.${act}`, { step: place + 1 })}
            onClick={run}
          >
            {t(`steps.short.${act}`)}
          </button>
        ))}
      </p>
    </li>
  )
}

/** What is selected, as marks of a step: nodes, or the line between two of them. */
function useMarks(): Pick<StoryStep, 'nodes' | 'lines'> {
  const selection = useExplorerState(state => state.selection)
  const network = useExplorerState(state => state.network)
  const [one, other] = selection
  if (one !== undefined && other !== undefined && network?.edges.has(edgeId(one, other)))
    return { nodes: [], lines: [[one, other]] }
  return { nodes: [...selection], lines: [] }
}
