import { z } from 'zod'

/** The rules that Sidenote adds to Bitrix24's automation. */
export const automationRules = ['follow-up', 'note'] as const
export type AutomationRule = typeof automationRules[number]

/** What an administrator has decided about a rule. */
export interface RuleChoice { rule: AutomationRule, isOn: boolean }

/** PATCH /api/automation → RuleChoice[], of all rules. */
export const ruleChange = z.object({ rule: z.enum(automationRules), isOn: z.boolean() })
