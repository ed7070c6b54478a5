import { lazy, Suspense, useState } from 'react'
import { useWords } from './context.ts'

/** The dialog comes when it is first opened. */
const ShareDialog = lazy(() => import('./ShareDialog.tsx').then(module => ({ default: module.ShareDialog })))

/** The address of a page with this end opens the dialog, as the pages of questions do. */
const FRAGMENT = '#share'

/** A button, and the dialog that puts the view into other pages. */
export function Share() {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(() => window.location.hash === FRAGMENT)
  return (
    <>
      <button type="button" className="button share" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('share.title')}
      </button>
      {isOpen && (
        <Suspense>
          <ShareDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
