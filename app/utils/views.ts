import { defineAsyncComponent } from 'vue'

/** The component of each view; only the one that is shown is loaded. */
export const views = {
  thread: defineAsyncComponent(() => import('~/views/ThreadView.vue')),
  queue: defineAsyncComponent(() => import('~/views/QueueView.vue')),
  home: defineAsyncComponent(() => import('~/views/HomeView.vue')),
  install: defineAsyncComponent(() => import('~/views/InstallView.vue')),
}
