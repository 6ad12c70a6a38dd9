/** How a small choice looks, a button or what stands beside a radio button of class `peer`; `data-on` marks the chosen one of several buttons. */
export const chip = [
  'inline-flex h-7 min-w-0 cursor-pointer items-center gap-1 rounded-full border px-3 text-(length:--ui-font-size-sm) text-label pointer-coarse:h-9',
  'border-(--ui-color-divider-default) hover:bg-(--ui-color-bg-content-secondary)',
  'focus-visible:outline-2 focus-visible:outline-(--ui-color-accent-main-primary) peer-focus-visible:outline-2 peer-focus-visible:outline-(--ui-color-accent-main-primary)',
  'peer-checked:border-(--ui-color-accent-main-primary) peer-checked:bg-(--ui-color-accent-soft-blue-3)',
  'data-on:border-(--ui-color-accent-main-primary) data-on:bg-(--ui-color-accent-soft-blue-3)',
].join(' ')
