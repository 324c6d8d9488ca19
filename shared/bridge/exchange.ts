/** Promise: an IEP comes in from a file, looked at first, and a first Future IEP goes out as one. */
import { z } from 'zod';
import { MB, bytes, call, localId } from './call.ts';

const importPreview = z.strictObject({
  studentName: z.string(), birthDate: z.string(), grade: z.string(), meetingDate: z.string(), becomes: z.enum(['current', 'draft']),
  staff: z.array(z.strictObject({ id: z.string(), name: z.string(), title: z.string(), role: z.string(), area: z.string() })),
  /** State errors and unknown fields, in words; errors of an IEP that is to become Current stop the import. */
  problems: z.array(z.string()), pages: z.int(), needsProfile: z.boolean(),
});

export const exchangeCalls = {
  'exchange.inspect': call(z.strictObject({ bytes }), importPreview, 32 * MB),
  'exchange.import': call(z.strictObject({ bytes }), z.strictObject({ studentId: localId, became: z.enum(['current', 'draft']), id: localId }), 32 * MB),
  /** Asks in a dialog of the system where to, and writes a first Future IEP as the file another computer takes in. */
  'exchange.write': call(z.strictObject({ draftId: localId }), z.strictObject({ saved: z.boolean() })),
} as const;

export type ImportPreview = z.infer<typeof importPreview>;
