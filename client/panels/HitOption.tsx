import type { ReactNode } from 'react'

/** Matches of one kind in the list of a combobox, under a heading. */
export function HitGroup({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
    <div role="group" aria-labelledby={id}>
      <p className="quiet" id={id}>
        {title}
      </p>
      {children}
    </div>
  )
}

/** One match in the list of a combobox. */
export function HitOption({
  id,
  entity,
  isActive,
  onChoose,
  onPoint,
  children,
}: {
  id: string
  /** The id of the person or organisation that it is. */
  entity?: string
  isActive: boolean
  onChoose: () => void
  onPoint?: () => void
  children: ReactNode
}) {
  return (
    // On mouse down, because at the click the field has lost the focus and the list is closed.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      data-id={entity}
      onMouseDown={event => {
        event.preventDefault()
        onChoose()
      }}
      onMouseMove={onPoint}
    >
      {children}
    </div>
  )
}
