/** State rules about service lines, duplicates and "do not report": CAS-080 to CAS-094 (casemis.md section 8). */
import { codeEntry, codeLabel } from '../../iep/codes.ts';
import { isDate } from '../../time/dates.ts';
import { overlaps, weeklyMinutes } from '../overlap.ts';
import type { ServiceLine, StateRecord } from '../record.ts';
import type { Hit, Rule, RuleContext } from './rule.ts';
import { eachService, isLater, isListed, isOutside, reportedLines, serviceField, yearsAfter } from './rule.ts';

const PRESCHOOL_INSTRUCTION = '350';
/** In months. */
const FIVE_YEARS = 60;
const FEWEST_MINUTES = 10;
/** More than a school day, week, month or year can hold; by frequency code. */
const MOST_MINUTES: Readonly<Record<string, number>> = { '10': 480, '20': 2400, '30': 10_400, '40': 115_000 };

function isMinutesMissing({ minutes }: ServiceLine): boolean {
  return !Number.isInteger(minutes) || Number(minutes) < FEWEST_MINUTES;
}

function isMinutesTooMany({ minutes, frequency }: ServiceLine): boolean {
  return Number(minutes) > (MOST_MINUTES[frequency] ?? Infinity);
}

/** Services for infants and toddlers carry codes 210 to 270. */
function isInfantService(code: string): boolean {
  return /^2[1-7]0$/.test(code);
}

function isServiceOddForAge({ code, dnr }: ServiceLine, context: RuleContext): boolean {
  return !dnr && isOutside(codeEntry('service', code)?.ages, context);
}

/** Below age 5 a transition service breaks CAS-092 already. */
function isTooEarly(code: string, { months }: RuleContext): boolean {
  const usualFrom = codeEntry('service', code)?.usualFromMonths;
  return usualFrom !== undefined && months !== null && months >= FIVE_YEARS && months < usualFrom;
}

/** One issue per uncoded field of a reported line. */
function missingCodes({ services }: StateRecord): readonly Hit[] {
  return services.flatMap((line, index) =>
    line.dnr ? [] : (['provider', 'location', 'frequency'] as const).filter((field) => !isListed(field, line[field])).map((field) => ({ fields: [serviceField(index, field)] })));
}

