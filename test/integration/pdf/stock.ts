/** A plan in the words of the untouched library, to hold our sheets and our times against. */
import { coverageOf } from '../../../electron/pdf/engine.ts';
import type { PaperFonts } from '../../../electron/pdf/fonts.ts';
import { drawForm, layoutFrame, surroundOf } from '../../../electron/pdf/sections.ts';
import type { PaperPlan } from '../../../shared/paper/facts.ts';

export function stockDefinition(plan: PaperPlan, fonts: PaperFonts): unknown {
  const { frame, sections } = plan.definition;
  const content = sections.map((section) => {
    const drawn = drawForm(frame, section, coverageOf(fonts));
    return { ...drawn.node, ...surroundOf(frame, section, drawn) };
  });
  return { ...layoutFrame(), content };
}
