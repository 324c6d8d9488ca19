/**
 * The flat state record of casemis.md section 2, built from a document by one adapter; every state rule reads this and nothing else,
 * so a rule never needs to know on which page a field lives.
 */
import type { Address } from '../iep/address.ts';
import { ROW_ID, isRow, rowSegment } from '../iep/address.ts';
import { codeTable } from '../iep/codes.ts';
import type { IepDocument } from '../iep/document.ts';
import type { Json, JsonObject } from '../iep/json.ts';

/** A number as entered: an empty text is blank, other text is something that is no number. */
export type Figure = number | string;

export interface ServiceLine {
  readonly code: string;
  readonly provider: string;
  readonly npaId: string;
  readonly location: string;
  readonly frequency: string;
  /** Minutes per period of the frequency. */
  readonly minutes: Figure;
  readonly startDate: string;
  readonly endDate: string;
  /** Set by the list the line stands in. */
  readonly esy: boolean;
  /** "Do not report": on paper and in history, not in the state file. */
  readonly dnr: boolean;
}

/** Dates are ISO strings, codes are the current CALPADS codes, "" is blank. */
export interface StateRecord {
  readonly kind: 'iep' | 'amendment';
  readonly ssid: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly birthDate: string;
  readonly gender: string;
  readonly hispanic: string;
  readonly races: readonly string[];
  readonly primaryLanguage: string;
  readonly elStatus: string;
  readonly grade: string;
  readonly residence: string;
  readonly reportingLea: string;
  readonly dsea: string;
  readonly school: string;
  readonly npsCode: string;
  readonly selpa: string;
  readonly meetingDate: string;
  /** Date of the last session; the seven days to affirm count from here (decisions.md 17). */
  readonly lastSessionDate: string;
  /** "Y" when the notes say that the meeting will be continued (decisions.md 12). */
  readonly toBeContinued: string;
  readonly meetingType: string;
  readonly planReview: string;
  readonly purposes: readonly string[];
  readonly purposeOther: string;
  readonly delayCode: string;
  readonly referralDate: string;
  readonly referredBy: string;
  readonly evalConsentDate: string;
  /** School-break days that do not count towards the 60. */
  readonly tolledDays: number;
  readonly priorAnnualDate: string;
  readonly priorEvalDate: string;
  readonly initialEvalDate: string;
  readonly entryDate: string;
  readonly interimStartDate: string;
  readonly fromPartC: string;
  readonly signature: 'signed' | 'partial' | 'refused' | 'absent' | 'pending';
  /** Day by which the parent promised to bring a copy taken home; "" when nothing was agreed. */
  readonly signatureDueDate: string;
  readonly signer: 'parent' | 'student' | 'conservator';
  readonly conserved: string;
  readonly parentFacilitated: string;
  readonly planType: string;
  readonly reasonForPlan: string;
  readonly planEffectiveDate: string;
  readonly initialServicesConsent: 'given' | 'declined' | 'pending' | 'n/a';
  readonly disability1: string;
  readonly disability2: string;
  readonly degreeOfSupport: string;
  readonly setting: string;
  readonly percentRegular: Figure;
  readonly preschoolServiceLocation: string;
  readonly tenHours: string;
  readonly transportation: string;
  readonly partCtoB: string;
  readonly t1: string;
  readonly t2: string;
  readonly t3: string;
  readonly t4: string;
  readonly t5: string;
  readonly t6: string;
  readonly t7: string;
  readonly t8: string;
  readonly majorityNoticeDate: string;
  readonly nextAnnualDate: string;
  readonly nextTriennialDate: string;
  readonly exitDate: string;
  readonly exitReason: string;
  readonly services: readonly ServiceLine[];
}

/** A field of the record as an issue names it: `grade`, `services[1].minutes`. */
export type RecordField = keyof StateRecord | `services[${number}].${keyof ServiceLine}`;

const SIGNATURE_OF_CONSENT: Readonly<Record<string, StateRecord['signature']>> = {
  agreedAll: 'signed', agreedPart: 'partial', notEligibleAck: 'signed', refused: 'refused', noResponse: 'absent', awaiting: 'pending', notAsked: 'pending',
};

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function rows(value: Json | undefined): readonly JsonObject[] {
  return list(value).map(object);
}

function text(value: Json | undefined): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? String(value) : '';
}

/** Imports write codes as "330 Specialized academic instruction"; only the code counts. */
function code(value: Json | undefined): string {
  return text(value).split(' ')[0] ?? '';
}

function yesNo(value: Json | undefined): string {
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  const word = text(value);
  const folded = word.toLowerCase();
  if (folded === 'yes' || folded === 'y') return 'Y';
  return folded === 'no' || folded === 'n' ? 'N' : word;
}

function figure(value: Json | undefined): Figure {
  const word = text(value);
  return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
}

