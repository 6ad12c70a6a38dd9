/** A workgroup, or a project when it has an end: api-reference/sonet-group/index.md */
export interface Workgroup {
  id: number
  name: string
  description: string
  project: boolean
  /** Everybody sees that it exists; otherwise only its members. */
  visible: boolean
  /** Everybody may join, and read what is in it. */
  opened: boolean
  /** Archived. */
  closed: boolean
  /** External people may be members. */
  extranet: boolean
  ownerId: number
  moderators: number[]
  /** Ordinary members: neither owner nor moderator. */
  members: number[]
  keywords: string[]
  created: string
  updated: string
  projectStart: string | null
  projectFinish: string | null
  chatId: number | null
}
