import { linkTo } from '#shared/link'

/** Puts a link to an entry into the clipboard and says so; where that is closed, the link is shown to be copied by hand. */
export function useCopyLink() {
  const { $t } = useNuxtApp()
  const { links } = useOpenedPage()
  const { say } = useNotices()

  return async function copyLink(entry: Entry) {
    const place = placeOf(entry.id)
    const link = linkTo(links, isFollowUp(entry) ? { followUp: entry.id } : { note: entry.id })
    if (!await copied({ text: link, html: anchor(link, titleOf(entry)) })) return say($t('link.byHand'), place, link)
    say($t('link.copied'), place)
  }
}

/** What an e-mail or a document calls the link. */
function titleOf({ text }: Entry): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 80) ?? ''
}

function anchor(href: string, textContent: string): string {
  return Object.assign(document.createElement('a'), { href, textContent }).outerHTML
}
