// What bench:ui does inside the page. Each function is sent there as text, so it uses nothing from outside itself except
// `window.benchUi`, which `install` makes. Times are of the page's own clock: no travel between processes is in them.

/** Runs in every document before its own scripts: when could the start page first be used? */
export function install() {
  const after = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now())
        channel.port2.postMessage(null)
      })
    })
  window.benchUi = {
    interactive: null,
    dropped: NaN,
    /** The moment after the next frame was painted. */
    painted: after,
    /** Resolves after the paint that follows the first moment `is()` holds; looks at every mutation and frame. */
    until: (is, limit = 20_000) =>
      new Promise((resolve, reject) => {
        const started = performance.now()
        let done = false
        const look = () => {
          if (done) return
          if (is()) {
            done = true
            observer.disconnect()
            void after().then(resolve)
          } else if (performance.now() - started > limit) {
            done = true
            observer.disconnect()
            reject(new Error('nothing happened'))
          } else requestAnimationFrame(look)
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
        look()
      }),
  }
  addEventListener('drop', () => (window.benchUi.dropped = performance.now()), { capture: true })
  const observer = new MutationObserver(() => {
    if (document.querySelector('#root button:not([disabled])') === null) return
    observer.disconnect()
    void after().then((time) => (window.benchUi.interactive = time))
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** Frame times while `gesture` is made once a frame, in milliseconds. */
export async function frames({ gesture, count }) {
  const canvas = document.querySelector('[data-testid="lanes-scroller"] canvas')
  const scroller = document.querySelector('[data-testid="lanes-scroller"]')
  const place = canvas.getBoundingClientRect()
  const wheel = (init) =>
    canvas.dispatchEvent(
      new WheelEvent('wheel', {
        bubbles: true,
        cancelable: true,
        clientX: place.left + place.width * 0.6,
        clientY: place.top + place.height * 0.5,
        ...init,
      }),
    )
  const act = {
    // In and out again, so that every frame changes the range.
    zoom: (i) => wheel({ ctrlKey: true, deltaY: i % 60 < 30 ? -20 : 20 }),
    pan: (i) => wheel({ deltaX: i % 60 < 30 ? 30 : -30 }),
    scroll: () => (scroller.scrollTop += 37),
  }[gesture]
  if (gesture === 'pan') for (let i = 0; i < 12; i++) wheel({ ctrlKey: true, deltaY: -60 })
  await window.benchUi.painted()
  const times = []
  let last = null
  for (let i = 0; i < count; i++) {
    act(i)
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = performance.now()
    if (last !== null) times.push(now - last)
    last = now
  }
  return times
}

/** Milliseconds from a pointer move over a lane to the painted tooltip. */
export async function hover(step) {
  const canvas = document.querySelector('[data-testid="lanes-scroller"] canvas')
  const place = canvas.getBoundingClientRect()
  const at = { clientX: place.left + place.width * (0.3 + 0.05 * step), clientY: place.top + 12 + 24 * (step % 5) }
  const started = performance.now()
  canvas.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerId: 1, ...at }))
  return (await window.benchUi.painted()) - started
}

/** Milliseconds from a click on a lane to the painted selection in lanes, table and detail. */
export async function select(step) {
  const rows = document.querySelectorAll('[role="treegrid"] [role="row"]')
  const row = [...rows].filter((each) => each.getAttribute('aria-selected') !== 'true')[step % 4]
  const started = performance.now()
  row.click()
  await window.benchUi.until(() => row.getAttribute('aria-selected') === 'true')
  return performance.now() - started
}

/** Milliseconds from a key stroke in the filter to the painted list that it leaves. */
export async function filter(text) {
  const input = document.querySelector('input[role="combobox"]')
  const table = document.getElementById('handshake-table')
  const before = table.getAttribute('aria-rowcount')
  const started = performance.now()
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await window.benchUi.until(() => table.getAttribute('aria-rowcount') !== before)
  return performance.now() - started
}

/** Milliseconds from a click on a column's head to the painted order. */
export async function sort(column) {
  const head = [...document.querySelectorAll('#handshake-table [role="columnheader"]')][column]
  // The list may stand anywhere: the first line that is drawn tells whether the order has changed.
  const first = () => document.querySelector('#handshake-table [role="row"]:not([aria-rowindex="1"])')?.textContent
  const before = first()
  const started = performance.now()
  head.querySelector('button').click()
  await window.benchUi.until(() => head.getAttribute('aria-sort') !== 'none' && first() !== before)
  return performance.now() - started
}

/** Scrolls the table fast and counts places without a row in what was painted. */
export async function scrollTable(count) {
  const table = document.getElementById('handshake-table')
  const place = table.getBoundingClientRect()
  let blank = 0
  let looked = 0
  for (let i = 0; i < count; i++) {
    table.scrollTop += 3000 + i * 200
    await window.benchUi.painted()
    for (let y = place.top + 48; y < place.bottom - 30; y += 28) {
      looked++
      if (document.elementFromPoint(place.left + 60, y)?.closest('[role="row"]') == null) blank++
    }
  }
  return { blank, looked }
}

/** Milliseconds from the drop (made from outside, as the system does it) to the first painted row. */
export async function firstRows() {
  await window.benchUi.until(
    () => document.querySelector('#handshake-table [role="row"]:not([aria-rowindex="1"])') !== null,
    90_000,
  )
  return performance.now() - window.benchUi.dropped
}

/** Milliseconds from the press of "Save PNG" to the click on the link that hands the file over. */
export async function saveFigure() {
  const button = [...document.querySelectorAll('[role="dialog"] button')].find(
    (each) => each.textContent === 'Save PNG',
  )
  const handedOver = new Promise((resolve) => {
    const listen = (event) => {
      if (event.target instanceof HTMLAnchorElement && event.target.download !== '') {
        removeEventListener('click', listen, { capture: true })
        resolve(performance.now())
      }
    }
    addEventListener('click', listen, { capture: true })
  })
  const started = performance.now()
  button.click()
  return (await handedOver) - started
}
