/** The state report over the wire, from what laptops delivered: by a key of the whole district, of every student, with the signatures that came later. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createClient } from '../../../electron/sync/client.ts';
import { lateText } from '../../../shared/district-api/late-entry.ts';
import { packageBytes, pdfOf, sha256 } from '../../fixtures/laptop.ts';
import { KEY, emptyDistrict, injected, openTestDistrict, serve, type TestDistrict } from './harness.ts';
import { office } from './office.ts';

let district: TestDistrict;
let app: FastifyInstance;
beforeAll(async () => {
  district = await openTestDistrict();
  app = serve(district.store);
});
beforeEach(() => emptyDistrict(district.db));
afterAll(async () => {
  await app.close();
  await district.close();
});

const { deliver, get, lines } = office(() => app);

test('names every student of a district larger than one reading, once, and the file by SELPA and date', async () => {
  const students = Array.from({ length: 25 }, (_unused, number) => String(1_200_000_100 + number));
  for (const student of students) await deliver(student, `iep-${student}`, null);
  const answer = await get('2026-12-01/students');
  expect([answer.statusCode, answer.headers['content-type'], answer.headers['content-disposition'], answer.headers['cache-control']]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="TABLE_A_3998_20261201.csv"', 'no-store']);
  expect(answer.body.slice(1).split('\r\n').slice(1, -1).map((line) => line.split(',')[2])).toEqual(students);
  expect(await lines('2026-12-01/services')).toHaveLength(3 * students.length);
});

test('leaves out a part to be continued until the continuation is there, keeps DNR lines out, and lists errors and who is left out', async () => {
  await deliver('1200000417', 'iep-1', null, { structuredNotes: { outcome: 'toBeContinued' } });
  await deliver('1200000418', 'iep-2', null, { infoEligibility: { seisId: '1200000418', gender: 'Q' } });
  expect((await lines('2026-12-01/students')).map((line) => [line.split(',')[2], line.split(',').at(-1)])).toEqual([['1200000418', 'E']]);
  expect(await lines('2026-12-01/left-out')).toEqual(['1200000417,9900000017,10/14/2026,The meeting is to be continued; this part is reported when its continuation is affirmed.']);
  expect((await lines('2026-12-01/errors')).filter((line) => line.includes('CAS-006'))).toEqual(['1200000418,9900000017,Rosalind Achterberg,CAS-006,error,gender,Choose a gender code.']);
  const { documentId } = (JSON.parse(Buffer.from(packageBytes('1200000417', 'iep-1', null, 'device-a')).toString('utf8')) as { document: { documentId: string } }).document;
  await deliver('1200000417', 'iep-3', 'iep-1', {}, { documentId: `${documentId}-2`, continuationOf: documentId });
  expect((await lines('2026-12-01/students')).map((line) => line.split(',')[2])).toEqual(['1200000417', '1200000418']);
  expect(await lines('2026-12-01/left-out')).toEqual([]);
  expect((await lines('2026-12-01/services')).map((line) => line.split(',')[4])).toEqual(['330', '415', '450', '330', '415', '450']);
});

test('hands out the counts of the office and those to share, each a file of its own name', async () => {
  for (const [student, disability1] of [...Array.from({ length: 11 }, () => '280'), ...Array.from({ length: 11 }, () => '290'), '240'].map((code, number) => [String(1_200_000_500 + number), code] as const)) {
    await deliver(student, `iep-${student}`, null, { infoEligibility: { disability1 } });
  }
  const counted = async (table: string): Promise<readonly (readonly string[])[]> => (await lines(`2026-12-01/${table}`)).map((line) => line.split(',')).filter(([, of]) => of === 'DISABILITY1').map((line) => [line[2] ?? '', line.at(-1) ?? '']);
  expect(await counted('summary')).toEqual([['240', '1'], ['280', '11'], ['290', '11']]);
  expect(await counted('summary-to-share')).toEqual([['240', '*'], ['280', '*'], ['290', '11']]);
  expect((await get('2026-12-01/summary')).headers['content-disposition']).toBe('attachment; filename="SUMMARY_3998_20261201.csv"');
  expect((await get('2026-12-01/summary-to-share')).headers['content-disposition']).toBe('attachment; filename="SUMMARY_TO_SHARE_3998_20261201.csv"');
});

test('hands out the services and the dates in the shape of SEIS, cell by cell, with the line kept from the state left out', async () => {
  await deliver('1200000417', 'iep-1', null, { infoEligibility: { firstName: 'Nolan' } });
  const services = await get('2026-12-01/services-report');
  expect([services.statusCode, services.headers['content-type'], services.headers['content-disposition']]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="SERVICES_REPORT_3998_20261201.csv"']);
  const student = '1200000417,9900000017,Nolan,Birchwater,03/08/2017,,3999992,3999992,6199992 - Cottonwood Slough Elementary School,04 - Grade 4,Rosalind Achterberg';
  expect(services.body).toBe(`\uFEFF${[
    'SEIS ID,SSID,Student Legal First Name,Student Legal Last Name,Student Birth Date,Enrollment Date,Reporting LEA,District of Special Education Accountability,School of Attendance,Grade,Case Manager,Special Education Service Code,Special Education Service Provider Code,Nonpublic Agency Identifier (NPA),Special Education Service Location Code,Service Duration,Service Frequency Code',
    `${student},330 - Specialized academic instruction,100 - District of service,,520 - Separate classroom in public integrated facility,200,20 - Weekly`,
    `${student},415 - Language and speech,100 - District of service,,520 - Separate classroom in public integrated facility,60,20 - Weekly`,
    `${student},450 - Occupational therapy,100 - District of service,,510 - Regular classroom / public day school,30,30 - Monthly`,
  ].join('\r\n')}\r\n`);
  const dates = await get('2026-12-01/iep-dates');
  expect(dates.headers['content-disposition']).toBe('attachment; filename="IEP_DATES_3998_20261201.csv"');
  expect(dates.body).toBe(`\uFEFF${[
    'SEIS ID,SSID,Last Name,First Name,Student Middle Name,Preferred Name,Date of Birth,District of Service,District of SPED Accountability,School of Attendance,Grade Level,Case Manager,Disability 1,Date of Next Annual Plan Review,Date of Next Reevaluation,Date of IEP (Meeting Date on Future IEP forms),Meeting Type',
    '1200000417,9900000017,Birchwater,Nolan,Everett,,03/08/2017,Tule Bend Unified School District,3999992,6199992 - Cottonwood Slough Elementary School,04 - Grade 4,Rosalind Achterberg,290 - Specific learning disability,10/14/2027,11/06/2027,10/14/2026,20 - Annual plan review',
  ].join('\r\n')}\r\n`);
});

test('counts a signature that came later', async () => {
  const unsigned = packageBytes('1200000417', 'iep-1', null, 'device-a');
  const { document } = JSON.parse(Buffer.from(unsigned).toString('utf8')) as { document: Record<string, unknown> };
  const bytes = packageBytes('1200000417', 'iep-1', null, 'device-a', { document: { ...document, consentStatus: 'noResponse' } });
  const client = createClient(injected(() => app), { url: 'http://127.0.0.1', accessKey: KEY });
  await client.putBlob(sha256(pdfOf('iep-1')), pdfOf('iep-1'));
  await client.putPackage('iep-1', bytes);
  const unsignedSays = (): Promise<readonly string[]> => lines('2026-12-01/errors').then((rows) => rows.filter((row) => row.includes('CAS-065')));
  expect(await unsignedSays()).toHaveLength(1);
  const text = Buffer.from(lateText({ iepId: 'iep-1', studentKey: '1200000417', sha256: sha256(bytes) }, { signing: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: '2026-11-20', paper: { signed: 'copy', returnedOn: '2026-11-21' } }, by: 'st1', at: '2026-11-21T18:00:00.000Z' }), 'utf8');
  expect((await client.putLate('iep-1', sha256(text), text))?.status).toBe(201);
  expect(await unsignedSays()).toEqual([]);
});

test('is for a key of the whole district, for a real day and for the tables there are', async () => {
  expect((await get('2026-12-01/students', 'wrong')).statusCode).toBe(401);
  expect((await get('2026-12-01/students', 'key-of-st1')).statusCode).toBe(403);
  expect((await get('2026-02-30/students')).statusCode).toBe(400);
  expect((await get('2026-12-01/everything')).statusCode).toBe(404);
  expect((await get('2026-12-01/students')).body.trimEnd().split('\r\n')).toHaveLength(1);
});
