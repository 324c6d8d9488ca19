/** Handler of the readiness check: whether this computer can run the meeting offline. */
import { ok } from '../../../shared/words/failures.ts';
import { lookAtReadiness, type ReadinessParts } from '../../records/readiness-service.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

export interface ReadinessHandlerParts extends ReadinessParts {
  readonly session: Session;
}

export function readinessHandlers({ session, ...parts }: ReadinessHandlerParts): HandlersOf<'readiness.check'> {
  return {
    'readiness.check': ({ studentId }) => session.inside(async (rooms) => {
      const items = await lookAtReadiness(rooms, parts, studentId);
      return items.ok ? ok({ items: [...items.value] }) : items;
    }),
  };
}
