/** Everybody who may sit at the desk: each role on the student's team, and the same two roles on somebody else's. */
import type { Profile } from '../../../shared/bridge/session.ts';
import { CASE_MANAGER, SPEECH, SYSTEM_MANAGER } from './desk.ts';

export const PEOPLE = {
  'case manager': CASE_MANAGER,
  'case manager of another student': { ...CASE_MANAGER, staffId: 'elsewhere', name: 'Somebody Else' },
  'speech pathologist': SPEECH,
  'speech pathologist of another student': { ...SPEECH, staffId: 'elsewhere', name: 'Somebody Else' },
  'district system manager': SYSTEM_MANAGER,
  'SELPA system manager': { staffId: 'ssm1', name: 'Octavio Bellweather', role: 'selpaSystemManager', area: '', title: 'SELPA System Manager' },
  'SELPA administrator': { staffId: 'adm1', name: 'Winifred Ashgrove', role: 'selpaAdministrator', area: '', title: 'Program Specialist' },
} as const satisfies Record<string, Profile>;

export type Person = keyof typeof PEOPLE;
export const NAMES = Object.keys(PEOPLE) as readonly Person[];

/** Roles whose rights depend on the student's staff list. */
export const STRANGERS: readonly Person[] = ['case manager of another student', 'speech pathologist of another student'];
