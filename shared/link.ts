/** What a link names: an entry by its id, or a whole thread by its subject's key. */
export type LinkTarget = { note: string } | { followUp: string } | { subject: string }

/**
 * A link to Sidenote, for chats, tasks and posts: Bitrix24 opens the application in a slider and hands over what stands in `params`.
 * @param base address of the application on its portal, from the opening
 * @see https://apidocs.bitrix24.com/api-reference/widgets/universal/app-url.html
 */
export function linkTo(base: string, target: LinkTarget): string {
  const [[name = '', id = ''] = []] = Object.entries(target)
  return `${base}?${new URLSearchParams({ [`params[${name}]`]: id })}`
}
