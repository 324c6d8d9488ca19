/** Every refusal of the server: its stable type, status and title (RFC 9457). A laptop decides by the type, a person reads the title. */
import { PROBLEM_TYPE, type ProblemType } from '../shared/district-api/contract.ts';
import type { FastifyReply } from 'fastify';

export const REFUSALS = {
  'token-expired': { status: 401, title: 'The access key is missing, wrong or no longer valid.' },
  'not-on-caseload': { status: 403, title: 'This access key may not store or read this record.' },
  'not-found': { status: 404, title: 'There is nothing under this address.' },
  'iep-id-reused': { status: 409, title: 'Another content is stored under this id; it was not touched.' },
  'too-large': { status: 413, title: 'The body is larger than this server takes; see /meta.' },
  'digest-mismatch': { status: 422, title: 'The bytes do not have the digest that was declared.' },
  'bad-json': { status: 400, title: 'The body does not follow the contract.' },
  'missing-blob': { status: 424, title: 'Send the PDF of this package first.' },
  'unknown-base': { status: 424, title: 'Send the record this one replaces first.' },
  'unknown-iep': { status: 424, title: 'Send the record this entry belongs to first.' },
  'not-kept': { status: 409, title: 'The library does not hand this out; nothing was changed.' },
  'precondition-required': { status: 428, title: 'If-None-Match: * and Repr-Digest are required.' },
} as const satisfies Record<ProblemType, { readonly status: number; readonly title: string }>;

export function refuse(reply: FastifyReply, type: ProblemType, detail?: string): FastifyReply {
  const { status, title } = REFUSALS[type];
  if (type === 'token-expired') void reply.header('WWW-Authenticate', 'Bearer');
  return reply.code(status).type(PROBLEM_TYPE).send(JSON.stringify({ type, title, ...(detail === undefined ? {} : { detail }) }));
}
