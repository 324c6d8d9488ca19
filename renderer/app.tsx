/** Chooses the screen: set up or unlock while the records are sealed, else the place the user is at. */
import { useEffect } from 'react';
import { Affirm } from './affirm/affirm.tsx';
import { Reconcile } from './affirm/reconcile.tsx';
import { Home } from './caseload/home.tsx';
import { RedQuestionDialog } from './form/red-question.tsx';
import { Goals } from './goals/goals.tsx';
import { Reader } from './history/reader.tsx';
import { Library } from './library/library.tsx';
import { Meeting } from './meeting/meeting.tsx';
import { Progress } from './progress/progress.tsx';
import { ProgressPrint } from './print/progress-print.tsx';
import { Readiness } from './readiness/readiness.tsx';
import { sourceKey, useRoutes, type Route } from './routes.ts';
import { SettingsScreen } from './settings/settings.tsx';
import { Student } from './student/student.tsx';
import { SyncCentre } from './sync/sync-centre.tsx';
import { Commands } from './ui/commands.tsx';
import { HalfWrittenWords } from './ui/half-written.tsx';
import { SecondStart } from './ui/second-start.tsx';
import { FirstRun } from './unlock/first-run.tsx';
import { CannotOpen } from './unlock/cannot-open.tsx';
import { Unlock } from './unlock/unlock.tsx';
import { followLibrary } from './workbench/library.ts';
import { useProjector } from './workbench/projector.ts';
import { useSession } from './workbench/session-state.ts';
import { followSync } from './workbench/sync-store.ts';

function Screen({ route }: { readonly route: Route }) {
  switch (route.name) {
    case 'home':
      return <Home />;
    case 'student':
      return <Student key={route.studentId} studentId={route.studentId} tab={route.tab} />;
    case 'progress':
      return <Progress key={route.studentId} studentId={route.studentId} />;
    case 'meeting':
      return <Meeting key={route.draftId} studentId={route.studentId} draftId={route.draftId} />;
    case 'reconcile':
      return <Reconcile key={route.draftId} studentId={route.studentId} draftId={route.draftId} />;
    case 'affirm':
      return <Affirm key={route.draftId} studentId={route.studentId} draftId={route.draftId} />;
    case 'reader':
      return <Reader key={sourceKey(route.source)} studentId={route.studentId} title={route.title} source={route.source} passage={route.passage ?? null} />;
    case 'goals':
      return <Goals />;
    case 'library':
      return <Library />;
    case 'sync':
      return <SyncCentre />;
    case 'settings':
      return <SettingsScreen />;
  }
}

function Open() {
  const route = useRoutes((state) => state.route);
  // The print of a whole caseload names every student of it; on the wall stands one alone.
  const projecting = useProjector((state) => state.on);
  useEffect(() => followSync(), []);
  useEffect(() => followLibrary(), []);
  return (
    <Commands>
      <HalfWrittenWords />
      <Screen route={route} />
      <RedQuestionDialog />
      <Readiness />
      {projecting ? null : <ProgressPrint />}
    </Commands>
  );
}

function Place() {
  const { status, failure, recoveryCode } = useSession();
  if (failure !== null && status?.vault !== 'open') return <CannotOpen failure={failure} />;
  if (status === null) return <p role="status">Opening IEP Desk…</p>;
  if (recoveryCode !== null || status.vault === 'none') return <FirstRun />;
  return status.vault === 'locked' ? <Unlock /> : <Open />;
}

export function App() {
  return (
    <>
      <SecondStart />
      <Place />
    </>
  );
}
