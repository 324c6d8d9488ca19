/** A written revocation of consent, as an affirmed IEP is read together with it: what it says, and how that is said on screen and paper. The rules are in shared/flow/revocation.ts. */
import { formatDate } from '../time/dates.ts';
import type { IepDocument } from './document.ts';

/** What stands on the parent's paper, the day it came, and where it is kept. */
export interface Revoking {
  readonly revokedBy: string;
  readonly relation: string;
  readonly revokedOn: string;
  readonly receivedOn: string;
  readonly paper: string;
}

/** What the district owes then: prior written notice went out, and the last day of services. */
export interface Stopping {
  readonly noticeSentOn: string;
  readonly how: string;
  readonly servicesEndOn: string;
}

export type Revoked = Revoking & { readonly stop: Stopping | null };

/** The revocation this document is read together with; null while consent stands, or was never given. */
export function revocationOf(doc: IepDocument): Revoked | null {
  const kept = doc['consentRevoked'];
  return typeof kept === 'object' && kept !== null ? (kept as unknown as Revoked) : null;
}

/** The revocation in words, as it is shown, found and printed on the clean copy. */
export function revokedWords({ revokedBy, relation, revokedOn, receivedOn, paper, stop }: Revoked, language: 'en' | 'es' = 'en'): string {
  const day = (iso: string): string => formatDate(iso, language);
  const who = relation === '' ? revokedBy : `${revokedBy}, ${relation}`;
  if (language === 'es') {
    const said = `Consentimiento revocado por escrito el ${day(revokedOn)} por ${who}; llegó el ${day(receivedOn)}. El documento: ${paper}.`;
    return stop === null ? said : `${said} Aviso previo por escrito enviado el ${day(stop.noticeSentOn)} (${stop.how}); los servicios terminan el ${day(stop.servicesEndOn)}.`;
  }
  const said = `Consent revoked in writing on ${day(revokedOn)} by ${who}; it came on ${day(receivedOn)}. The paper: ${paper}.`;
  return stop === null ? said : `${said} Prior written notice sent on ${day(stop.noticeSentOn)} (${stop.how}); services end on ${day(stop.servicesEndOn)}.`;
}
