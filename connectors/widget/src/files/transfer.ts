import type { Code } from "@shopbell/conversations/contract";

/** How one attempt ended: kept under an id, refused for good, or to be tried again. */
export type Outcome =
  | { readonly id: string }
  | { readonly refused: Code }
  | { readonly againMs: number };

export interface Attempt {
  readonly file: Blob;
  readonly name: string;
  readonly token: string;
  /** 0..1 of the bytes that have left. */
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** Brings files to the server and back. */
export interface Transfer {
  send(attempt: Attempt): Promise<Outcome>;
  /** Null where it is not there for this shopper, or no connection is. */
  fetch(id: string, size: "full" | "preview", token: string): Promise<Blob | null>;
}

const AGAIN_MS = 3_000;
const FINAL: ReadonlySet<string> = new Set(["file_too_large", "file_refused", "invalid"]);

export class HttpTransfer implements Transfer {
  readonly #base: URL;
  readonly #site: string;

  constructor(base: URL, site: string) {
    this.#base = base;
    this.#site = site;
  }

  /** By XMLHttpRequest, since `fetch` does not tell how much of a body has left. */
  send({ file, name, token, onProgress, signal }: Attempt): Promise<Outcome> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const again = () => resolve({ againMs: AGAIN_MS });
      request.open("POST", this.#address("/api/widget/uploads"));
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      };
      request.onload = () => resolve(outcomeOf(request));
      request.onerror = request.ontimeout = request.onabort = again;
      signal.addEventListener("abort", () => request.abort());
      const form = new FormData();
      form.append("file", file, name);
      request.send(form);
    });
  }

  async fetch(id: string, size: "full" | "preview", token: string): Promise<Blob | null> {
    const url = this.#address(`/api/widget/uploads/${encodeURIComponent(id)}`);
    try {
      const answer = await fetch(`${url}&size=${size}`, {
        headers: { Authorization: `Bearer ${token}` },
        credentials: "omit",
      });
      return answer.ok ? await answer.blob() : null;
    } catch {
      return null;
    }
  }

  #address(path: string): string {
    const url = new URL(path, this.#base);
    url.searchParams.set("site", this.#site);
    return url.href;
  }
}

function outcomeOf(request: XMLHttpRequest): Outcome {
  const said = bodyOf(request.responseText);
  if (request.status === 201 && typeof said?.upload_id === "string") return { id: said.upload_id };
  const code = said?.error?.code;
  if (code && FINAL.has(code)) return { refused: code as Code };
  if (request.status === 413) return { refused: "file_too_large" };
  // The limit of an hour: the shopper decides when to try again.
  if (code === "rate_limited") return { refused: code };
  return { againMs: AGAIN_MS };
}

function bodyOf(
  text: string,
): { readonly upload_id?: unknown; readonly error?: { readonly code?: string } } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
