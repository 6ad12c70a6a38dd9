import type { Binding, Portal } from '../types.ts'

/** Requisites of a company or contact, with their bank details: crm.requisite.list and crm.requisite.bankdetail.list in one. */
export interface Requisite {
  ID: string
  ENTITY_TYPE_ID: string
  ENTITY_ID: string
  PRESET_ID: string
  RQ_COMPANY_NAME: string
  RQ_VAT_ID: string
  RQ_BANK_NAME: string
  RQ_IBAN: string
  RQ_BIC: string
}

/** A form of requisites and the country it is made for: crm.requisite.preset.list, ids of crm.requisite.preset.countries. */
export interface RequisitePreset { id: number, name: string, countryId: number }

export const REQUISITE_PRESETS: RequisitePreset[] = [
  { id: 1, name: 'Company (Germany)', countryId: 46 },
  { id: 2, name: 'Company (United States)', countryId: 122 },
]

/** `countries` limits a source of requisites; without it the source serves all: crm/requisites-autocomplete/requisite-autocomplete.md */
export function servesCountry({ options }: Binding, countryId: number): boolean {
  return !options.countries || options.countries.split(',').includes(String(countryId))
}

export function addRequisite(portal: Portal, requisite: Omit<Requisite, 'ID'>): void {
  const ids = portal.data.requisites.map(({ ID }) => Number(ID))
  portal.data.requisites.push({ ID: String(Math.max(0, ...ids) + 1), ...requisite })
}
