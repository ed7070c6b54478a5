import { useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts'
import { answerTo } from '../store/answers.ts'
import { filePath } from '../store/file-links.ts'
import { mainAsk, mapReply } from '../store/required-queries.ts'
import {
  elementMarkup,
  fileName,
  frameMarkup,
  LEAST_HEIGHT,
  MOST_HEIGHT,
  SHARE_THEMES,
  type ShareChoices,
  shareQuery,
  WIDTHS,
} from '../store/share-markup.ts'
import { pictureKind, shownView, viewsOf } from '../store/shown-view.ts'
import { fitsUrl } from '../store/story-steps.ts'
import { titleOf } from '../store/title.ts'
import { useExplorerState, useWords } from './context.ts'
import { Dialog } from './Dialog.tsx'
import { Choice, Snippet } from './ShareFields.tsx'

const KINDS = ['live', 'pinned'] as const
const FILES = ['svg', 'png', 'json', 'txt', 'zip'] as const
const PICTURES: readonly string[] = ['svg', 'png']

/** Puts the view into other pages: live, or as a file that needs no server, with a preview of what readers will see. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  const network = useExplorerState(state => state.network)
  const shown = useExplorerState(shownView)
  const map = useExplorerState(mapReply)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  const views = viewsOf(location.query, map).filter(view => view !== 'list')
  const { story } = location
  const hasStory = story.length > 0 && fitsUrl(story)
  const [kind, setKind] = useState<(typeof KINDS)[number]>('live')
  const [choices, setChoices] = useState<ShareChoices>({
    view: shown === 'list' ? 'graph' : shown,
    step: hasStory ? (location.step ?? 0) : null,
    time: location.at !== null,
    theme: 'light',
    language,
    width: '100%',
    height: 520,
  })
  const choose = (change: Partial<ShareChoices>) => setChoices({ ...choices, ...change })
  const title = titleOf(t, language, { location, network, reply })
  const base = window.location.origin
  const query = shareQuery(location, choices)
  const name = fileName(location)
  const path = kind === 'live' ? `/embed${query}` : `/pinned.html${query}`
  const markup = frameMarkup(kind === 'live' ? `${base}${path}` : `${name}.html`, title, choices)
  return (
    <Dialog className="share-dialog" title={t('share.title')} onClose={onClose}>
      <form method="dialog" onSubmit={event => event.preventDefault()}>
        <fieldset>
          <legend>{t('share.kind')}</legend>
          {KINDS.map(one => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              {t(`share.${one}`)}
            </label>
          ))}
        </fieldset>
        <p className="fields">
          <Choice
            label={t('view.label')}
            value={choices.view}
            options={views.map(view => [
              view,
              t(`view.${view === 'picture' ? (pictureKind(location) ?? view) : view}`),
            ])}
            onChange={view => choose({ view: views.find(one => one === view) ?? choices.view })}
          />
          {hasStory && (
            <Choice
              label={t('steps.title')}
              value={String(choices.step ?? '')}
              options={[
                ...story.map(
                  ({ caption }, at) =>
                    [
                      String(at),
                      t('share.fromStep', { step: at + 1, caption: caption || t('steps.noCaption') }),
                    ] as const,
                ),
                ['', t('share.noStory')],
              ]}
              onChange={step => choose({ step: step === '' ? null : Number(step) })}
            />
          )}
          <Choice
            label={t('share.theme')}
            value={choices.theme}
            options={SHARE_THEMES.map(theme => [theme, t(`share.themes.${theme}`)])}
            onChange={theme => choose({ theme })}
          />
          <Choice
            label={t('language')}
            value={choices.language}
            options={LANGUAGES.map(one => [one, LANGUAGE_NAMES[one]])}
            onChange={one => choose({ language: LANGUAGES.find(each => each === one) ?? language })}
          />
          <Choice
            label={t('share.width')}
            value={choices.width}
            options={WIDTHS.map(width => [width, width === '100%' ? t('share.fullWidth') : width])}
            onChange={width => choose({ width })}
          />
          <label>
            {t('share.height')}
            <input
              type="number"
              min={LEAST_HEIGHT}
              max={MOST_HEIGHT}
              step={20}
              defaultValue={choices.height}
              onChange={({ target }) =>
                target.validity.valid && target.value && choose({ height: target.valueAsNumber })
              }
            />
          </label>
          {kind === 'live' && (
            <label>
              <input
                type="checkbox"
                checked={choices.time}
                onChange={event => choose({ time: event.target.checked })}
              />
              {t('share.time')}
            </label>
          )}
        </p>
      </form>
      <iframe
        className="preview"
        key={path}
        src={path}
        title={t('share.preview')}
        width={choices.width}
        height={Math.min(choices.height, 420)}
      />
      {kind === 'pinned' && (
        <p className="actions">
          <a className="button strong" href={path} download={`${name}.html`}>
            {t('share.save')}
          </a>
          {FILES.filter(suffix => choices.view !== 'table' || !PICTURES.includes(suffix)).map(suffix => (
            <a key={suffix} className="button" href={`/pinned.${suffix}${query}`} download={`${name}.${suffix}`}>
              {t(`share.files.${suffix}`)}
            </a>
          ))}
        </p>
      )}
      <Snippet label={t(kind === 'live' ? 'share.frame' : 'share.fileFrame')} text={markup} />
      {kind === 'live' && (
        <Snippet label={t('share.element')} text={elementMarkup(base, `${base}${path}`, title, choices)} />
      )}
      <p className="quiet">
        {t(`share.${kind}Help`)}{' '}
        <a href={filePath(location, 'citation.txt', language)} target="_blank" rel="noopener">
          {t('downloads.citation')}
        </a>
      </p>
    </Dialog>
  )
}
