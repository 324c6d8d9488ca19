import { describe, expect, test } from 'vitest';
import type { FieldDef, PageDef } from '../../../shared/iep/definition.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { pageDef } from '../../../shared/iep/pages.ts';
import { visible } from '../../../shared/paper/clean.ts';
import { LEAST_BODY, footerOf, headerOf, pageMargins, SHEET } from '../../../shared/paper/frame.ts';
import type { PaperNode, Table } from '../../../shared/paper/node.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { pageContent } from '../../../shared/paper/page.ts';
import { plainPaperOf } from '../../../shared/paper/plain.ts';
import { translatableOn, translatablePlaces, type TranslatablePlace } from '../../../shared/iep/translations.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, NO_WORK, proseOf, sampleDocument, withPage } from './sample.ts';

const sample = sampleDocument();
const words = (nodes: readonly PaperNode[]): string => nodes.flatMap(textsOf).map((text) => text.text).join('\n');

function draftsOf(document: typeof sample, prepared: readonly string[], kind: 'draft' | 'parentCopy' | 'imported' | 'cleanCopy' = 'parentCopy'): readonly string[] {
  const plan = paperOf(factsOf({ ...document, work: { ...NO_WORK, prepared } } as typeof sample, { kind }));
  return plan.definition.sections.filter((section) => section.draft).map((section) => section.page);
}

test('a list prints people by their names whatever signs their ids have: an id with a hyphen printed no IEP at all', () => {
  const [goal] = (sample.pages.goals as unknown as { readonly items: readonly JsonObject[] }).items;
  if (goal === undefined) throw new Error('The sample has goals.');
  const document = { ...withPage(sample, 'goals', { items: [{ ...goal, personsResponsible: ['Speech, st-3 (1)'] }] }), staff: sample.staff.map((person, index) => ({ ...person, id: `st-${index} (1)` })) };
  const said = words(paperOf(factsOf(document)).definition.sections.flatMap((section) => section.content));
  expect(said).toContain(`Speech, ${sample.staff[3]?.name ?? ''}`);
  expect(said).not.toContain('st-3');
});

test('what points to a service that is gone says so: its id says nothing to a parent', () => {
  const pages = { ...sample.pages, emergencyProgram: { layout: 'B', emSpecialEd: [{ $row: 'p1', serviceRef: 'svc-9' }] } } as unknown as typeof sample.pages;
  const [key = ''] = pageKeysOf({ ...sample, pages }).filter((one) => one.startsWith('emergencyProgram'));
  const said = words(paperOf(factsOf({ ...sample, pages }, { kind: 'draft', only: [key] })).definition.sections.flatMap((section) => section.content));
  expect(said).toContain('(no longer on the list)');
  expect(said).not.toContain('svc-9');
});

describe('a page printed by itself', () => {
  const [notice = ''] = pageKeysOf(sample).filter((key) => key.startsWith('meetingNotice/'));

  test('is the only form on the plan, whatever page it is, and the packet leaves it out', () => {
    const plan = paperOf(factsOf(sample, { kind: 'draft', only: [notice] }));
    expect(plan.pages).toEqual([notice]);
    expect(visible(plan.texts.map(({ text }) => text).join('\n'))).toContain(visible('Telephone and video attendance offered'));
    expect(paperOf(factsOf(sample, { kind: 'draft' })).pages).not.toContain(notice);
  });

  test('may be one that nobody has begun: its boxes are there to write in', () => {
    const plan = plainPaperOf(factsOf(sample, { kind: 'draft', only: ['transitionPlan'] }));
    expect(plan.pages).toEqual(['transitionPlan']);
    expect(paperOf(factsOf(sample, { kind: 'draft', only: ['transitionPlan'] })).texts.length).toBeGreaterThan(20);
  });
});

