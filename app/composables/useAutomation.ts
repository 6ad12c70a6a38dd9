import type { RuleChoice } from '#shared/automation'

/** The rules of this portal, and switching them: it shows at once and is taken back when the server refuses. */
export function useAutomation(rules: RuleChoice[]) {
  const { $t } = useNuxtApp()
  const { call } = useApi()
  const { polite } = useAnnouncer()
  const choices = shallowRef(rules)
  const failure = ref<CallFailure | null>(null)

  async function choose(choice: RuleChoice) {
    const before = choices.value
    const optimistic = before.map(known => known.rule === choice.rule ? choice : known)
    choices.value = optimistic
    failure.value = null
    try {
      const answer = await call<RuleChoice[]>('/api/automation', { method: 'PATCH', body: choice })
      if (choices.value === optimistic) choices.value = answer
      polite($t(choice.isOn ? 'automation.switchedOn' : 'automation.switchedOff', { rule: $t(`automation.${choice.rule}.name`) }))
    }
    catch (error) {
      if (choices.value === optimistic) choices.value = before
      failure.value = codeOf(error)
    }
  }

  return { choices, failure, choose }
}
