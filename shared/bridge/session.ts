/** Promise: opening, locking and handing over this computer: who works here, and what stood in dialogs when it was locked. */
import { z } from 'zod';
import { OPTIONAL_RIGHTS } from '../flow/roles.ts';
import { MB, call, none } from './call.ts';

/** Rights of the role matrix a district has given beyond the usual ones (iep-forms.md section 7, "o"). */
export const optionalRights = z.array(z.enum(OPTIONAL_RIGHTS)).max(OPTIONAL_RIGHTS.length);

export const role = z.enum(['caseManager', 'relatedServiceProvider', 'districtSystemManager', 'selpaSystemManager', 'selpaAdministrator']);
export const profile = z.strictObject({ staffId: z.string().max(64), name: z.string().max(200), role, area: z.string().max(64), title: z.string().max(200) });

const sessionStatus = z.strictObject({
  vault: z.enum(['none', 'locked', 'open']),
  /** `os`: device secret in the system key store; `passphraseOnly`: no safe key store here (decisions.md 7). */
  keyStore: z.enum(['os', 'passphraseOnly']),
  profile: profile.nullable(),
  /** What the district has given beyond the usual rights; with the profile it says what the page may offer. */
  optionalRights,
  /** Main's clock: the page sets its own by it. */
  now: z.string(),
  /** IANA zone of the district. */
  zone: z.string(),
  version: z.string(),
});

/** What was typed into one dialog and went nowhere yet, box by box. */
export const halfWritten = z.strictObject({ title: z.string().max(300), boxes: z.array(z.strictObject({ label: z.string().max(1_000), text: z.string().max(200_000) })).max(100) });
const halfWrittenDialogs = z.strictObject({ dialogs: z.array(halfWritten).max(50) });

export const sessionCalls = {
  'session.status': call(none, sessionStatus),
  'session.create': call(z.strictObject({ passphrase: z.string().max(1000) }), z.strictObject({ recoveryCode: z.string() })),
  'session.unlock': call(z.strictObject({ passphrase: z.string().max(1000) }), z.strictObject({ profile: profile.nullable() })),
  'session.recover': call(z.strictObject({ recoveryCode: z.string().max(200), passphrase: z.string().max(1000) }), z.strictObject({ profile: profile.nullable() })),
  'session.lock': call(none, z.null()),
  'session.setProfile': call(z.strictObject({ profile }), z.null()),
  /** Before the answer to `flush`: what stands in dialogs takes the place of what was kept of them; with none, nothing is kept any more. */
  'session.keepHalfWritten': call(halfWrittenDialogs, z.null(), MB),
  'session.halfWritten': call(none, halfWrittenDialogs),
  /** The page answers a `flush` notice once its edit queue is empty (or says what is still unsaved). */
  'session.flushed': call(z.strictObject({ ticket: z.string().max(64), unsaved: z.int() }), z.null()),
} as const;

export type HalfWritten = z.infer<typeof halfWritten>;
export type Profile = z.infer<typeof profile>;
export type SessionStatus = z.infer<typeof sessionStatus>;