describe('everything a document says is on the plan', () => {
  for (const [name, planner] of [['full', paperOf], ['plain', plainPaperOf]] as const) {
    test(`every sentence of the sample is in the ${name} layout`, () => {
      const sentences = proseOf(sample.pages).filter((text) => !/\bst\d/.test(text));
      expect(sentences.length).toBeGreaterThan(150);
      const all = visible(planner(factsOf(sample)).texts.map((text) => text.text).join(''));
      expect(sentences.filter((sentence) => !all.includes(visible(sentence)))).toEqual([]);
    });
  }

  test('a field added to a page definition is on paper without a change here', () => {
    const def = pageDef('specialFactors');
    const added: FieldDef = { id: 'sleep', label: { en: 'Hours of sleep', es: 'Horas de sueño' }, type: { kind: 'statement' }, req: 'R', reported: false, by: ['cm'], pre: 'D' };
    const longer: PageDef = { ...def, sections: [...def.sections, { id: 'sleep', fields: [added] }] };
    const page = { sleep: 'Nine hours on school nights.' };
    const text = words(pageContent({ document: sample, previous: null, language: 'en', carried: new Set(), preparedBy: new Map(), translations: new Map(), forPens: true }, longer, def.root, page, 540, '2026-10-14'));
    expect(text).toContain('Hours of sleep');
    expect(text).toContain('Nine hours on school nights.');
  });

  test('what an imported page holds beyond its definition is printed under its own name', () => {
    const plan = paperOf(factsOf(withPage(sample, 'presentLevels', { oldRemarks: ['He likes herons very much.'] })));
    const text = plan.texts.map((piece) => piece.text).join('\n');
    expect(text).toContain('Further entries');
    expect(text).toContain('oldRemarks');
    expect(text).toContain('He likes herons very much.');
  });

  test('and so is what a row of a list holds beyond its definition', () => {
    const items = (sample.pages.goals as { items: readonly JsonObject[] }).items.map((goal, index) => (index === 1 ? { ...goal, oldStandard: 'ELA 4.7 of the former list' } : goal));
    const text = paperOf(factsOf(withPage(sample, 'goals', { items }))).texts.map((piece) => piece.text).join('\n');
    expect(text).toContain('Goal 2: oldStandard');
    expect(text).toContain('ELA 4.7 of the former list');
    expect(paperOf(factsOf(sample)).texts.map((piece) => piece.text)).not.toContain('Further entries');
  });

  test('a ticked box says so in the text, and a value outside its list gets a box of its own', () => {
    const plan = paperOf(factsOf(withPage(sample, 'infoEligibility', { purposes: ['annual', 'somethingOld'] })));
    const at = plan.texts.filter((text) => text.at === 'pages/infoEligibility/purposes').map((text) => text.text);
    expect(at.filter((text) => text === 'X')).toHaveLength(2);
    expect(at).toContain('somethingOld');
  });

  test('an empty document prints its forms with boxes to write in', () => {
    const empty = { ...sample, pages: { infoEligibility: {}, attendance: [], consent: [] }, meeting: {} } as unknown as typeof sample;
    const text = paperOf(factsOf(empty)).texts.map((piece) => piece.text).join('\n');
    expect(text).toContain('Parent concerns');
    expect(text).toContain('Measurable annual goal');
    expect(text).not.toContain('undefined');
    expect(text).not.toContain('null');
  });

  test('no name of a page key, staff id or service reference reaches the parent', () => {
    const text = paperOf(factsOf(sample)).texts.map((piece) => piece.text).join('\n');
    expect(text).not.toMatch(/\bst\d\b/);
    expect(text).not.toMatch(/\bsv\d\b/);
    expect(text).not.toContain('fapeServices');
    expect(text).toContain('Linnea Castellano (part of the meeting)');
  });

  test('a service left out of the state report is tagged, the others are not', () => {
    const services = (sample.pages.fapeServices as { services: readonly { dnr: boolean }[] }).services;
    const tags = paperOf(factsOf(sample)).texts.filter((text) => text.text === 'Not reported to the state');
    expect(tags).toHaveLength(services.filter((service) => service.dnr).length);
    expect(tags.length).toBeGreaterThan(0);
  });
});

