/** Goal banks: reading them, taking one in, keeping a goal of one's own, writing a bank to a file. */
import { dropGoal, goalBanks, importBank, keepGoal, removeBank, saveBank } from '../../records/goal-bank-service.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

export function goalHandlers({ inside }: Session): HandlersOf<`goals.${'banks' | 'import' | 'remove' | 'keep' | 'drop' | 'save'}`> {
  return {
    'goals.banks': () => inside(async (rooms) => goalBanks(rooms)),
    'goals.import': ({ bytes }) => inside((rooms) => importBank(rooms, bytes)),
    'goals.remove': ({ bankId }) => inside((rooms) => removeBank(rooms, bankId)),
    'goals.keep': ({ goal }) => inside((rooms) => keepGoal(rooms, goal)),
    'goals.drop': ({ goalId }) => inside((rooms) => dropGoal(rooms, goalId)),
    'goals.save': ({ bankId }) => inside((rooms) => saveBank(rooms, bankId)),
  };
}
