/** Bitrix24's interface languages: its own code (posted as LANG), the name people read, the tag that Intl understands, and `dir` where lines run from the right. */
export const LANGUAGES: readonly { code: string, name: string, locale: string, dir?: 'rtl' }[] = [
  { code: 'en', name: 'English', locale: 'en' },
  { code: 'de', name: 'Deutsch', locale: 'de' },
  { code: 'la', name: 'Español', locale: 'es' },
  { code: 'br', name: 'Português', locale: 'pt-BR' },
  { code: 'fr', name: 'Français', locale: 'fr' },
  { code: 'it', name: 'Italiano', locale: 'it' },
  { code: 'pl', name: 'Polski', locale: 'pl' },
  { code: 'tr', name: 'Türkçe', locale: 'tr' },
  { code: 'ua', name: 'Українська', locale: 'uk' },
  { code: 'ru', name: 'Русский', locale: 'ru' },
  { code: 'kz', name: 'Қазақша', locale: 'kk' },
  { code: 'ar', name: 'العربية', locale: 'ar', dir: 'rtl' },
  { code: 'sc', name: '简体中文', locale: 'zh-CN' },
  { code: 'tc', name: '繁體中文', locale: 'zh-TW' },
  { code: 'ja', name: '日本語', locale: 'ja' },
  { code: 'vn', name: 'Tiếng Việt', locale: 'vi' },
  { code: 'id', name: 'Bahasa Indonesia', locale: 'id' },
  { code: 'ms', name: 'Bahasa Melayu', locale: 'ms' },
  { code: 'th', name: 'ไทย', locale: 'th' },
  { code: 'in', name: 'हिन्दी', locale: 'hi' },
]

export function localeOf(code: string): string {
  return LANGUAGES.find(language => language.code === code)?.locale ?? 'en'
}

export function directionOf(code: string): 'ltr' | 'rtl' {
  return LANGUAGES.find(language => language.code === code)?.dir ?? 'ltr'
}
