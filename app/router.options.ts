import type { RouterConfig } from '@nuxt/schema'
import { createMemoryHistory } from 'vue-router'

/**
 * A frame shows one page and goes nowhere. The browser's own history is left alone: a page that has touched it is reloaded by GET, and
 * Bitrix24's form would not be posted again.
 */
export default <RouterConfig>{ history: base => import.meta.client ? createMemoryHistory(base) : null }
