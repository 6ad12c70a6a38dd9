import { linkTo, type LinkTarget } from '#shared/link'

/** Puts a link to an entry or a thread into the clipboard and says so; where that is closed, the link is shown to be copied by hand. */
export function useCopyLink() {
  const { $t } = useNuxtApp()
  const opening = useOpening()
  const { say } = useNotices()
  const { polite } = useAnnouncer()

  /**
   * @param title what an e-mail or a document calls the link
   * @param place pixels from the top of the frame, where the person has acted
   */
  return async function copyLink(target: LinkTarget, title: string, place: number) {
    if (!('links' in opening.value)) return
    const link = linkTo(opening.value.links, target)
    if (!await copied({ text: link, html: anchor(link, title) })) return say($t('link.byHand'), place, link)
    say($t('link.copied'), place)
    polite($t('link.copied'))
  }
}

function anchor(href: string, textContent: string): string {
  return Object.assign(document.createElement('a'), { href, textContent }).outerHTML
}