/** Older forms print 010 to 130; only the 200-series is stored and checked (casemis.md 12.3). */
function disability(value: Json | undefined): string {
  const entered = code(value);
  return codeTable('disability').find((entry) => entry.legacy === entered)?.code ?? entered;
}

/** Other systems write "8" or "Eighth grade" for 08. */
function grade(value: Json | undefined): string {
  const entered = text(value);
  const folded = entered.toLowerCase();
  return codeTable('grade').find((entry) => entry.aliases?.some((alias) => alias.toLowerCase() === folded) === true)?.code ?? code(entered);
}

function serviceLine(row: JsonObject, esy: boolean): ServiceLine {
  return {
    code: code(row['code']), provider: code(row['provider']), npaId: text(row['npaId']), location: code(row['location']), frequency: code(row['frequency']),
    minutes: figure(row['minutes']), startDate: text(row['startDate']), endDate: text(row['endDate']), esy, dnr: yesNo(row['dnr']) === 'Y',
  };
}

function signerOf(consent: JsonObject, extras: JsonObject): StateRecord['signer'] {
  if (text(object(consent['adultStudentSignature'])['outcome']) === 'signed') return 'student';
  const stated = text(extras['signer']);
  return stated === 'student' || stated === 'conservator' ? stated : 'parent';
}

/** Only an initial IEP waits for consent to first services; afterwards the answer on record stands. */
function firstServices(meetingType: string, consent: JsonObject, signature: StateRecord['signature'], extras: JsonObject): StateRecord['initialServicesConsent'] {
  const stated = text(extras['initialServicesConsent']);
  if (meetingType !== '10') return stated === 'given' || stated === 'declined' || stated === 'pending' ? stated : 'n/a';
  const choice = text(consent['consentChoice']);
  if (choice === 'declineInitialServices') return 'declined';
  if (choice === 'notEligibleUnderstood') return 'n/a';
  return signature === 'signed' || signature === 'partial' ? 'given' : 'pending';
}

/** Where the list of regular and of extended-school-year service lines stand. */
const SERVICE_LISTS = [{ at: 'pages/fapeServices/services', id: 'services', esy: false }, { at: 'pages/fapeServices/esyServices', id: 'esyServices', esy: true }] as const;

/** The record of a document as it stands now. Never changes the document; a page that is absent reads as blank. */
export function stateRecord(doc: IepDocument): StateRecord {
  const info = object(doc.pages.infoEligibility);
  const offer = object(doc.pages.fapeServices);
  const place = object(doc.pages.fapeSetting);
  const transition = object(doc.pages.transitionPlan);
  const consent = rows(doc.pages.consent).at(-1) ?? {};
  const session = rows(doc.meeting['sessions']).at(-1) ?? {};
  const notes = object(doc.pages.structuredNotes);
  const extras = object(doc['stateRecordExtras']);
  const signature = SIGNATURE_OF_CONSENT[doc.consentStatus] ?? 'pending';
  const meetingType = code(info['meetingType']);
  return {
    kind: text(extras['kind']) === 'amendment' ? 'amendment' : 'iep',
    ssid: text(info['ssid']), lastName: text(info['lastName']), firstName: text(info['firstName']), middleName: text(info['middleName']),
    birthDate: text(info['birthDate']), gender: code(info['gender']), hispanic: yesNo(info['hispanic']), races: list(info['races']).map(code),
    primaryLanguage: code(info['primaryLanguage']), elStatus: code(info['elStatus']), grade: grade(info['grade']), residence: code(info['residence']),
    reportingLea: code(info['reportingLea']), dsea: code(info['dsea']), school: code(place['school']), npsCode: code(place['npsCode']), selpa: code(info['selpa']),
    meetingDate: text(info['meetingDate']), lastSessionDate: text(session['date']), toBeContinued: [notes, session].some((part) => text(part['outcome']) === 'toBeContinued') ? 'Y' : 'N',
    meetingType, planReview: yesNo(info['planReview']), purposes: list(info['purposes']).map(text), purposeOther: text(info['purposeOther']),
    delayCode: code(info['delayCode']), referralDate: text(info['referralDate']), referredBy: code(info['referredBy']), evalConsentDate: text(info['evalConsentDate']),
    tolledDays: Number(figure(extras['tolledDays'])) || 0, priorAnnualDate: text(info['priorAnnualDate']), priorEvalDate: text(info['priorEvalDate']),
    initialEvalDate: text(info['initialEvalDate']), entryDate: text(info['entryDate']), interimStartDate: text(extras['interimStartDate']), fromPartC: yesNo(extras['fromPartC']),
    signature, signatureDueDate: text(object(doc['parentCopy'])['returnBy']), signer: signerOf(consent, extras), conserved: yesNo(extras['conserved']),
    parentFacilitated: yesNo(consent['parentFacilitated']),
    planType: code(info['planType']), reasonForPlan: code(info['reasonForPlan']), planEffectiveDate: text(info['planEffectiveDate']),
    initialServicesConsent: firstServices(meetingType, consent, signature, extras),
    disability1: disability(info['disability1']), disability2: disability(info['disability2']), degreeOfSupport: code(info['degreeOfSupport']),
    setting: code(place['setting']), percentRegular: figure(place['percentRegular']), preschoolServiceLocation: code(place['preschoolServiceLocation']), tenHours: yesNo(place['tenHours']),
    transportation: yesNo(offer['transportation']), partCtoB: yesNo(extras['partCtoB']),
    t1: yesNo(transition['t1']), t2: yesNo(transition['t2']), t3: yesNo(transition['t3']), t4: yesNo(transition['t4']),
    t5: yesNo(transition['t5']), t6: yesNo(transition['t6']), t7: yesNo(transition['t7']), t8: yesNo(transition['t8']),
    majorityNoticeDate: text(transition['majorityNoticeDate']), nextAnnualDate: text(info['nextAnnualDate']), nextTriennialDate: text(info['nextTriennialDate']),
    exitDate: text(info['exitDate']), exitReason: code(info['exitReason']),
    services: SERVICE_LISTS.flatMap(({ id, esy }) => rows(offer[id]).map((row) => serviceLine(row, esy))),
  };
}

