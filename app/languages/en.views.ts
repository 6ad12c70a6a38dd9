export { default as messages } from 'virtual:messages/en/views'
