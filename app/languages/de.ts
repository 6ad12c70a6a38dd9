export { default as kit } from '@bitrix24/b24ui-nuxt/runtime/locale/de.js'
export { default as messages } from 'virtual:messages/de/every'
