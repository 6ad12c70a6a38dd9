/** The part of the SDK that we use, so that a dynamic import of this file brings that part only. */
export { initializeB24Frame } from '@bitrix24/b24jssdk'
