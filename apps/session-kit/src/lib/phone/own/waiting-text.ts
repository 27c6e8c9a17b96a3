import { m } from '#lib/paraglide/messages.js';
import { device } from '#lib/store/browser-store.ts';

/** What becomes of something that waits for the connection: that it is kept is said only where it is. */
export const waitingText = (): string => (device.keeps ? m.phone_saved_waiting_advice() : m.phone_saved_waiting_open());
