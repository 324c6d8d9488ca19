/** Whether a meeting reviews the plan: the annual clock starts anew at such a meeting and at no other (Ed. Code 56343(d); casemis.md section 3). */

/** Purposes of a meeting that makes a plan or goes through the whole of it. */
const REVIEWS: readonly string[] = ['initial', 'annual', 'triennial'];

/** What page 1 answers to "Plan reviewed", and while it answers nothing, what the purpose box says; a record that says neither is of the usual meeting. */
export function reviewsPlan(planReview: string, purposes: readonly string[]): boolean {
  if (planReview !== '') return planReview === 'Y';
  return purposes.length === 0 || purposes.some((purpose) => REVIEWS.includes(purpose));
}