function listed(positions: readonly number[]): string {
  const numbers = positions.map((position) => String(position + 1));
  return `Lines ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

/** One issue per service (and per ESY or not), naming every reported line that overlaps another one. */
function duplicates({ services }: StateRecord): readonly Hit[] {
  const groups = new Map<string, { readonly code: string; readonly positions: number[] }>();
  services.forEach((line, index) => {
    if (line.dnr || !services.some((other, at) => at !== index && !other.dnr && overlaps(line, other))) return;
    const key = `${line.code} ${line.esy}`;
    groups.set(key, { code: line.code, positions: [...(groups.get(key)?.positions ?? []), index] });
  });
  return [...groups.values()].map(({ code, positions }) => ({
    fields: positions.flatMap((index) => (['code', 'startDate', 'endDate', 'dnr'] as const).map((field) => serviceField(index, field))),
    fill: { service: codeLabel('service', code), n: String(positions.length) },
    detail: listed(positions),
  }));
}

/** Reported lines at the same time as a line that is not reported. */
function reportedBeside(line: ServiceLine, record: StateRecord): readonly ServiceLine[] {
  return reportedLines(record).filter((other) => overlaps(line, other));
}

function isLargerThanMain(line: ServiceLine, record: StateRecord): boolean {
  const mains = reportedBeside(line, record);
  return line.dnr && mains.length > 0 && mains.every((main) => weeklyMinutes(line) > weeklyMinutes(main));
}

export const SERVICE_RULES: readonly Rule[] = [
  {
    id: 'CAS-080', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Choose a service.',
    when: eachService(['code'], ({ code }) => !isListed('service', code)),
  },
  {
    id: 'CAS-081', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Choose provider, location and frequency.',
    when: missingCodes,
  },
  {
    id: 'CAS-082', severity: 'error', scope: 'everyPlan', source: 'SDL SSRV0330',
    message: 'Enter at least 10 minutes.',
    when: eachService(['minutes'], (line) => !line.dnr && isMinutesMissing(line)),
  },
  {
    id: 'CAS-083', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'The minutes look too many for the frequency.',
    when: eachService(['minutes', 'frequency'], (line) => !line.dnr && isMinutesTooMany(line)),
  },
  {
    id: 'CAS-084', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Check the service dates.',
    when: eachService(['startDate', 'endDate'], ({ startDate, endDate }) => !isDate(startDate) || !isDate(endDate) || startDate > endDate),
  },
  {
    id: 'CAS-085', severity: 'warning', scope: 'iepOnly', source: 'J',
    message: "The service dates fall outside this IEP's year.",
    when: eachService(['startDate', 'endDate'], ({ startDate, endDate }, { meetingDate }) => isLater(meetingDate, startDate) || isLater(endDate, yearsAfter(meetingDate, 1))),
  },
  {
    id: 'CAS-086', severity: 'error', scope: 'everyPlan', source: 'S',
    message: '{service} is listed {n} times. Combine the minutes in one line (same frequency) or tick DNR on all but the main one.',
    when: duplicates,
  },
  {
    id: 'CAS-087', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'This service will not be reported at all.',
    when: eachService(['dnr', 'code', 'startDate', 'endDate'], (line, record) => line.dnr && reportedBeside(line, record).length === 0),
  },
  {
    id: 'CAS-088', severity: 'warning', scope: 'everyPlan', source: 'S; J',
    message: 'Report the larger line and tick DNR on the smaller one.',
    when: eachService(['dnr', 'minutes', 'frequency'], isLargerThanMain),
  },
  {
    id: 'CAS-089', severity: 'error', scope: 'everyPlan', source: 'CD SERV0328, SDL SSRV0327',
    message: 'A nonpublic agency needs its code, and only then.',
    when: eachService(['provider', 'npaId'], ({ dnr, provider, npaId }) => !dnr && (codeEntry('provider', provider)?.needsNpa === true) !== (npaId !== '')),
  },
  {
    id: 'CAS-090', severity: 'error', scope: 'everyPlan', source: 'SDL SSRV list, CD SERV0417E4',
    message: 'This service is for infants and toddlers.',
    when: eachService(['code'], (line, _record, context) => isInfantService(line.code) && isServiceOddForAge(line, context)),
  },
  {
    id: 'CAS-091', severity: 'error', scope: 'everyPlan', source: 'SDL SSRV list',
    message: 'Individual and small group instruction is a preschool service.',
    when: eachService(['code'], (line, _record, context) => line.code === PRESCHOOL_INSTRUCTION && isServiceOddForAge(line, context)),
  },
  {
    id: 'CAS-092', severity: 'error', scope: 'everyPlan', source: 'SDL SSRV list',
    message: 'This service is for ages 5 to 22.',
    when: eachService(['code'], (line, _record, context) => line.code !== PRESCHOOL_INSTRUCTION && !isInfantService(line.code) && isServiceOddForAge(line, context)),
  },
  {
    id: 'CAS-093', severity: 'warning', scope: 'everyPlan', source: 'SDL SSRV0410 to 0415 and list; CD SERV0411E4',
    message: 'This provider does not usually serve that age.',
    when: eachService(['provider'], ({ dnr, provider }, _record, context) => !dnr && isOutside(codeEntry('provider', provider)?.usualAges, context)),
  },
  {
    id: 'CAS-094', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'Transition services are unusual before high school.',
    when: eachService(['code'], ({ dnr, code }, _record, context) => !dnr && isTooEarly(code, context)),
  },
];
