/** Promise: a help topic is opened. */
import { z } from 'zod';
import { call } from './call.ts';

export const helpCalls = {
  'help.open': call(z.strictObject({ topic: z.string().max(64) }), z.null()),
} as const;
