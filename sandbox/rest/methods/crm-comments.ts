import { isoDate } from '../../clock.ts'
import { ownerTypeId, ownerTypeName } from '../../portal/crm-types.ts'
import { mayEdit, mayRead } from '../../portal/rights.ts'
import type { CommentFile, CrmItem, Portal, TimelineComment } from '../../types.ts'
import { userOf } from '../../world.ts'
import { findItem, ownerItem } from '../records/crm-owner.ts'
import { missingParameter, RestError, uncodedError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, list, map, text } from '../params.ts'
import { tell } from '../tell.ts'
import { sortBy } from '../query.ts'

/** Notes in the timeline of a CRM item: api-reference/crm/timeline/comments */
export const crmComments: Record<string, Method> = {
  'crm.timeline.comment.list': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      const filter = map(params.filter)
      const item = findItem(portal, ownerTypeId(text(filter.ENTITY_TYPE)), integer(filter.ENTITY_ID))
      if (!item || !mayRead(user, item)) throw uncodedError('Access denied.')
      const rows = portal.data.comments.filter(comment => isOf(comment, item))
      const order = Object.fromEntries(Object.entries(map(params.order)).filter(([key]) => ['ID', 'CREATED', 'AUTHOR_ID'].includes(key)))
      const chosen = list(params.select).map(text)
      return page(sortBy(rows, order), params.start, rows => rows.map(comment => pick(published(portal, comment), chosen)))
    },
  },

  'crm.timeline.comment.get': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      const id = integer(params.id)
      if (id <= 0) throw uncodedError('ID is not defined or invalid.')
      const comment = portal.data.comments.find(({ ID }) => ID === String(id))
      if (!comment) throw uncodedError('Not found.')
      const owner = itemOf(portal, comment)
      // "No permission to edit the CRM element", says the page, though it only reads.
      if (!owner || !mayEdit(user, owner)) throw uncodedError('Access denied.')
      return { result: published(portal, comment) }
    },
  },

  'crm.timeline.comment.add': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const { portal, user, world, params } = call
      // Only `fields` in lower case since crm 23.100.0.
      const fields = map(params.fields)
      for (const name of ['ENTITY_ID', 'ENTITY_TYPE', 'COMMENT']) if (fields[name] === undefined) throw missingParameter(name)
      const item = ownerItem(portal, ownerTypeId(text(fields.ENTITY_TYPE)), integer(fields.ENTITY_ID))
      if (!mayEdit(user, item)) throw new RestError('ACCESS_DENIED', 'Access denied.')
      if (!text(fields.COMMENT).trim()) throw new RestError('INVALID_ARG_VALUE', 'Empty comment message.')
      const id = Math.max(0, ...portal.data.comments.map(({ ID }) => Number(ID))) + 1
      portal.data.comments.push({
        ID: String(id), ENTITY_ID: String(item.id), ENTITY_TYPE: ownerTypeName(item.entityTypeId),
        CREATED: isoDate(world.clock.now(), portal.utcOffset), COMMENT: text(fields.COMMENT), AUTHOR_ID: String(user.id),
        FILES: list(fields.FILES).map((file, index) => attached(id * 10 + index, list(file))),
      })
      tellOfComment(call, 'ADD', id)
      return { result: id }
    },
  },

  'crm.timeline.comment.delete': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const { portal, user, params } = call
      if (params.id === undefined) throw missingParameter('id')
      const comment = portal.data.comments.find(({ ID }) => ID === text(params.id))
      if (!comment) throw new RestError('NOT_FOUND', 'Not found.')
      const owner = itemOf(portal, comment)
      if (params.ownerTypeId !== undefined) ownerItem(portal, integer(params.ownerTypeId), integer(params.ownerId))
      if (!owner || !mayEdit(user, owner)) throw new RestError('ACCESS_DENIED', 'Access denied.')
      portal.data.comments = portal.data.comments.filter(other => other !== comment)
      tellOfComment(call, 'DELETE', Number(comment.ID))
      return { result: null }
    },
  },
}

/** Unlike other CRM events, `data[ID]` without FIELDS: comments/events/on-Crm-Timeline-Comment-Add.md */
function tellOfComment(call: Call, what: 'ADD' | 'DELETE', id: number): void {
  tell(call, `ONCRMTIMELINECOMMENT${what}`, { ID: id })
}

function isOf(comment: TimelineComment, { entityTypeId, id }: CrmItem): boolean {
  return comment.ENTITY_ID === String(id) && ownerTypeId(comment.ENTITY_TYPE) === entityTypeId
}

function itemOf(portal: Portal, { ENTITY_TYPE, ENTITY_ID }: TimelineComment): CrmItem | undefined {
  return findItem(portal, ownerTypeId(ENTITY_TYPE), Number(ENTITY_ID))
}

function published(portal: Portal, comment: TimelineComment) {
  return { ...comment, FILES: Object.fromEntries(comment.FILES.map(file => [String(file.id), fileRecord(portal, comment, file)])) }
}

function fileRecord(portal: Portal, { CREATED, AUTHOR_ID }: TimelineComment, { id, type, name, size }: CommentFile) {
  const author = userOf(portal, Number(AUTHOR_ID))
  const query = `?&ncc=1&filename=${encodeURIComponent(name)}`

  return {
    id, date: CREATED, type, name, size,
    ...type === 'image' && { image: { width: 1600, height: 1200 } },
    authorId: author.id, authorName: `${author.name} ${author.lastName}`,
    ...type === 'image' && { urlPreview: `${portal.url}/disk/showFile/${id}/${query}` },
    urlShow: `${portal.url}/disk/showFile/${id}/${query}`,
    urlDownload: `${portal.url}/disk/downloadFile/${id}/${query}`,
  }
}

function pick(comment: ReturnType<typeof published>, chosen: string[]): object {
  return chosen.length ? Object.fromEntries(Object.entries(comment).filter(([key]) => chosen.includes(key))) : comment
}

/** `[name, base64]`: api-reference/files/how-to-upload-files.md */
function attached(id: number, [name, content]: unknown[]): CommentFile {
  return { id, type: /\.(png|jpe?g|gif)$/i.test(text(name)) ? 'image' : 'file', name: text(name), size: Buffer.from(text(content), 'base64').length }
}
