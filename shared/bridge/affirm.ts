/** Promise: a draft is attested and becomes the Current IEP. */
import { z } from 'zod';
import { MB, call, localId } from './call.ts';

export const attestation = z.strictObject({
  purposes: z.array(z.string()), purposeOther: z.string(),
  /** Reason for each open gap, by issue key (`id@address`). */
  gapReasons: z.record(z.string(), z.string()),
  warningsConfirmed: z.array(z.string()),
  variant: z.enum(['signed', 'part', 'unsigned', 'notEligible', 'continued', 'amendment', 'correction']),
  typedName: z.string().max(200),
});

export const affirmCalls = {
  'affirm.commit': call(z.strictObject({ draftId: localId, parent: z.int(), attestation }), z.strictObject({ iepId: localId, affirmedAt: z.string() }), 1 * MB),
} as const;

export type Attestation = z.infer<typeof attestation>;
