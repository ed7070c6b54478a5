import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { THEMES } from '../../../picture/scene/themes.ts'
import { translator } from '../../i18n/translate.ts'
import { download } from '../../links/download.ts'
import { usePage, useWords } from '../../panels/context.ts'
import { Dialog } from '../../panels/Dialog.tsx'
import { Choice, Snippet } from '../../panels/ShareFields.tsx'
import { frameMarkup } from '../../store/share-markup.ts'
import type { Run } from '../session.ts'
import { graphFiles } from '../shared-graph.ts'
import { useConsoleWords } from './console-context.ts'

const HEIGHT = 760

/** A button that opens the dialog in which the graph is saved as files. The files never run the statement again. */
export function ShareGraph({ run }: { run: Run }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button share" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('share.title')}
      </button>
      {isOpen && <ShareGraphDialog run={run} onClose={() => setOpen(false)} />}
    </>
  )
}

function ShareGraphDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t: page } = useWords()
  const { t, language } = useConsoleWords()
  const { explorer } = usePage()
  const state = useStore(explorer.store)
  const [title, setTitle] = useState(() => t('share.untitled'))
  const [theme, setTheme] = useState<(typeof THEMES)[number]>('light')
  const files = useMemo(
    () =>
      graphFiles(
        state,
        run,
        { title, theme, language, today: new Date().toISOString().slice(0, 10) },
        translator(language, 'console'),
      ),
    [state, run, title, theme, language],
  )
  if (!files) return null
  return (
    <Dialog className="share-dialog" title={page('share.title')} onClose={onClose}>
      <p className="fields">
        <label>
          {t('share.heading')}
          <input type="text" value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />
        </label>
        <Choice
          label={page('share.theme')}
          value={theme}
          options={THEMES.map(one => [one, page(`share.themes.${one}`)])}
          onChange={one => setTheme(THEMES.find(each => each === one) ?? theme)}
        />
      </p>
      <iframe
        className="preview"
        srcDoc={files.preview}
        sandbox=""
        title={page('share.preview')}
        width="100%"
        height={420}
      />
      <p className="actions">
        <button type="button" className="button strong" onClick={() => download('graph.html', 'text/html', files.page)}>
          {page('share.save')}
        </button>
        <button type="button" className="button" onClick={() => download('graph.svg', 'image/svg+xml', files.svg)}>
          {page('share.files.svg')}
        </button>
        <button type="button" className="button" onClick={() => download('graph.json', 'application/json', files.data)}>
          {page('share.files.json')}
        </button>
      </p>
      <Snippet
        label={page('share.fileFrame')}
        text={frameMarkup('graph.html', title, { width: '100%', height: HEIGHT })}
      />
      <p className="quiet">{t('share.help')}</p>
    </Dialog>
  )
}
