export { default as kit } from '@bitrix24/b24ui-nuxt/runtime/locale/en.js'
export { default as messages } from 'virtual:messages/en/every'
