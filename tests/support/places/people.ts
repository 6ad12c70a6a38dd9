import { EXTRANET, HANNAH, MARCUS } from '../../contract/sandbox/setup.ts'
import { fromMenu, type Place } from './place.ts'

export const peoplePlaces: Place[] = [
  { code: 'USER_PROFILE_TOOLBAR', path: `/company/personal/user/${HANNAH}/`, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: { USER_ID: String(HANNAH) } },
  { code: 'USER_PROFILE_MENU', as: MARCUS, path: '/company/', open: (page, title, say) => fromMenu(page, say('menu.person'), title), options: { USER_ID: String(MARCUS) } },
  { code: 'USER_PROFILE_MENU', variant: 'of an extranet user', as: EXTRANET, path: '/workgroups/', open: (page, title, say) => fromMenu(page, say('menu.person'), title), options: { USER_ID: String(EXTRANET) } },
]
