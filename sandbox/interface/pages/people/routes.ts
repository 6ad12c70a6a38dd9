import { switchLanguage, switchUser } from '../../actions/person.ts'
import { get, post, type Route } from '../../routes.ts'
import { companyPage, profilePage } from './company.ts'
import { groupPage, groupsPage } from './groups.ts'

/** Employees, projects and workgroups, and who looks at the portal in which language. */
export const peopleRoutes: Route[] = [
  get(/^\/company\/(vis_structure\/)?$/, companyPage),
  get(/^\/company\/personal\/user\/(?<id>\d+)\/$/, (visit, { id }) => profilePage(visit, Number(id))),
  get(/^\/workgroups\/$/, groupsPage),
  get(/^\/workgroups\/group\/(?<group>\d+)\/$/, (visit, { group }) => groupPage(visit, Number(group))),
  post(/^\/sandbox\/user$/, (visit, _, request) => switchUser(visit, request)),
  post(/^\/sandbox\/language$/, (visit, _, request) => switchLanguage(visit, request)),
]
