/** The guidance in Spanish, by the id of each topic: for paper that hangs where Spanish is read. A test holds it against topics.ts, topic by topic and paragraph by paragraph. */

export interface TopicWords {
  readonly title: string;
  readonly answer: readonly string[];
}

export const SPANISH_TOPICS: Readonly<Record<string, TopicWords>> = {
  'no-blanks': {
    title: 'Nada en blanco, y ningún «N/A» sin explicación',
    answer: ['Cada punto recibe una respuesta. Donde se pide una frase, «N/A» no le dice nada a una familia: escriba qué consideró el equipo y por qué no hace falta ahora.', 'En cada texto vacío se ofrece una frase para empezar. Lo que queda abierto se enumera antes de afirmar, y usted lo responde una sola vez con un motivo.'],
  },
  'say-where-discussed': {
    title: 'Lo que se conversó se anota donde se conversó',
    answer: ['Cuando el equipo habla de un punto, el comentario va en ese punto o en las notas. La sola marca «conversado» no dice qué se dijo.', 'Ctrl+J desde un campo abre las notas con ese campo ya nombrado.'],
  },
  drafts: {
    title: '¿Se pueden escribir páginas antes de la reunión?',
    answer: ['Sí. Los niveles actuales pueden llenarse antes y completarse en la sala. Las metas por considerar se preparan antes, y cada una se conversa con los padres, se agrega, se cambia o se retira.', 'Las páginas preparadas llevan la palabra BORRADOR en la pantalla y en el papel hasta que el equipo las haya conversado.'],
  },
  'parent-concerns': {
    title: 'Las inquietudes de los padres son palabras de los padres',
    answer: ['Este espacio queda vacío hasta la reunión. Pregunte y escriba lo que digan los padres, con sus propias palabras donde se pueda.', 'Si los padres no están, escriba cómo y cuándo trató de comunicarse con ellos.'],
  },
  notes: {
    title: 'Qué va en las notas',
    answer: ['Lo que se dijo y quién lo dijo: sugerencias, peticiones y cada acuerdo. Toda petición recibe una respuesta y un motivo antes de cerrar la reunión.', 'Las notas no sustituyen a los campos. Un servicio, una meta o una adaptación está en su propia página; las notas dicen cómo llegó el equipo a ello.'],
  },
  'structured-notes': {
    title: '¿Por qué notas estructuradas?',
    answer: ['Bien llenadas, contienen las siete cosas que debe decir un aviso previo por escrito, y no hace falta otra carta para ellas. La franja sobre la página muestra cuáles están y dónde va la que falta.', 'Si un aviso cumple la ley lo juzgan las personas; el programa cuenta, no juzga.'],
  },
  'duplicate-services': {
    title: 'El mismo servicio dos veces',
    answer: ['El estado toma una sola línea de un servicio a la vez. Dos líneas suelen ser más claras para quienes lo prestan. Hay dos maneras.', 'Una línea: sume los minutos, si la frecuencia es la misma, y escriba las partes en el comentario (60 minutos a solas, 30 en grupo).', 'Varias líneas: conserve la principal y marque «no reportar» en las demás. Se imprimen y son parte de la oferta; solo el archivo del estado las omite.'],
  },
  'unsigned-offer': {
    title: 'Los padres no firman la oferta final',
    answer: ['Cuando el distrito ha terminado, la oferta está completa y la reunión no seguirá otro día: afirme de todos modos. Marque «otro» en el propósito, con exactamente «district offer of FAPE. No parent signature.»', 'El IEP sale de la lista de no afirmados, sus errores se borran y la oferta con su fecha queda en el historial. Sigue vigente el último plan que los padres aceptaron.', 'Una conclusión de que el estudiante no es, o ya no es, elegible no ofrece nada: ahí el propósito conserva los de la reunión y esas palabras no se escriben.'],
  },
  continue: {
    title: 'La reunión seguirá otro día',
    answer: ['Afirme de todos modos: así las páginas quedan como estaban al final de esta sesión. Después continúe desde el IEP vigente.', 'La fecha de la primera reunión se conserva. La siguiente sesión tiene su propia hoja de asistencia y de consentimiento, con su propia fecha.'],
  },
  'legal-iep': {
    title: '¿Cuál es el IEP legal?',
    answer: ['El papel con las firmas originales. Lo que está en la pantalla es una herramienta, y el IEP vigente es tan correcto como lo haya dejado el encargado del caso.', 'Debe mostrar la reunión más reciente, se haya firmado y terminado o no.'],
  },
  'seven-days': {
    title: 'Afirmar en siete días',
    answer: ['Cada cambio hecho en la reunión se escribe, lo tecleado y lo escrito a mano, y el IEP se afirma dentro de los siete días de la última sesión. Hasta entonces todos los demás siguen viendo el IEP del año pasado.'],
  },
  'parent-leaves-with-copy': {
    title: 'Los padres se van con el IEP',
    answer: ['Antes de que nadie se levante: imprima, escriba a mano lo que cambió, firmen, copie y entregue. Lo tecleado y lo escrito a mano juntos están bien; ese es el IEP legal.', 'La misma copia va al expediente de la escuela. Después teclee lo escrito a mano, página por página, y solo entonces afirme.', '¿No hay copiadora? Imprima dos juegos iguales, escriba en los dos y que se firmen los dos.'],
  },
  'pre-meeting': {
    title: '¿Puede reunirse antes el personal sin los padres?',
    answer: ['Sí, para preparar. No, para decidir: la ubicación y los servicios los decide el equipo con los padres, y ahí se consideran la información y las peticiones de los padres.', 'Deje abiertas las opciones hasta entonces. Las notas de una preparación nunca van en la copia para los padres.'],
  },
  'meaningful-participation': {
    title: 'Los padres no confirman que participaron de manera significativa',
    answer: ['Pregunte qué no pudieron decir o a qué no se les respondió, ahora o en otra sesión. Escriba la inquietud, qué se dijo de ella y qué decidió el equipo.', 'No ser escuchado y no estar de acuerdo son cosas distintas. Si se escuchó a los padres y siguen en desacuerdo, anote el desacuerdo como tal.'],
  },
  'no-agreement': {
    title: 'El equipo no logra ponerse de acuerdo',
    answer: ['Inténtelo de nuevo: posponga la reunión y vuelvan a reunirse. Pero el IEP no está completo sin una oferta clara de ubicación y servicios, la que a juicio del distrito da a este estudiante una educación apropiada entre otros niños en lo posible.', 'Una ubicación, un conjunto de servicios, ningún «o». Diga por qué se negaron otras peticiones. Si los padres no están de acuerdo con la oferta, tienen abiertos el debido proceso y la mediación; dígaselo.'],
  },
  'clean-copy': {
    title: '¿Se puede pasar en limpio después de la reunión y enviarlo?',
    answer: ['No en lugar de la copia que se llevan hoy a casa. Una vez afirmado el IEP, puede enviar una copia en limpio que se lee mejor; cada hoja de ella dice que no es el IEP.'],
  },
  'take-home': {
    title: '¿Pueden los padres llevarlo a casa para pensarlo?',
    answer: ['Sí; nadie tiene que firmar en la reunión. Entregue una copia completa y conserve el original. Acuerden un día, más o menos en una semana, para venir a firmar el original o devolver la copia firmada.', 'Si pasa ese día, comuníquese con ellos y anote cada intento. Mientras tanto siguen corriendo los siete días para afirmar.'],
  },
  refusal: {
    title: 'Los padres se niegan a firmar',
    answer: ['Recorra todo lo que debe estar en un IEP y haga la oferta final. Después afirme con el propósito «otro» y las palabras para una oferta sin firma.', 'El registro muestra qué se ofreció y cuándo. El próximo IEP empieza como siempre.'],
  },
  'several-purposes': {
    title: '¿Se puede marcar más de un propósito?',
    answer: ['Sí, todos los que correspondan. Una misma reunión puede ser la revisión anual y la trienal, o planear también la transición.'],
  },
  'no-show': {
    title: 'Vence hoy y los padres no vinieron',
    answer: ['Tenga listo un borrador con la fecha de hoy. Abra la reunión y que firmen los presentes. Escriba en las notas que el equipo se reunió, que los padres no estaban y cómo trató de comunicarse con ellos, y que el equipo acordó posponer la reunión y cuándo sigue.', 'Todas las primeras fechas se conservan. En la segunda sesión las notas dicen que continúa la primera, y una segunda hoja de consentimiento lleva la segunda fecha. En la primera sesión no se decide nada.', 'Esto es para padres que no pudieron venir, no una manera de dejar la cita para después. Pregunte con tiempo, para que la reunión pueda moverse y aun así sea a tiempo.'],
  },
  affirm: {
    title: 'Qué dice quien afirma',
    answer: ['El encargado del caso declara que este registro coincide con lo que los padres aceptaron y firmaron en papel. Solo el encargado del caso de este estudiante puede decirlo.', 'Primero se hace la revisión de errores del estado. Respondidos sus errores, el IEP futuro pasa a ser el vigente, y el del año pasado va al historial.'],
  },
  'red-fields': {
    title: 'Campos que se ponen rojos',
    answer: ['Los campos marcados van al estado el 1 de diciembre y el 30 de junio. En las semanas anteriores están en rojo: no los cambie ahora para preparar una reunión que será después del reporte.', 'Un cambio que pertenece a una reunión anterior a la fecha del reporte está bien. El programa pregunta antes del primero de esos cambios y dice por qué.'],
  },
  progress: {
    title: 'El progreso va a casa tan seguido como las calificaciones',
    answer: ['Cada proveedor escribe sobre las metas que observa. Cuando todos lo han hecho, el encargado del caso afirma el informe y lo envía a casa. El último del año se entrega en la reunión anual y se archiva.'],
  },
  'measurable-goal': {
    title: 'Una meta que se puede medir',
    answer: ['Seis partes: quién, hace qué, para cuándo, con qué apoyo, cuánto, medido cómo. El punto de partida dice lo mismo como un número de hoy, para que un extraño pueda ver si avanzó.', 'Cada área de necesidad tiene una meta, y cada meta sirve a un área que figura en los niveles actuales.'],
  },
  quorum: {
    title: 'Quién debe estar',
    answer: ['Un padre o una madre; un maestro de educación general si el estudiante está o puede estar en ella; un maestro o proveedor de educación especial; alguien que pueda comprometer al distrito; alguien que pueda explicar los resultados de las pruebas. El estudiante, cuando se planea la transición.', 'Un miembro cuya área no se trata puede ser dispensado por escrito por los padres y el distrito. Si se trata, los padres consienten y el miembro escribe al equipo antes de la reunión.'],
  },
  safeguards: {
    title: 'El folleto de garantías',
    answer: ['Hable con los padres de las garantías en cada reunión, ofrezca un ejemplar y entregue uno al menos una vez al año. Escriba si hubo preguntas y qué se respondió.'],
  },
  lre: {
    title: 'Empezar por el salón general',
    answer: ['Enumere las opciones desde la clase general con apoyos hacia afuera, y diga por qué cada una que no se eligió no le serviría ahora a este estudiante. Considere qué cuesta alejarse de otros niños.'],
  },
  esy: {
    title: 'Año escolar extendido: diga por qué sí o por qué no',
    answer: ['La pregunta es si las vacaciones desharían destrezas que después tardan más de lo común en recuperarse. Dé el motivo en ambos casos.'],
  },
  transition: {
    title: 'Planear la vida después de la escuela',
    answer: ['Vigente a los 16 años, y considerado desde el comienzo de la preparatoria. Invite al estudiante; si no viene, averigüe antes qué desea y diga cómo.', 'Las metas de formación, de trabajo y, donde corresponda, de vida independiente se apoyan en una evaluación adecuada a la edad. Cada una tiene un servicio, y al menos una meta anual conduce a ella.'],
  },
  amendment: {
    title: 'Un cambio entre dos reuniones anuales',
    answer: ['Los padres y el distrito pueden acordar por escrito cambiar el IEP sin reunión. Nunca sustituye la revisión anual, y la fecha anual se conserva. Se avisa a todos los que enseñan al estudiante.'],
  },
  'assessment-plan': {
    title: 'Antes de evaluar a un estudiante',
    answer: ['El plan llega a los padres dentro de los 15 días de la remisión, en palabras sencillas y en su idioma, y tienen al menos 15 días para decidir. Su consentimiento firmado inicia los 60 días hasta la reunión.'],
  },
  emergency: {
    title: 'Si no puede haber clases por más de diez días',
    answer: ['Diga cómo se darían entonces la educación especial, los servicios relacionados, los de transición y el año extendido, y por qué medios. Piense en un incendio o una inundación, no solo en una epidemia.'],
  },
};
