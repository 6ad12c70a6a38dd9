import { addressOf } from '../utils/address.ts'

/**
 * What was posted does not come back: a callback's fields may stand in the address, which the renderer would write into the page's payload
 * and into the report of an error. From here on a request has its path alone.
 */
export default defineNitroPlugin(({ hooks }) => {
  hooks.hook('render:before', ({ event }) => {
    const { path } = addressOf(event)
    Object.assign(event, { _path: path })
    Object.assign(event.node.req, { url: path, originalUrl: path })
  })
  hooks.hook('render:response', ({ headers }) => {
    delete headers?.['x-powered-by']
  })
})
