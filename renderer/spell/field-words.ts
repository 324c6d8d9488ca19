/** Words of special education and of California's schools that general dictionaries lack, in small letters. */
export const FIELD_WORDS: readonly string[] = (
  'biliteracy chromebook coarticulation coteach coteaching decodable decodables dyscalculia dysfluencies dysfluency dyspraxia echolalic encopresis '
  + 'exceptionalities inclusionary lexia lexile lexiles manipulatives metacognition metacognitive misarticulation misarticulations multimodal multisensory '
  + 'multistep multisyllabic neurodiverse oromotor paraeducator paraeducators perseverates perseverating playdough prelinguistic prereading prereferral '
  + 'redirections speechreading stimming stims subskill subskills subtests telepractice teletherapy timepoint unaffirmed velopharyngeal visuomotor '
  + 'visuospatial wayfinding'
).split(' ');