describe('goals dropped in the meeting', () => {
  test('leave the list and are named at its end with who suggested them and why', () => {
    const rows = (sample.pages.goals as { items: readonly { $row: string; annualGoal: string }[] }).items;
    const dropped = rows[1];
    if (dropped === undefined) throw new Error('the sample has too few goals');
    const work = { ...NO_WORK, goals: { [dropped.$row]: { state: 'dropped' as const, by: 'Gideon Yarrow', reason: 'Covered by goal 1.' } } };
    const plan = paperOf(factsOf({ ...sample, work } as typeof sample));
    const section = plan.definition.sections.find((one) => one.page === 'goals');
    const text = words(section?.content ?? []);
    expect(text.split(dropped.annualGoal)).toHaveLength(2);
    expect(text.indexOf('Goals considered and dropped')).toBeLessThan(text.indexOf(dropped.annualGoal));
    expect(text).toContain('Covered by goal 1.');
    expect(text).toContain('Gideon Yarrow');
  });
});

describe('the DRAFT mark', () => {
  const prepared = ['presentLevels', 'goals', 'attendance', 'consent'];
  const undiscussed = withPage(withPage(sample, 'presentLevels', { pageState: 'draft' }), 'fapeServices', { pageState: 'draft' });

  test('stands on prepared pages nobody has discussed, and on nothing else', () => {
    expect(draftsOf(undiscussed, prepared)).toEqual(['presentLevels']);
  });

  test('is never on attendance and consent', () => {
    const rows = (name: 'attendance' | 'consent') => (sample.pages[name] as readonly { $row: string }[]).map((row) => ({ ...row, pageState: 'draft' }));
    const document = { ...sample, pages: { ...sample.pages, attendance: rows('attendance'), consent: rows('consent') } } as unknown as typeof sample;
    const keys = [...rows('attendance').map((row) => `attendance/@${row.$row}`), ...rows('consent').map((row) => `consent/@${row.$row}`)];
    expect(keys.length).toBeGreaterThan(1);
    expect(draftsOf(document, keys)).toEqual([]);
  });

  test('is never on an imported record, nor on a clean copy of one', () => {
    expect(draftsOf(undiscussed, prepared, 'imported')).toEqual([]);
    expect(draftsOf(undiscussed, prepared, 'cleanCopy')).toEqual([]);
  });
});

