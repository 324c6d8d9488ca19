/**
 * The projector view: a room full of people sees this student and nobody else. While it is on, every way to the caseload, to other students and to the
 * settings is closed, and the letters are larger. Lock ends it.
 */
import { create } from 'zustand';
import { useRoutes, type Route } from '../routes.ts';

/** How much larger than at the desk: readable from the end of a conference table. */
const ZOOM = '1.35';

export const useProjector = create<{ readonly on: boolean; readonly studentId: string }>(() => ({ on: false, studentId: '' }));

/** Screens that show one student alone. */
const ALONE: ReadonlySet<Route['name']> = new Set<Route['name']>(['meeting', 'reconcile', 'affirm', 'reader']);

function isAlone(route: Route, studentId: string): boolean {
  return ALONE.has(route.name) && 'studentId' in route && route.studentId === studentId;
}

// Whoever asks for another place while it is on (a key, a finding, going back) stays where they are: the wall must not show a caseload for one moment.
useRoutes.subscribe((now, before) => {
  const { on, studentId } = useProjector.getState();
  if (on && !isAlone(now.route, studentId) && isAlone(before.route, studentId)) useRoutes.setState(before);
});

export function turnProjector(studentId: string): void {
  if (useProjector.getState().on) return stopProjecting();
  useProjector.setState({ on: true, studentId });
  document.documentElement.style.setProperty('--zoom', ZOOM);
  return undefined;
}

export function stopProjecting(): void {
  useProjector.setState({ on: false, studentId: '' });
  document.documentElement.style.removeProperty('--zoom');
}
