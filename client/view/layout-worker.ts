import { type LayoutJob, layout } from '../../picture/layout/layout.ts'

/** Computes layouts beside the page, so that it never freezes: `{id, job}` in, `{id, result}` out. */
self.onmessage = ({ data }: MessageEvent<{ id: number; job: LayoutJob }>) => {
  self.postMessage({ id: data.id, result: layout(data.job) })
}
