/**
 * A note's Markdown as a message: the messenger formats with BB codes and would show asterisks as they are. Marks within a line only; what it has no code for
 * keeps its signs.
 */
export function markdownToBbCode(markdown: string): string {
  return markdown
    .replace(/^> ?/gm, '>>')
    .replace(/^#{1,6} +(.+)$/gm, '[B]$1[/B]')
    .replace(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, '[B]$1[/B]')
    .replace(/(?<![\w*])\*(\S(?:[^\n*]*?\S)?)\*(?![\w*])/g, '[I]$1[/I]')
    .replace(/~~(\S(?:[^\n]*?\S)?)~~/g, '[S]$1[/S]')
    .replace(/\[([^\][\n]+)\]\((https?:[^\s()]+)\)/g, '[URL=$2]$1[/URL]')
}
