import { expect, it } from 'vitest'
import { receiver } from './receiver.ts'
import { ADMIN, stage } from './setup.ts'

const DEAL = 2
const day = { from: '2026-05-14', to: '2026-05-14', skip_time: 'Y' }
const meeting = { type: 'user', ownerId: ADMIN, name: 'Fitting' }

it('changes of calendars are told by the id of the event alone', async () => {
  const { call, sandbox } = await stage()
  const { received, url } = await receiver()
  for (const event of ['ONCALENDARENTRYADD', 'ONCALENDARENTRYUPDATE', 'ONCALENDARENTRYDELETE']) await call(ADMIN, 'event.bind', { event, handler: url })

  const { body } = await call(ADMIN, 'calendar.event.add', { ...meeting, ...day })
  const id = String(body.result)
  await call(ADMIN, 'calendar.event.update', { ...meeting, id, name: 'Second fitting' })
  await call(ADMIN, 'calendar.event.delete', { id })
  await sandbox.events.drain()

  expect(received).toMatchObject([
    { event: 'ONCALENDARENTRYADD', data: { id } },
    { event: 'ONCALENDARENTRYUPDATE', data: { id } },
    { event: 'ONCALENDARENTRYDELETE', data: { id } },
  ])
})

it('what a call with a source key has changed does not come back to that key, whatever the object', async () => {
  const { call } = await stage()
  const auth_connector = 'erp'
  for (const event of ['ONTASKADD', 'ONCALENDARENTRYADD', 'ONCRMDEALUPDATE']) await call(ADMIN, 'event.bind', { event, event_type: 'offline', auth_connector })

  await call(ADMIN, 'tasks.task.add', { fields: { TITLE: 'Oil the bench', RESPONSIBLE_ID: ADMIN }, auth_connector })
  await call(ADMIN, 'calendar.event.add', { ...meeting, ...day, auth_connector })
  await call(ADMIN, 'crm.item.update', { entityTypeId: DEAL, id: 3473, fields: { title: 'Other' }, auth_connector })
  await call(ADMIN, 'crm.item.update', { entityTypeId: DEAL, id: 3483, fields: { title: 'Other' } })

  const { body } = await call(ADMIN, 'event.offline.list', { auth_connector })
  expect(body.result).toMatchObject([{ EVENT_NAME: 'ONCRMDEALUPDATE', EVENT_DATA: { FIELDS: { ID: 3483 } } }])
})
