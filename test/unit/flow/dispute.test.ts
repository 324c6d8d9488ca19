import { describe, expect, it } from 'vitest';
import { notConfirmed } from '../../../shared/check/participation.ts';
import { disputeEdits } from '../../../shared/flow/dispute.ts';
import { holds } from '../../../shared/iep/conditions.ts';
import { DISPUTE_WORDS } from '../../../shared/iep/dispute-words.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { OPEN, Walk } from './room.ts';

const open = new Walk().must(OPEN).document;
const withNotes = (part: JsonObject): IepDocument => ({ ...open, pages: { ...open.pages, structuredNotes: { ...(open.pages.structuredNotes as JsonObject), ...part } } });
const line = (kind: string): JsonObject => ({ topics: [{ $row: 't1', kind, text: 'The mother does not agree with the group.' }] });
const words = (doc: IepDocument): unknown => (doc.pages.structuredNotes as JsonObject)['disputeResolution'];

describe('a recorded disagreement', () => {
  it('puts how it can be settled into the notes: the usual words, those of the form’s language, or those of the district', () => {
    const written = (doc: IepDocument, district: string): unknown => words(new Walk(doc).edit(disputeEdits(doc, district)).document);
    expect(written(open, '')).toBe(DISPUTE_WORDS.en);
    const spanish: IepDocument = { ...open, formLanguage: 'es' };
    expect(written(spanish, ' ')).toBe(DISPUTE_WORDS.es);
    expect(written(open, 'Call the SELPA.')).toBe('Call the SELPA.');
    for (const said of [DISPUTE_WORDS.en, DISPUTE_WORDS.es]) expect(said).toMatch(/mediaci|mediation/u);
    expect(DISPUTE_WORDS.en).toContain('due process hearing');
  });

  it('never writes over words that stand there', () => {
    expect(disputeEdits(withNotes({ disputeResolution: 'Agreed to meet with the SELPA on Friday.' }), '')).toEqual([]);
  });

  it('is asked for where a line of the notes is one, and not for a suggestion or a refused request', () => {
    expect(holds('disagreementNoted', withNotes(line('disagreement')), '')).toBe(true);
    for (const kind of ['suggestion', 'request', 'agreement', 'information', '']) expect(holds('disagreementNoted', withNotes(line(kind)), '')).toBe(false);
  });
});

describe('a parent who does not confirm meaningful participation', () => {
  const answered = (answer: string, doc: IepDocument = open): IepDocument => ({ ...doc, pages: { ...doc.pages, consent: (doc.pages.consent as unknown as readonly JsonObject[]).map((sheet) => ({ ...sheet, meaningfulParticipation: answer })) as never } });

  it('is asked what was missing, whether the answer is No or the box stays empty', () => {
    for (const answer of ['N', 'unchecked']) expect(notConfirmed(answered(answer))).toMatchObject({ answer, missing: [{ words: 'the concern' }, { words: 'what was discussed about it' }, { words: 'what the team decided' }] });
    for (const answer of ['Y', '']) expect(notConfirmed(answered(answer))).toBeNull();
  });

  it('has been heard once concern, discussion and decision say something; N/A says nothing', () => {
    const heard = { concern: 'Homework takes all evening.', discussion: 'The log was read together.', decision: 'N/A' };
    expect(notConfirmed(answered('N', withNotes({ participationConcern: heard })))?.missing.map(({ words: said }) => said)).toEqual(['what the team decided']);
    expect(notConfirmed(answered('N', withNotes({ participationConcern: { ...heard, decision: 'One page of homework.' } })))?.missing).toEqual([]);
  });

  it('speaks of the newest session only', () => {
    const [first] = answered('N').pages.consent as unknown as readonly JsonObject[];
    const twice: IepDocument = { ...open, pages: { ...open.pages, consent: [first, { ...first, $row: 'second', meaningfulParticipation: 'Y' }] as never } };
    expect(notConfirmed(twice)).toBeNull();
  });
});
