/** The discussion log as it is read: one line per thing said, with its time, kind, speaker and place, and under a request how it was answered. */
import type { FieldDef } from '../iep/definition.ts';
import type { JsonObject } from '../iep/json.ts';
import { clean } from './clean.ts';
import { isBlank, rowsOf, shortText, under } from './context.ts';
import { labelText } from './field.ts';
import type { PaperNode } from './node.ts';
import { leaf, spacedBelow } from './node.ts';
import type { Place } from './place.ts';
import { placeOfRow } from './place.ts';
import { prose } from './prose.ts';
import { headed } from './room.ts';
import { statementNodes } from './translated.ts';
import { word } from './words.ts';

/** Points between the last line and the box that follows. */
const BELOW = 4;

/** True for a list whose rows are lines somebody said. */
export function isNoteLog(fields: readonly FieldDef[]): boolean {
  return fields.some((def) => def.id === 'speakerRole');
}

/** The value of one member in words, '' when blank. */
function said(fields: readonly FieldDef[], id: string, row: JsonObject, place: Place): string {
  const def = fields.find((one) => one.id === id);
  return def === undefined || isBlank(row[id]) ? '' : clean(shortText(place.context, def, row[id], row));
}

/** "2:38 p.m. · Request · Parent · about Goals · Goal 2"; the page alone where the line names no place on it. */
function head(fields: readonly FieldDef[], row: JsonObject, place: Place): string {
  const about = said(fields, 'about', row, place);
  const where = about === '' ? said(fields, 'pageId', row, place) : `${word('about', place.context.language)} ${about}`;
  return [said(fields, 'time', row, place), said(fields, 'kind', row, place), said(fields, 'speakerRole', row, place), where].filter((part) => part !== '').join(' · ');
}

/** How a request was answered and why; a request without an answer says so. */
function answerNodes(fields: readonly FieldDef[], row: JsonObject, place: Place): readonly PaperNode[] {
  const { language } = place.context;
  const answer = said(fields, 'answer', row, place);
  const action = said(fields, 'actionRef', row, place);
  const why = said(fields, 'why', row, place);
  if (answer === '' && why === '' && action === '') return row['kind'] === 'request' ? prose(word('noAnswer', language), place.width, under(place.at, 'answer')) : [];
  const line = `${word('answered', language)}: ${answer === '' ? word('noAnswer', language) : answer}${action === '' ? '' : ` (${word('action', language)} ${action})`}`;
  return [...prose(line, place.width, under(place.at, 'answer')), ...(why === '' ? [] : prose(`${word('why', language)}: ${why}`, place.width, under(place.at, 'why')))];
}

function lineNodes(fields: readonly FieldDef[], row: JsonObject, place: Place): readonly PaperNode[] {
  const heading = leaf(head(fields, row, place), 'label', place.at, { margin: [0, 5, 0, 1] });
  return headed(heading, [...statementNodes(place.context, clean(row['text'] ?? ''), place.width, under(place.at, 'text')), ...answerNodes(fields, row, place)], place.width);
}

/** The lines under their heading; a log nobody has begun is no part of the paper but its heading and room to write. */
export function noteLog(def: FieldDef, fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  const rows = rowsOf(place.holder[def.id]);
  const heading = leaf(labelText(place.context, def), 'strong', '', { margin: [0, 3, 0, 2] });
  const lines = rows.flatMap((row) => lineNodes(fields, row, placeOfRow(row, place, under(place.at, def.id))));
  return headed(heading, spacedBelow(lines, BELOW), place.width);
}
