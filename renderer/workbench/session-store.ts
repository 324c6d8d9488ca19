/** Whether the records are open, and who is at work; at lock every other store forgets what it holds. */
import type { Profile } from '../../shared/bridge/session.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { keepPlace, returnToPlace } from '../meeting/place-left.ts';
import { forgetRoutes } from '../routes.ts';
import { ask, bridge, dropAnswers } from './bridge.ts';
import { setClock } from './clock.ts';
import { closeDraft, flushDraft, metAChange } from './draft-queue.ts';
import { forgetDamage, refreshDamage } from './damage-store.ts';
import { forgetGoalBanks } from './goal-banks.ts';
import { forgetHalfWritten, keepHalfWritten, refreshHalfWritten } from './half-written.ts';
import { forgetLibrary } from './library.ts';
import { forgetTranslations, keepTranslations } from './late-translations.ts';
import { forgetProgress, keepProgress } from './progress-writing.ts';
import { stopProjecting } from './projector.ts';
import { forgetSearch } from './record-search.ts';
import { forgetRedQuestions } from './red-question.ts';
import { useSession } from './session-state.ts';
import { refreshSettings } from './settings-store.ts';
import { forgetSync, refreshSync } from './sync-store.ts';
import { emptyWorkingSet, fillWorkingSet } from './working-set.ts';

/** The caseload and what stood in dialogs, then what reading them found damaged. */
async function readAll(): Promise<void> {
  await fillWorkingSet();
  await refreshHalfWritten();
  await refreshDamage();
}

/** Reads main's status afresh and follows it: open records are loaded, closed ones forgotten. */
export async function refreshSession(): Promise<void> {
  const reply = await ask(bridge().session.status());
  if (!reply.ok) {
    useSession.setState({ failure: reply.failure as Failure });
    return;
  }
  setClock(reply.value.now, reply.value.zone);
  // Before anything is drawn, so that nothing else flashes by.
  if (reply.value.vault === 'open') await returnToPlace();
  useSession.setState({ status: reply.value, failure: null });
  if (reply.value.vault === 'open') await readAll();
}

/** Makes this person the one who works on this computer; answers why not, or null. */
export async function workAs(profile: Profile): Promise<Failure | null> {
  const set = await ask(bridge().session.setProfile({ profile }));
  if (!set.ok) return set.failure as Failure;
  await refreshSession();
  return null;
}

/** Clears the screen and the memory of this window; the records stay sealed in main. */
async function forgetEverything(): Promise<void> {
  dropAnswers();
  // Main may tell of one lock twice: the place that was open the first time counts.
  const { status } = useSession.getState();
  if (status?.vault === 'open') {
    keepPlace();
    // The screen first: nothing of a student is drawn while the stores are emptied.
    useSession.setState({ status: { ...status, vault: 'locked', profile: null } });
  }
  closeDraft();
  stopProjecting();
  forgetRedQuestions();
  forgetRoutes();
  forgetDamage();
  forgetTranslations();
  forgetProgress();
  forgetSearch();
  forgetHalfWritten();
  forgetSync();
  forgetGoalBanks();
  forgetLibrary();
  useSession.setState({ recoveryCode: null });
  await emptyWorkingSet();
}

/** A value that is still being typed (a date, a number) is taken in as when its box is left; the caret stays. */
function takeInWhatIsTyped(): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLInputElement)) return;
  active.blur();
  active.focus({ preventScroll: true });
}

/** The edits first, then what stands in dialogs and what met a change; words that could not be kept count as unsaved, so that nothing locks or leaves over them. */
async function answerFlush(ticket: string): Promise<void> {
  const kept = await Promise.all([flushDraft(), keepTranslations(), keepProgress()]);
  const lost = await keepHalfWritten(metAChange());
  await ask(bridge().session.flushed({ ticket, unsaved: kept.reduce((sum, { unsaved }) => sum + unsaved, lost) }));
}

export async function startSession(): Promise<void> {
  bridge().on('session', ({ state }) => {
    void (state === 'locked' ? forgetEverything() : Promise.resolve()).then(refreshSession);
  });
  bridge().on('flush', ({ ticket }) => {
    takeInWhatIsTyped();
    void answerFlush(ticket);
  });
  // An affirm, an import or a signature that came later adds to what waits for the district.
  bridge().on('caseload', () => void Promise.all([readAll(), refreshSync()]));
  await refreshSettings();
  await refreshSession();
}
