/**
 * Marks the scripts that the page is made of with the nonce of its Content-Security-Policy (server/utils/opening.ts). As tags, before they
 * are text: what somebody wrote cannot become one, wherever in the page it stands.
 */
export default defineNuxtPlugin(({ ssrContext }) => {
  const nonce = useRequestEvent()?.context.nonce
  ssrContext?.head.hooks?.hook('tags:afterResolve', ({ tags }) => {
    for (const { tag, props } of tags) if (tag === 'script') props.nonce = nonce
  })
})
