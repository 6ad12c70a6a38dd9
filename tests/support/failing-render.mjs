// Loaded ahead of the production build (`node --import`), which has no hook for it: no page that shows an amount can be rendered.
Intl.NumberFormat = class {
  constructor() {
    throw new TypeError('a number cannot be formatted today')
  }
}
