/** Holds a finished PDF in memory for the print window, under a token that works once; no copy in a temp folder exists to be found. */
import { HOST, PRINT_PATH, SCHEME } from './address.ts';
import type { Random } from '../ports/computer.ts';

export interface PrintShelf {
  /** Puts a PDF on the shelf; returns the address that yields it once. */
  readonly put: (pdf: Uint8Array) => string;
  /** Takes the PDF of an address away, or undefined when there is none. */
  readonly take: (address: string) => Uint8Array | undefined;
  /** Forgets a PDF nobody fetched. */
  readonly drop: (address: string) => void;
}

export function createPrintShelf(random: Random): PrintShelf {
  const shelf = new Map<string, Uint8Array>();
  return {
    put: (pdf) => {
      const address = `${SCHEME}://${HOST}${PRINT_PATH}${random.id()}.pdf`;
      shelf.set(address, pdf);
      return address;
    },
    take: (address) => {
      const pdf = shelf.get(address);
      shelf.delete(address);
      return pdf;
    },
    drop: (address) => void shelf.delete(address),
  };
}
