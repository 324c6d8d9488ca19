/** The computer's clock as the port every room gets it through. */
import type { Clock } from '../ports/computer.ts';

export const systemClock: Clock = { now: () => new Date().toISOString(), zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone };
