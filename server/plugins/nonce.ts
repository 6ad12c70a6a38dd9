/** Marks the page's own scripts with the nonce of its Content-Security-Policy (utils/opening.ts): nothing else runs, whatever a note contains. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html, { event }) => {
    const { nonce } = event.context
    if (!nonce) return
    const mark = (parts: string[]) => parts.map(part => part.replaceAll('<script', `<script nonce="${nonce}"`))
    html.head = mark(html.head)
    html.bodyAppend = mark(html.bodyAppend)
  })
})