describe('header and footer', () => {
  const plan = (more: Parameters<typeof factsOf>[1]) => paperOf(factsOf(sample, more)).definition;

  test('name SELPA, form, student, birth date and IEP date; sheet of sheets, print time, label, hash, code, form and version', () => {
    const { frame, sections } = plan({});
    for (const section of sections) {
      const text = `${words([headerOf(frame, section)])}\n${words([footerOf(frame, section, 3, 24)])}`;
      for (const fact of ['Delta Oaks SELPA', section.title, 'Birchwater, Nolan Everett', 'Mar 8, 2017', 'Oct 14, 2026', 'Page 3 of 24', '3:22 p.m.', 'PARENT COPY', 'a3f9c2d17be04411', 'K7QM-2PXA', `Form ${section.formNo}`, 'example-1']) expect(text).toContain(fact);
    }
    expect(sections.length).toBeGreaterThan(9);
  });

  test('say in each kind of copy what it is', () => {
    const label = (more: Parameters<typeof factsOf>[1]) => plan(more).frame.label;
    expect(label({ kind: 'affirmed', affirmedOn: '2026-10-16' })).toBe('AFFIRMED Oct 16, 2026');
    expect(label({ kind: 'imported' })).toBe('IMPORTED Oct 14, 2026');
    expect(label({ kind: 'draft' })).toBe('DRAFT COPY');
    expect(label({ kind: 'cleanCopy' })).toBe('CLEAN COPY, NOT THE IEP');
    expect(label({ language: 'both' })).toBe('PARENT COPY\u00a0/ COPIA PARA LOS PADRES');
  });

  test('say at the top of every sheet of a clean copy that it is not the IEP and which paper is, in the languages of the print, and push the text down', () => {
    const signed = 'The legal IEP is the paper with the original signatures dated Oct 14, 2026.';
    for (const [language, banner] of [
      ['en', ['CLEAN COPY: typed from the signed IEP for easier reading. This is NOT the IEP.', signed]],
      ['es', ['COPIA EN LIMPIO: transcrita del IEP firmado para facilitar la lectura. Esta copia NO es el IEP.', 'El IEP legal es el documento en papel con las firmas originales del 14 oct 2026.']],
    ] as const) {
      const { frame, sections } = plan({ kind: 'cleanCopy', language });
      expect(frame.banner).toEqual(banner);
      for (const section of sections) {
        expect(words([headerOf(frame, section)])).toContain(banner.join('\n'));
        expect(pageMargins(frame, section)[1]).toBeGreaterThan(pageMargins(plan({ language }).frame, section)[1] + 15);
      }
      expect(sections.length).toBeGreaterThan(9);
    }
    const longest = plan({ kind: 'cleanCopy', language: 'both' });
    expect(longest.frame.banner).toHaveLength(4);
    for (const section of longest.sections) {
      const [, top, , bottom] = pageMargins(longest.frame, section);
      expect(SHEET.height - top - bottom).toBeGreaterThanOrEqual(LEAST_BODY);
    }
    expect(plan({ kind: 'affirmed' }).frame.banner).toEqual([]);
  });

  test('never speak of a signed IEP on a clean copy of one that no parent signed', () => {
    const consent = (sample.pages.consent as readonly JsonObject[]).map((sheet) => ({ ...sheet, parentSignatures: [{ $row: 'p1', printedName: 'Dana Birchwater', outcome: 'declined', signedOn: '2026-10-14' }] }));
    const { frame } = paperOf(factsOf({ ...sample, pages: { ...sample.pages, consent } } as unknown as typeof sample, { kind: 'cleanCopy' })).definition;
    expect(frame.banner).toEqual(['CLEAN COPY: typed from an IEP without a parent signature, for easier reading. This is NOT the IEP.', 'What counts is the paper of the meeting on Oct 14, 2026.']);
  });

  test('name the day an adult student signed on a clean copy', () => {
    const consent = (sample.pages.consent as readonly JsonObject[]).map((sheet) => ({ ...sheet, parentSignatures: [], adultStudentSignature: { outcome: 'signed', signedOn: '2026-10-16' } }));
    const { frame } = paperOf(factsOf({ ...sample, pages: { ...sample.pages, consent } } as unknown as typeof sample, { kind: 'cleanCopy' })).definition;
    expect(frame.banner).toEqual(['CLEAN COPY: typed from the signed IEP for easier reading. This is NOT the IEP.', 'The legal IEP is the paper with the original signatures dated Oct 16, 2026.']);
  });

  test('carry the date of a later session on its own sheets only', () => {
    const rows = (sample.pages.attendance as readonly { $row: string }[]).map((row) => ({ ...row, sessionNo: 2, sessionDate: '2026-10-28' }));
    const later = paperOf(factsOf({ ...sample, pages: { ...sample.pages, attendance: rows } } as unknown as typeof sample));
    const { frame, sections } = later.definition;
    const dated = sections.filter((section) => words([headerOf(frame, section)]).includes('Oct 28, 2026'));
    expect(dated.map((section) => section.pageId)).toEqual(['attendance']);
    expect(words(dated[0]?.content ?? [])).toContain('Continued meeting of Oct 14, 2026; original IEP date Oct 14, 2026');
  });
});

describe('languages', () => {
  test('both shows English and Spanish where Spanish exists', () => {
    const text = paperOf(factsOf(sample, { language: 'both' })).texts.map((piece) => piece.text).join('\n');
    expect(text).toContain('Parent concerns\u00a0/ Preocupaciones de los padres');
    expect(text).toContain('Yes\u00a0/ Sí');
  });
});

