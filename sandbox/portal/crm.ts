/** A CRM item as crm.item.get answers it: camelCase keys, `entityTypeId` and `id` among them. */
export interface CrmItem {
  id: number
  entityTypeId: number
  title: string
  assignedById: number
  [field: string]: unknown
}

export interface CrmStatus {
  ID: string
  ENTITY_ID: string
  STATUS_ID: string
  NAME: string
  SORT: string
  COLOR: string
  SEMANTICS: string | null
  /** `null` for everything outside the pipelines that are numbered from 1. */
  CATEGORY_ID: string | null
  NAME_INIT: string
  SYSTEM: 'Y' | 'N'
  EXTRA?: { SEMANTICS: string, COLOR: string }
}

export interface CrmCategory { id: number, name: string, sort: number, entityTypeId: number, isDefault: 'Y' | 'N' }

export interface Currency { CURRENCY: string, FULL_NAME: string, BASE: 'Y' | 'N', FORMAT_STRING: string, [key: string]: unknown }

/** A smart process, as crm.type.list answers it (more keys follow the documentation). */
export interface DynamicType { id: number, title: string, entityTypeId: number, [key: string]: unknown }

/** What the portal does by itself when an item reaches a stage. */
export interface AutomationRule { id: number, entityTypeId: number, stageId: string, name: string, delayHours: number }

/** What an activity or a comment hangs on. */
export interface OwnerLink { OWNER_TYPE_ID: string, OWNER_ID: string }

/** An activity as crm.activity.get answers it, with the two keys that only `select` brings. */
export interface CrmActivity extends OwnerLink {
  ID: string
  /** 1 meeting, 2 call, 4 e-mail, 6 of a provider, such as CRM_TODO. */
  TYPE_ID: string
  PROVIDER_ID: string
  PROVIDER_TYPE_ID: string
  SUBJECT: string
  DESCRIPTION: string
  START_TIME: string
  END_TIME: string
  DEADLINE: string
  COMPLETED: 'Y' | 'N'
  RESPONSIBLE_ID: string
  AUTHOR_ID: string
  /** 0 none, 1 incoming, 2 outgoing. */
  DIRECTION: string
  /** Every object that it is shown at; the owner is among them. */
  BINDINGS: OwnerLink[]
  COMMUNICATIONS: { TYPE: string, VALUE: string, ENTITY_ID: string, ENTITY_TYPE_ID: string }[]
  [field: string]: unknown
}

/** A file of a timeline comment; its three addresses are made when it is asked for. */
export interface CommentFile { id: number, type: 'image' | 'file', name: string, size: number }

export interface TimelineComment {
  ID: string
  ENTITY_ID: string
  /** `deal`, `contact`, `dynamic_183`. */
  ENTITY_TYPE: string
  CREATED: string
  COMMENT: string
  AUTHOR_ID: string
  FILES: CommentFile[]
}
