export type Language = 'en' | 'de' | (string & {})

/** Where a person stands in the portal; decides what the rights table lets them read. */
export type UserRole = 'admin' | 'employee' | 'extranet'

export interface PortalUser {
  id: number
  name: string
  lastName: string
  email: string
  position: string
  role: UserRole
  active: boolean
  /** The interface language, posted as LANG with every callback. */
  lang: Language
  /** IANA name, as `profile` answers in TIME_ZONE. */
  timeZone: string
  /** Has this person access to applications (Bitrix24 checks it at each display)? `false` gives `user_access_error`. */
  appAccess: boolean
  workPhone?: string
  mobile?: string
  /** UF_PHONE_INNER. */
  innerPhone?: string
  /** Department ids (UF_DEPARTMENT); extranet users are in none. */
  departments?: number[]
}

export interface Department { id: number, name: string, sort: number, parent: number | null, head: number | null }
