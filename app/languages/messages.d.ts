/** Made of `i18n/locales` by i18n/precompiled.ts. */
declare module 'virtual:messages/*' {
  const messages: Record<string, string>
  export default messages
}