describe('words that came over from last year', () => {
  const rowOf = (page: 'goals' | 'fapeServices', list: string): string => (sample.pages[page] as unknown as Record<string, readonly { readonly $row: string }[]>)[list]?.[0]?.$row ?? '';
  const carried = ['pages/presentLevels/strengths', `pages/goals/items/@${rowOf('goals', 'items')}`, `pages/fapeServices/services/@${rowOf('fapeServices', 'services')}`, `pages/fapeServices/accommodations/@${rowOf('fapeServices', 'accommodations')}`];
  const textOn = (kind: 'draft' | 'parentCopy' | 'affirmed', page: string): string => words(paperOf(factsOf({ ...sample, work: { ...NO_WORK, carried } } as unknown as typeof sample, { kind })).definition.sections.find((one) => one.page === page)?.content ?? []);

  test('say so on draft and parent copy, in the label of a field, in the head of a goal, in the row of a table', () => {
    for (const kind of ['draft', 'parentCopy'] as const) {
      expect(textOn(kind, 'presentLevels')).toContain(' · From last year\n');
      expect(textOn(kind, 'goals')).toContain('Goal 1\nFrom last year');
      expect(textOn(kind, 'fapeServices').split('To be considered')).toHaveLength(3);
    }
  });

  test('are this year’s once the IEP is affirmed', () => {
    for (const page of ['presentLevels', 'goals', 'fapeServices']) expect(textOn('affirmed', page)).not.toMatch(/From last year|To be considered/);
  });
});

describe('who prepares a part', () => {
  const row = (sample.pages.goals as unknown as { readonly items: readonly { readonly $row: string }[] }).items[0]?.$row ?? '';
  const mark = { staff: 'st2', by: 'st1', at: '2026-10-01T10:00:00Z' };
  const preparedBy = { 'pages/presentLevels': mark, 'pages/presentLevels/strengths': mark, [`pages/goals/items/@${row}`]: mark };
  const saidOn = (kind: 'draft' | 'parentCopy' | 'affirmed'): string => words(paperOf(factsOf({ ...sample, work: { ...NO_WORK, preparedBy } } as unknown as typeof sample, { kind })).definition.sections.flatMap((section) => section.content));

  test('is said on a draft: under the title of a page, beside the label of a field, in the head of a goal', () => {
    const text = saidOn('draft');
    expect(text.split('Prepared by Percival Odumegwu, Speech-Language Pathologist')).toHaveLength(4);
    expect(text).toContain('Strengths, preferences and interests · Prepared by Percival Odumegwu');
    expect(text).toContain('Goal 1\nPrepared by Percival Odumegwu');
  });

  test('and on nothing the parent takes home: the IEP is the team’s', () => {
    for (const kind of ['parentCopy', 'affirmed'] as const) expect(saidOn(kind)).not.toContain('Prepared by');
  });
});

describe('the discussion log', () => {
  const goal = (sample.pages.goals as unknown as { readonly items: readonly { readonly $row: string }[] }).items[1]?.$row ?? '';
  const lines = [
    { $row: 't1', time: '14:38', kind: 'request', speakerRole: 'Parent', pageId: 'goals', about: `pages/goals/items/@${goal}/baseline`, text: 'Reading every day, please.', answer: 'refused', why: 'He tires after two sessions.', actionRef: 'a4' },
    { $row: 't2', time: '14:40', kind: 'request', speakerRole: 'Parent', pageId: 'fapeServices', about: '', text: 'A tablet at home.', answer: '', why: '' },
    { $row: 't3', time: '14:41', speakerRole: 'Teacher', pageId: 'goals', text: 'He answers in science.' },
  ];
  const log = (language: 'en' | 'es'): string => words(paperOf(factsOf(withPage(sample, 'structuredNotes', { topics: lines }), { language })).definition.sections.find((one) => one.page === 'structuredNotes')?.content ?? []);

  test('says kind, speaker and place of each line in words, and how a request was answered', () => {
    const text = log('en');
    expect(text).toContain('2:38 p.m. · Request · Parent · about Goals · Goal 2 · Baseline\nReading every day, please.\nAnswered: Refused (Action 4)\nWhy: He tires after two sessions.');
    expect(text).toContain('2:40 p.m. · Request · Parent · Services\nA tablet at home.\nNo answer yet');
    expect(text).toContain('2:41 p.m. · Teacher · Goals\nHe answers in science.');
    expect(text).not.toContain(goal);
  });

  test('says it in Spanish', () => {
    expect(log('es')).toContain('2:38 p.m. · Solicitud · Padre, madre o tutor(a) · sobre Metas · Meta 2 · Nivel de partida');
    expect(log('es')).toContain('2:41 p.m. · Maestro(a) · Metas');
    expect(log('es')).toContain('Respuesta: Rechazada');
    expect(log('es')).not.toMatch(/· (Parent|Teacher) ·/u);
  });
});

