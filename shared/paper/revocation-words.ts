/** The words of the prior written notice after a written revocation of consent, part by part (34 CFR 300.503(b), 300.300(b)(4), 300.9(c)(3); Ed. Code 56346(d), 56500.4), in English and in Spanish. */

/** What the notice says of this student; days in words, '' for what is not known. */
export interface RevocationNotice {
  readonly parent: string;
  readonly revokedOn: string;
  readonly receivedOn: string;
  readonly noticeOn: string;
  readonly endsOn: string;
  readonly iepDate: string;
  readonly evaluatedOn: string;
  readonly services: readonly string[];
  readonly district: string;
  readonly caseManager: string;
  readonly phone: string;
  readonly office: string;
}

export interface NoticePart {
  readonly heading: string;
  /** Paragraphs; a line that begins with "- " hangs as in a list. */
  readonly words: readonly string[];
}

/** Where a day is still to be written in by hand. */
const TO_WRITE = '______________________';
/** The state's line for questions about procedural safeguards (California Department of Education). */
const STATE_LINE = '(800) 926-0648';

/** Names one after another, without those that are not known. */
const known = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function english(of: RevocationNotice): readonly NoticePart[] {
  const district = of.district === '' ? 'The district' : of.district;
  return [
    { heading: 'To', words: [of.parent, `Date of this notice: ${of.noticeOn}`] },
    {
      heading: '1. What the district is going to do', words: [
        `${district} will stop all special education and related services of this student.`, `Last day of services: ${of.endsOn === '' ? TO_WRITE : of.endsOn}`,
        ...(of.services.length === 0 ? [] : ['These services end:', ...of.services.map((service) => `- ${service}`)]),
        'From the school day after it on, the student is taught in general education, without an IEP.',
      ],
    },
    {
      heading: '2. Why', words: [
        `You revoked your consent to special education and related services in writing. Your paper is dated ${of.revokedOn} and came to us on ${of.receivedOn}. Federal and California law then require the district to give you this notice and to stop all of these services (34 CFR 300.300(b)(4); California Education Code 56346(d)).`,
      ],
    },
    {
      heading: '3. What this rests on', words: [
        `- Your written revocation of ${of.revokedOn}`, `- The IEP of ${of.iepDate}, to which you had agreed`,
        ...(of.evaluatedOn === '' ? [] : [`- The assessment of ${of.evaluatedOn}, the last one of all areas`]),
        'No new assessment was made: the law does not ask whether the district agrees with your decision.',
      ],
    },
    {
      heading: '4. What else was considered, and why it was not chosen', words: [
        '- To go on with the services: not possible, because no service may be given without your consent.',
        '- To stop some services and keep others: not possible after a revocation, which ends all of them. A parent who objects to one part of an IEP only can ask for an IEP meeting instead.',
        '- To ask a mediator or a hearing officer to decide against you: the law does not allow it.',
      ],
    },
    {
      heading: '5. What a revocation means', words: [
        '- The district may not go on giving special education and related services to the student.',
        '- The district may not use mediation or a due process hearing to get your agreement, or a ruling that services may be given.',
        '- Because it stops these services, the district will not be found to have failed to offer the student a free appropriate public education.',
        '- The district does not have to hold an IEP meeting or write an IEP for these services any more.',
        '- The rights that belong to special education end too, those about discipline among them: the rules for all students apply.',
        '- A revocation is not retroactive: what was done before it stays. The district does not have to take special education out of the student’s records.',
      ],
    },
    {
      heading: '6. What else matters', words: [
        'You can ask for special education again at any time, in writing. That is a new referral: the student is assessed with your consent as at the first time, and nothing begins before you agree to a new IEP. We know of no other factor that bears on this step.',
      ],
    },
    {
      heading: '7. Your rights, and whom to ask', words: [
        'You are protected by procedural safeguards. If they are not with this notice, ask the case manager or the district for a copy; it is free of charge.',
        `- ${known(of.caseManager, 'the case manager')}`, `- ${known(of.district, of.office, of.phone) || 'The special education office of the district'}`,
        `- California Department of Education, Procedural Safeguards Referral Service: ${STATE_LINE}`,
        'If this notice is not in a language you read well, tell us, and it will be translated or read to you.',
      ],
    },
  ];
}

