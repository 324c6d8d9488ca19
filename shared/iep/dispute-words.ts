/**
 * What a parent who does not agree is told of mediation, due process and the plan that stays in force meanwhile (Ed. Code 56500.3, 56501, 56505(d); 34 CFR 300.506,
 * 300.507, 300.518), unless the district has words of its own. The office is the one California names for both.
 */
import type { Words } from './definition.ts';

export const DISPUTE_WORDS: Words = {
  en: 'A parent who does not agree may ask for mediation, or for a due process hearing, at the Office of Administrative Hearings, Special Education Division, 2349 Gateway Oaks Drive, Suite 200, Sacramento, CA 95833, phone (916) 263-0880. The district and the SELPA can also be asked to settle it without a hearing. Until it is settled, the last plan the parent agreed to stays in force. The notice of procedural safeguards tells more.',
  es: 'Los padres que no están de acuerdo pueden pedir mediación o una audiencia de debido proceso a la Oficina de Audiencias Administrativas (OAH), División de Educación Especial, 2349 Gateway Oaks Drive, Suite 200, Sacramento, CA 95833, teléfono (916) 263-0880. También se puede pedir al distrito y al SELPA que lo resuelvan sin audiencia. Mientras se resuelve, sigue vigente el último plan que los padres aceptaron. El aviso de garantías procesales explica más.',
};