describe('the structured notes', () => {
  test('number their parts and end with the seven elements of a prior written notice', () => {
    const section = paperOf(factsOf(sample)).definition.sections.find((one) => one.page === 'structuredNotes');
    const table = section?.content.findLast((node): node is Table => node.kind === 'table');
    const rows = table?.rows.slice(1).map((row) => words(row)) ?? [];
    expect(rows).toHaveLength(7);
    expect(rows[5]).toMatch(/^6\. Other options considered and why they were rejected\n\d+\. Options considered$/);
    expect(words(section?.content ?? [])).not.toContain('valid');
  });

  test('say that they contain the seven elements only while all seven are there, in the language of the print', () => {
    const said = (document: typeof sample, language: 'en' | 'es' | 'both'): string => words(paperOf(factsOf(document, { language, previous: sample })).definition.sections.find((one) => one.page === 'structuredNotes')?.content ?? []);
    expect(said(sample, 'en')).toContain('Contains the seven elements');
    expect(said(sample, 'es')).toContain('Contiene los siete elementos');
    expect(said(sample, 'both')).toContain('Contains the seven elements\u00a0/ Contiene los siete elementos');
    const short = withPage(sample, 'structuredNotes', { otherFactors: 'N/A' });
    for (const language of ['en', 'es', 'both'] as const) expect(said(short, language)).not.toMatch(/the seven elements|los siete elementos/);
    expect(said(short, 'en')).toContain('7. Other relevant factors');
  });

  test('say so of a changed offer only with an action for each change, as the strip on screen does, and say when nothing was compared', () => {
    const said = (document: typeof sample, previous: typeof sample | null): string => words(paperOf(factsOf(document, { previous })).definition.sections.find((one) => one.page === 'structuredNotes')?.content ?? []);
    const services = (sample.pages.fapeServices as { readonly services: readonly JsonObject[] }).services;
    const more = withPage(sample, 'fapeServices', { services: [...services, { $row: 'new', code: '460', minutes: 30, frequency: '20', location: '520', delivery: ['ind'] }] });
    expect(said(more, sample)).not.toContain('Contains the seven elements');
    expect(said(sample, sample)).toMatch(/Contains the seven elements$/);
    expect(said(more, null)).toContain('Contains the seven elements; the offer was not compared with an earlier IEP');
  });
});

describe('Spanish labels around words in English', () => {
  const footers = (language: 'en' | 'es' | 'both', document = sample): readonly string[] => {
    const { frame, sections } = paperOf(factsOf(document, { language })).definition;
    return sections.map((section) => words([footerOf(frame, section, 1, 1)]));
  };

  test('every sheet with words of the team says that they are not translated, page by page, until a person has translated each statement of the page', () => {
    const saying = (language: 'es' | 'both', document = sample): number => footers(language, document).filter((footer) => footer.includes('Lo que escribió el equipo está en inglés y no se ha traducido')).length;
    const pages = paperOf(factsOf(sample)).pages.filter((key) => translatableOn(sample, key).length > 0);
    expect(pages.length).toBeGreaterThan(7);
    expect([saying('es'), saying('both')]).toEqual([pages.length, pages.length]);
    expect(footers('both').join('')).toContain('has not been translated\u00a0/ Lo que escribió');
    expect(footers('en').join('')).not.toContain('translated');
    const into = (language: string, places: readonly TranslatablePlace[]): IepDocument => ({ ...sample, translations: places.map(({ at, text }, index) => ({ $row: `t${index}`, at, language, of: text, text: 'Palabras.', translator: 'M. Quiroga', date: '2026-10-20' })) }) as unknown as IepDocument;
    expect(saying('es', into('Spanish', translatableOn(sample, 'goals')))).toBe(pages.length - 1);
    expect(saying('es', into('Spanish', translatableOn(sample, 'goals').slice(1)))).toBe(pages.length);
    expect(saying('es', into('Vietnamese', translatablePlaces(sample)))).toBe(pages.length);
    expect(saying('es', into('Spanish', translatablePlaces(sample)))).toBe(0);
    expect(footers('es', { ...sample, formLanguage: 'es' }).join('')).not.toContain('traducido');
  });
});