function spanish(of: RevocationNotice): readonly NoticePart[] {
  const district = of.district === '' ? 'El distrito' : of.district;
  return [
    { heading: 'Para', words: [of.parent, `Fecha de este aviso: ${of.noticeOn}`] },
    {
      heading: '1. Qué va a hacer el distrito', words: [
        `${district} terminará toda la educación especial y todos los servicios relacionados de este estudiante.`, `Último día de servicios: ${of.endsOn === '' ? TO_WRITE : of.endsOn}`,
        ...(of.services.length === 0 ? [] : ['Terminan estos servicios:', ...of.services.map((service) => `- ${service}`)]),
        'Desde el día de clases que le sigue, el estudiante recibe educación general, sin un IEP.',
      ],
    },
    {
      heading: '2. Por qué', words: [
        `Usted revocó por escrito su consentimiento para la educación especial y los servicios relacionados. Su documento lleva la fecha ${of.revokedOn} y nos llegó el ${of.receivedOn}. Las leyes federales y de California exigen entonces que el distrito le dé este aviso y termine todos estos servicios (34 CFR 300.300(b)(4); Código de Educación de California 56346(d)).`,
      ],
    },
    {
      heading: '3. En qué se basa', words: [
        `- Su revocación por escrito del ${of.revokedOn}`, `- El IEP del ${of.iepDate}, que usted había aceptado`,
        ...(of.evaluatedOn === '' ? [] : [`- La evaluación del ${of.evaluatedOn}, la última de todas las áreas`]),
        'No se hizo ninguna evaluación nueva: la ley no pregunta si el distrito está de acuerdo con su decisión.',
      ],
    },
    {
      heading: '4. Qué más se consideró y por qué no se eligió', words: [
        '- Continuar con los servicios: no es posible, porque ningún servicio se puede dar sin su consentimiento.',
        '- Terminar algunos servicios y mantener otros: no es posible después de una revocación, que los termina todos. Quien no acepta solo una parte de un IEP puede pedir una reunión del IEP.',
        '- Pedir que un mediador o un funcionario de audiencias decida en contra de usted: la ley no lo permite.',
      ],
    },
    {
      heading: '5. Qué significa una revocación', words: [
        '- El distrito no puede seguir dando educación especial ni servicios relacionados al estudiante.',
        '- El distrito no puede usar la mediación ni una audiencia de debido proceso para obtener su acuerdo, o una decisión que permita dar los servicios.',
        '- Por terminar estos servicios, no se considerará que el distrito dejó de ofrecer al estudiante una educación pública gratuita y apropiada.',
        '- El distrito ya no tiene que hacer una reunión del IEP ni escribir un IEP para estos servicios.',
        '- También terminan los derechos propios de la educación especial, entre ellos los de disciplina: valen las reglas para todos los estudiantes.',
        '- Una revocación no es retroactiva: lo que se hizo antes permanece. El distrito no tiene que quitar la educación especial del expediente del estudiante.',
      ],
    },
    {
      heading: '6. Qué más importa', words: [
        'Usted puede volver a pedir la educación especial por escrito en cualquier momento. Es una nueva solicitud: el estudiante se evalúa con su consentimiento como la primera vez, y nada comienza antes de que usted acepte un nuevo IEP. No conocemos ningún otro factor que influya en este paso.',
      ],
    },
    {
      heading: '7. Sus derechos y a quién preguntar', words: [
        'A usted lo protegen las garantías procesales. Si no acompañan este aviso, pida una copia a quien administra el caso o al distrito; es gratuita.',
        `- ${known(of.caseManager, 'administra el caso')}`, `- ${known(of.district, of.office, of.phone) || 'La oficina de educación especial del distrito'}`,
        `- Departamento de Educación de California, servicio de información sobre garantías procesales: ${STATE_LINE}`,
        'Si este aviso no está en un idioma que usted lea bien, díganos, y se le traducirá o se le leerá.',
      ],
    },
  ];
}

export function noticeParts(of: RevocationNotice, language: 'en' | 'es'): readonly NoticePart[] {
  return language === 'es' ? spanish(of) : english(of);
}
