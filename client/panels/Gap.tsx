/** The space of the rows outside the viewport, in a table that has only its visible rows in the document. */
export const Gap = ({ height }: { height: number }) =>
  height > 0 && (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it contains nothing focusable
    <tr aria-hidden="true">
      <td className="gap" style={{ height }} />
    </tr>
  )
