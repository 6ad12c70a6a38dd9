import { defineAsyncComponent } from 'vue'

/** The component of each view; only the one that is shown is loaded. */
export const views = {
  thread: defineAsyncComponent(() => import('~/views/ThreadView.vue')),
  capture: defineAsyncComponent(() => import('~/views/CaptureView.vue')),
  call: defineAsyncComponent(() => import('~/views/CallView.vue')),
  composer: defineAsyncComponent(() => import('~/views/ComposerView.vue')),
  field: defineAsyncComponent(() => import('~/views/FieldView.vue')),
  queue: defineAsyncComponent(() => import('~/views/QueueView.vue')),
  home: defineAsyncComponent(() => import('~/views/HomeView.vue')),
  install: defineAsyncComponent(() => import('~/views/InstallView.vue')),
}
