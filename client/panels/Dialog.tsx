import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from './context.ts'

/** A dialog over the page. Escape closes it, the focus goes back, and the keys of the map mean nothing in it. */
export function Dialog({
  title,
  className,
  onClose,
  children,
}: {
  title: string
  className: string
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      className={`dialog ${className}`}
      ref={dialog}
      onClose={onClose}
      aria-label={title}
      onKeyDown={event => event.stopPropagation()}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t('ask.close')}
        </button>
      </header>
      {children}
    </dialog>
  )
}
