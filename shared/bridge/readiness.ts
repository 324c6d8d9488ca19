/** Promise: whether this computer can run the meeting offline. */
import { z } from 'zod';
import { READINESS_STATES, READINESS_THINGS } from '../check/readiness.ts';
import { call, localId } from './call.ts';

const readinessItem = z.strictObject({ thing: z.enum(READINESS_THINGS), state: z.enum(READINESS_STATES), words: z.string(), /** '' where nothing needs to be done. */ next: z.string() });

export const readinessCalls = {
  /** Looks whether this computer can run the meeting offline: of one student, or with null of everybody here. */
  'readiness.check': call(z.strictObject({ studentId: localId.nullable() }), z.strictObject({ items: z.array(readinessItem) })),
} as const;
