import { EXTRANET, HANNAH, MARCUS } from '../setup.ts'
import { fromMenu, type Place } from './place.ts'

export const peoplePlaces: Place[] = [
  { code: 'USER_PROFILE_TOOLBAR', path: `/company/personal/user/${HANNAH}/`, open: (page, title) => fromMenu(page, 'Extensions', title), options: { USER_ID: String(HANNAH) } },
  { code: 'USER_PROFILE_MENU', as: MARCUS, path: '/company/', open: (page, title) => fromMenu(page, 'Your menu', title), options: { USER_ID: String(MARCUS) } },
  { code: 'USER_PROFILE_MENU', variant: 'of an extranet user', as: EXTRANET, path: '/workgroups/', open: (page, title) => fromMenu(page, 'Your menu', title), options: { USER_ID: String(EXTRANET) } },
]
