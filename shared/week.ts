/** The day on which the week begins in a language: 1 for Monday to 7 for Sunday. Asked on the server: not every browser knows it. */
export function weekStartOf(tag: string): number {
  return new Intl.Locale(tag).getWeekInfo().firstDay
}
