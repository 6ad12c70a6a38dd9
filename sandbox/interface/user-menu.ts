import { avatar } from './avatar.ts'
import { html, type Html } from './html.ts'
import { menuButton, widgetEntries } from './menu.ts'
import { profilePath } from './people.ts'
import { tasksPath } from './tasks.ts'
import { fullName, type Visit } from './visit.ts'

/** The menu behind one's own picture, on every page: profile, tasks, and widgets that are told who is using it. */
export function userMenu(visit: Visit): Html | null {
  const { user, t } = visit

  return menuButton({
    id: 'person',
    label: t('menu.person'),
    face: html`${avatar(fullName(user), user.id)}`,
    look: 'person-button',
    entries: [
      { label: t('menu.profile'), href: profilePath(user.id), slider: 900 },
      { label: t('menu.myTasks'), href: tasksPath({ userId: user.id }) },
      ...widgetEntries(visit, 'USER_PROFILE_MENU', { USER_ID: String(user.id) }),
    ],
  })
}
