import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { useWords } from './context.ts'

/** A dialog over the page. Escape and a click beside it close it, the focus goes back, and the keys of the map mean nothing in it. */
export function Dialog({
  title,
  className,
  links,
  onClose,
  children,
}: {
  title: string
  className: string
  /** Links beside the title. */
  links?: ReactNode
  onClose: () => void
  /** May get a function that closes the dialog. */
  children: ReactNode | ((close: () => void) => ReactNode)
}) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  /** The text of a field may be selected with a drag that ends beside the dialog. */
  const isPressedBeside = useRef(false)
  useEffect(() => dialog.current?.showModal(), [])
  const close = () => dialog.current?.close()
  return (
    <dialog
      className={`dialog ${className}`}
      ref={dialog}
      onClose={onClose}
      aria-label={title}
      onMouseDown={event => {
        isPressedBeside.current = isBeside(event)
      }}
      onClick={event => isPressedBeside.current && isBeside(event) && close()}
      onKeyDown={event => event.stopPropagation()}
    >
      <header>
        <h2>{title}</h2>
        {links}
        <button type="button" className="button" onClick={close}>
          {t('ask.close')}
        </button>
      </header>
      {typeof children === 'function' ? children(close) : children}
    </dialog>
  )
}

/** The backdrop is reported as the dialog itself, outside its box. */
function isBeside({ target, currentTarget, clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
  const isInside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
  return target === currentTarget && !isInside
}
