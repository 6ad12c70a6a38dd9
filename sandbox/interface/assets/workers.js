/** One millisecond more than a background worker may take: api-reference/widgets/universal/background-worker.md */
const PATIENCE = 5001

/**
 * Says when a background worker has loaded, or that it has not within its time; the server measures.
 * @param {string} sid
 * @param {HTMLElement} slot
 */
function watch(sid, slot) {
  const report = () => {
    clearTimeout(timer)
    slot.removeEventListener('frameload', report)
    void fetch(`/sandbox/worker/${sid}`, { method: 'POST', keepalive: true })
  }
  const timer = setTimeout(report, PATIENCE)
  slot.addEventListener('frameload', report)
}

export function watchWorkers() {
  document.addEventListener('frameopen', (event) => {
    if (event instanceof CustomEvent && event.target instanceof HTMLElement && event.target.closest('.workers')) watch(event.detail, event.target)
  })
}
