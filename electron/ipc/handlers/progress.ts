/** Progress reports on the goals of an affirmed plan: reading, writing, affirming and sending them. */
import { addRound, affirmRound, correctRound, finishReport, giveUpCorrection, readProgress, sendRounds, writeProgress } from '../../records/progress-writing-service.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

type Channels = 'progress.read' | 'progress.write' | 'progress.finish' | 'progress.affirm' | 'progress.correct' | 'progress.giveUpCorrection' | 'progress.add' | 'progress.send';

export function progressHandlers({ inside }: Session): HandlersOf<Channels> {
  return {
    'progress.read': (request) => inside((rooms) => readProgress(rooms, request)),
    'progress.write': (request) => inside((rooms) => writeProgress(rooms, request)),
    'progress.finish': (request) => inside((rooms) => finishReport(rooms, request)),
    'progress.affirm': (request) => inside((rooms) => affirmRound(rooms, request)),
    'progress.correct': (request) => inside((rooms) => correctRound(rooms, request)),
    'progress.giveUpCorrection': (request) => inside((rooms) => giveUpCorrection(rooms, request)),
    'progress.add': (request) => inside((rooms) => addRound(rooms, request)),
    'progress.send': (request) => inside((rooms) => sendRounds(rooms, request)),
  };
}
