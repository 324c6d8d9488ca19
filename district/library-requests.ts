/** What whoever runs the server asks of it about the document library; each answer is a sentence, and a refusal says what to do. */
import { z } from 'zod';
import { API, problem } from '../shared/district-api/contract.ts';
import { handedOut, handedOutList, type HandedOut, type HandedOutWords } from '../shared/district-api/library.ts';
import { KIND_WORDS, MOST_DOCUMENT_BYTES, sizeInWords, TOO_LARGE } from '../shared/library/document.ts';
import { sha256Hex } from './digest.ts';

export interface Said {
  readonly ok: boolean;
  readonly text: string;
}

export interface Office {
  /** "http://127.0.0.1:4000" */
  readonly url: string;
  readonly libraryKey: string;
}

const answerOfHandOut = handedOut.extend({ replaced: z.string().nullable() });

function refused(text: string): Said {
  return { ok: false, text: `${text} Nothing was changed.` };
}

function called({ name, title, language, edition }: HandedOut): string {
  return `“${title}” (${language}), edition ${edition}, as ${name}`;
}

/** The answer in the schema that is expected, or why there is none. */
async function ask<T>({ url, libraryKey }: Office, method: 'GET' | 'PUT' | 'DELETE', path: string, schema: z.ZodType<T>, body?: { readonly bytes: Uint8Array; readonly headers: Readonly<Record<string, string>> }): Promise<{ readonly ok: true; readonly status: number; readonly value: T } | { readonly ok: false; readonly said: Said }> {
  let answer: Response;
  try {
    answer = await fetch(`${url}${API}${path}`, { method, redirect: 'error', headers: { Authorization: `Bearer ${libraryKey}`, ...body?.headers }, ...(body === undefined ? {} : { body: Buffer.from(body.bytes) }) });
  } catch {
    return { ok: false, said: refused(`No district server answers at ${url}.`) };
  }
  const content: unknown = await answer.json().catch(() => undefined);
  const read = answer.ok ? schema.safeParse(content) : null;
  if (read?.success === true) return { ok: true, status: answer.status, value: read.data };
  const why = problem.safeParse(content);
  return { ok: false, said: refused(why.success ? [why.data.title, why.data.detail ?? ''].join(' ').trim() : `What answers at ${url} is no district server.`) };
}

/** Hands a document out, in the place of the edition before it. */
export async function handOut(office: Office, name: string, words: HandedOutWords, bytes: Uint8Array): Promise<Said> {
  if (bytes.byteLength > MOST_DOCUMENT_BYTES) return refused(TOO_LARGE);
  const asked = await ask(office, 'PUT', `/library/documents/${encodeURIComponent(name)}?${new URLSearchParams(words).toString()}`, answerOfHandOut, {
    bytes, headers: { 'Content-Type': 'application/pdf', 'Repr-Digest': `sha-256=:${Buffer.from(sha256Hex(bytes), 'hex').toString('base64')}:` },
  });
  if (!asked.ok) return asked.said;
  const { value, status } = asked;
  if (status === 200) return { ok: true, text: `${called(value)}, is handed out already. Nothing was changed.` };
  return { ok: true, text: `${called(value)}, is handed out${value.replaced === null ? '' : ` in the place of edition ${value.replaced}`}. Each laptop gets it at its next sync, and keeps it unless it holds a program, other files or a password.` };
}

/** Withdraws a document: it leaves every laptop at its next sync. */
export async function withdraw(office: Office, name: string): Promise<Said> {
  const asked = await ask(office, 'DELETE', `/library/documents/${encodeURIComponent(name)}`, handedOut);
  return asked.ok ? { ok: true, text: `${called(asked.value)}, is withdrawn. It leaves each laptop at its next sync.` } : asked.said;
}

/** What is handed out now, one line each. */
export async function list(office: Office): Promise<Said> {
  const asked = await ask(office, 'GET', '/library', handedOutList);
  if (!asked.ok) return asked.said;
  const { documents } = asked.value;
  if (documents.length === 0) return { ok: true, text: 'Nothing is handed out.' };
  return { ok: true, text: documents.map((one) => `${one.name}: “${one.title}” (${KIND_WORDS[one.kind]}, ${one.language}), edition ${one.edition}, ${sizeInWords(one.bytes)}, since ${one.handedOutAt}`).join('\n') };
}
