import type { Page } from "@shopbell/conversations/contract";
import type { Socket } from "../connection/connection.ts";
import type { FileParts } from "../files/files.ts";
import type { KeyStore } from "../storage/store.ts";

/** What a session needs of the browser and the page, handed in. */
export interface SessionParts {
  readonly site: string;
  readonly store: KeyStore;
  readonly files: FileParts;
  readonly open: (protocol: string) => Socket;
  readonly newId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  readonly page: () => Page;
  readonly locale: () => string;
}