/** Fields that stand elsewhere than on `infoEligibility`. */
const ELSEWHERE: { readonly [field in keyof StateRecord]?: Address } = {
  kind: 'stateRecordExtras/kind', tolledDays: 'stateRecordExtras/tolledDays', interimStartDate: 'stateRecordExtras/interimStartDate', fromPartC: 'stateRecordExtras/fromPartC',
  partCtoB: 'stateRecordExtras/partCtoB', conserved: 'stateRecordExtras/conserved', signer: 'stateRecordExtras/signer', signatureDueDate: 'parentCopy/returnBy', toBeContinued: 'pages/structuredNotes/outcome',
  school: 'pages/fapeSetting/school', npsCode: 'pages/fapeSetting/npsCode', setting: 'pages/fapeSetting/setting', percentRegular: 'pages/fapeSetting/percentRegular',
  preschoolServiceLocation: 'pages/fapeSetting/preschoolServiceLocation', tenHours: 'pages/fapeSetting/tenHours',
  transportation: 'pages/fapeServices/transportation', services: 'pages/fapeServices/services',
  t1: 'pages/transitionPlan/t1', t2: 'pages/transitionPlan/t2', t3: 'pages/transitionPlan/t3', t4: 'pages/transitionPlan/t4',
  t5: 'pages/transitionPlan/t5', t6: 'pages/transitionPlan/t6', t7: 'pages/transitionPlan/t7', t8: 'pages/transitionPlan/t8', majorityNoticeDate: 'pages/transitionPlan/majorityNoticeDate',
};

/** Fields answered on the newest row of a list: the last consent sheet, the last session. */
const ON_LAST_ROW: { readonly [field in keyof StateRecord]?: { readonly list: Address; readonly field: string } } = {
  parentFacilitated: { list: 'pages/consent', field: 'parentFacilitated' }, signature: { list: 'pages/consent', field: 'consentChoice' },
  initialServicesConsent: { list: 'pages/consent', field: 'consentChoice' },
  lastSessionDate: { list: 'meeting/sessions', field: 'date' },
};

function listAt(doc: IepDocument, address: Address): readonly Json[] {
  return list(address.split('/').reduce<Json | undefined>((here, segment) => object(here)[segment], doc));
}

/** Addresses of the service lines in the order of `record.services`. */
export function serviceAddresses(doc: IepDocument): readonly Address[] {
  return SERVICE_LISTS.flatMap(({ at }) => listAt(doc, at).map((row) => {
    if (!isRow(row)) throw new Error(`A row of ${at} has no row id; read the document with readDocument first`);
    return `${at}/${rowSegment(row[ROW_ID])}`;
  }));
}

/**
 * The place in the document a record field is read from, so that an issue can focus it: `services[1].minutes` becomes
 * `pages/fapeServices/services/@r40/minutes`. Throws when the document has no such service line.
 * @param lines the addresses of the service lines, for a caller that asks for many fields
 */
export function addressOfField(doc: IepDocument, field: string, lines: readonly Address[] = serviceAddresses(doc)): Address {
  const line = /^services\[(\d+)\](?:\.(\w+))?$/.exec(field);
  if (line !== null) {
    const row = lines[Number(line[1])];
    if (row === undefined) throw new Error(`The document has no service line ${line[1]}`);
    return line[2] === undefined || line[2] === 'esy' ? row : `${row}/${line[2]}`;
  }
  const name = field as keyof StateRecord;
  const last = ON_LAST_ROW[name];
  if (last !== undefined) {
    const row = listAt(doc, last.list).at(-1);
    return isRow(row) ? `${last.list}/${rowSegment(row[ROW_ID])}/${last.field}` : last.list;
  }
  return ELSEWHERE[name] ?? `pages/infoEligibility/${field}`;
}
