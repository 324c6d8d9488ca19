/** What the work on records needs: the tools that are always there, and the rooms that exist only while the vault is open. */
import type { Notices } from '../../shared/bridge/contract.ts';
import type { Who } from '../../shared/flow/events.ts';
import { localDate, localTime } from '../../shared/time/zone.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Log } from '../diagnostics/log.ts';
import type { SavePort } from '../exchange/save-port.ts';
import type { Clock, DeviceSecret, Random } from '../ports/computer.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { PaperService, PdfJudge, PrintPort } from '../ports/paper.ts';
import type { RememberedRecords } from '../ports/packages.ts';
import type { SyncService } from '../ports/sync.ts';
import type { Vault } from '../ports/vault.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { OpenDrafts } from './open-drafts.ts';
import type { WaitingPapers } from './waiting-papers.ts';

export type Notify = <N extends keyof Notices>(name: N, notice: Notices[N]) => void;

export interface Tools {
  readonly clock: Clock;
  readonly random: Random;
  readonly paper: PaperService;
  readonly pdfJudge: PdfJudge;
  readonly printer: PrintPort;
  readonly saver: SavePort;
  readonly vault: Vault;
  readonly deviceSecret: DeviceSecret;
  readonly settings: SettingsStore;
  readonly openSync: (vault: OpenVault, records: RememberedRecords) => SyncService;
  readonly notify: Notify;
  readonly log: Log;
  /** Version of the app, shown in Help. */
  readonly version: string;
}

export interface Rooms {
  readonly tools: Tools;
  readonly vault: OpenVault;
  readonly records: RememberedRecords;
  readonly sync: SyncService;
  readonly drafts: OpenDrafts;
  readonly elsewhere: Elsewhere;
  readonly waiting: WaitingPapers;
}

/** District-local date `YYYY-MM-DD`, time `HH:MM`, and the instant both come from. */
export function districtNow(tools: Tools): { readonly instant: string; readonly today: string; readonly time: string } {
  const instant = tools.clock.now();
  const { zone } = tools.settings.get();
  return { instant, today: localDate(instant, zone), time: localTime(instant, zone) };
}

/** The unlocked user and what the district allows them; fails until somebody was chosen from the staff list (decisions.md 9). */
export function whoOf(rooms: Rooms): Result<Who> {
  const profile = rooms.vault.profile();
  if (profile === null) return fail('notYours', 'Choose your name from the staff list first.');
  return ok({ actor: { staffId: profile.staffId, name: profile.name, role: profile.role, area: profile.area }, district: rooms.tools.settings.get().optionalRights });
}
