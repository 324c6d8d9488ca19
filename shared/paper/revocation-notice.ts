/**
 * The prior written notice a written revocation of consent owes before services stop (34 CFR 300.503, 300.300(b)(4)): a letter to the parent, drawn from the affirmed IEP read
 * together with the revocation. Until the last day of services is recorded there is a line to write it on.
 */
import { codeLabel } from '../iep/codes.ts';
import type { IepDocument } from '../iep/document.ts';
import { isObject } from '../iep/json.ts';
import { revocationOf } from '../iep/revoked.ts';
import { dateText, isBlank, rowsOf, scalarText } from './context.ts';
import type { PaperLanguage } from './facts.ts';
import type { PaperNode } from './node.ts';
import { leaf, stack } from './node.ts';
import { prose } from './prose.ts';
import { noticeParts, type RevocationNotice } from './revocation-words.ts';
import { headed } from './room.ts';
import { spoken } from './translated.ts';

/** The page of the IEP whose head the letter has: it is no page of the IEP. */
export const NOTICE_OVER = 'infoEligibility';

const REVOCATION = 'consentRevoked';

/** Every service of the plan once, by its name. */
function servicesOf({ pages }: IepDocument, language: 'en' | 'es'): readonly string[] {
  const offer = isObject(pages.fapeServices) ? pages.fapeServices : {};
  const lines = [...rowsOf(offer['services']), ...rowsOf(offer['esyServices'])];
  return [...new Set(lines.filter((line) => !isBlank(line['code'])).map((line) => codeLabel('service', scalarText(line['code']), language)))];
}

function caseManagerOf({ staff }: IepDocument): string {
  const found = staff.find(({ role }) => role === 'caseManager');
  return found === undefined ? '' : [found.name, found.title].filter((part) => part !== '').join(', ');
}

function factsOf(document: IepDocument, today: string, language: 'en' | 'es'): RevocationNotice {
  const revoked = revocationOf(document);
  if (revoked === null) throw new Error('the notice follows a revocation');
  const info = isObject(document.pages.infoEligibility) ? document.pages.infoEligibility : {};
  const day = (iso: string): string => dateText(iso, language);
  const agency = (name: string): string => scalarText(document.agency[name]);
  return {
    parent: revoked.relation === '' || language === 'es' ? revoked.revokedBy : `${revoked.revokedBy}, ${revoked.relation}`,
    revokedOn: day(revoked.revokedOn), receivedOn: day(revoked.receivedOn), noticeOn: day(revoked.stop?.noticeSentOn ?? today), endsOn: day(revoked.stop?.servicesEndOn ?? ''),
    iepDate: day(scalarText(document.meeting['meetingDate'])), evaluatedOn: day(scalarText(info['priorEvalDate'])),
    services: servicesOf(document, language), district: agency('district'), caseManager: caseManagerOf(document), phone: agency('districtPhone'), office: agency('contact'),
  };
}

/**
 * What stands on the sheets, `width` points wide.
 * @param today district-local day of the print
 * @param print the language of the whole paper: a letter in another one is told to be, for people who hear it
 */
export function revocationNoticeContent(document: IepDocument, today: string, language: 'en' | 'es', print: PaperLanguage, width: number): readonly PaperNode[] {
  const heard = (nodes: readonly PaperNode[]): readonly PaperNode[] => (language === 'es' && print === 'both' ? spoken(nodes, 'es-US') : nodes);
  return noticeParts(factsOf(document, today, language), language).flatMap(({ heading, words }) =>
    headed(leaf(heading, 'heading', '', { margin: [0, 7, 0, 2] }), words.map((line) => stack(heard(prose(line, width, REVOCATION)), [0, 0, 0, 2])), width));
}
