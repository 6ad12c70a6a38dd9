import { defineAsyncComponent } from 'vue'

/** The component of each view; only the one that is shown is loaded. */
export const views = {
  thread: defineAsyncComponent(() => import('~/views/ThreadView.vue')),
  automation: defineAsyncComponent(() => import('~/views/AutomationView.vue')),
  calendar: defineAsyncComponent(() => import('~/views/CalendarView.vue')),
  digest: defineAsyncComponent(() => import('~/views/DigestView.vue')),
  insights: defineAsyncComponent(() => import('~/views/InsightsView.vue')),
  capture: defineAsyncComponent(() => import('~/views/CaptureView.vue')),
  call: defineAsyncComponent(() => import('~/views/CallView.vue')),
  composer: defineAsyncComponent(() => import('~/views/ComposerView.vue')),
  field: defineAsyncComponent(() => import('~/views/FieldView.vue')),
  queue: defineAsyncComponent(() => import('~/views/QueueView.vue')),
  home: defineAsyncComponent(() => import('~/views/HomeView.vue')),
  install: defineAsyncComponent(() => import('~/views/InstallView.vue')),
}
