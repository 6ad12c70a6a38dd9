/**
 * Bitrix24's interface languages (LANG of a callback) as BCP 47 tags. The codes are Bitrix24's own: `la` is Spanish, `br` Brazilian
 * Portuguese, `ua` Ukrainian.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-get-lang.html
 */
export const languageTags: Record<string, string> = {
  en: 'en-US', de: 'de-DE', la: 'es-ES', br: 'pt-BR', fr: 'fr-FR', it: 'it-IT', pl: 'pl-PL', tr: 'tr-TR', ua: 'uk-UA', ru: 'ru-RU',
  sc: 'zh-CN', tc: 'zh-TW', ja: 'ja-JP', vn: 'vi-VN', id: 'id-ID', ms: 'ms-MY', th: 'th-TH', kz: 'kk-KZ', ar: 'ar-SA', in: 'hi-IN', hi: 'hi-IN',
}

/** The catalogues in `i18n/locales`. */
export const catalogues = ['en', 'de'] as const
export type Catalogue = typeof catalogues[number]

/**
 * The catalogue for a LANG code. Codes without a catalogue, and codes that are no language (a sample of the documentation has `com`),
 * mean English.
 */
export function catalogueOf(lang: string): Catalogue {
  return catalogues.find(known => known === lang) ?? 'en'
}

/** The BCP 47 tag that texts, dates and weeks of a page follow: that of its catalogue. */
export function tagOf(lang: string): string {
  return languageTags[catalogueOf(lang)] ?? 'en-US'
}

/** A LANG code that Bitrix24 has, whatever was posted; `en` otherwise. */
export function knownLanguage(posted: string | null | undefined): string {
  const code = posted?.toLowerCase() ?? ''
  return Object.hasOwn(languageTags, code) ? code : 'en'
}
