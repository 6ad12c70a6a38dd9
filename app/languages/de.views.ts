export { default as messages } from 'virtual:messages/de/views'
