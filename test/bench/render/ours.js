import { finish, measured, nextFrame } from './picture-page.js'

/** Runs beside the product's own page, and measures it as the other pages measure themselves. */
async function draw() {
  while (!window.__wholeNetwork) await nextFrame()
  const { whole, wholeView } = window.__wholeNetwork
  const pan = step => {
    wholeView.pan(step, 0)
    wholeView.drawNow()
  }
  return { ...(await measured(pan)), asOf: () => stepThroughYears(whole, wholeView) }
}

/** Milliseconds of each step of the date, until its picture is drawn. */
async function stepThroughYears(whole, wholeView) {
  const times = []
  for (let year = 2000; year < 2020; year++) {
    await nextFrame()
    finish()
    const from = performance.now()
    whole.navigate({ at: `${year}-06-01` }, 'none')
    wholeView.drawNow()
    finish()
    times.push(performance.now() - from)
  }
  return times
}

window.drawn = draw()
