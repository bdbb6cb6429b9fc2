import { language } from "../locales/language.ts";
import { words } from "./words.ts";
import { invalidInWords } from "./words-invalid.ts";

/** The server answered with an error; `code` is a contract code, `details` the whole answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: unknown = null,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** No answer came at all: whether the server did it is unknown, so repeat only what is idempotent. */
export class NetworkError extends Error {
  constructor() {
    super(words.unreachable);
    this.name = "NetworkError";
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** JSON over fetch with the session's cookie; the CSRF token is sent on everything but GET. */
export class HttpClient {
  csrf = "";
  /** Fetches a new token after a refusal; a call is then tried once more. */
  renewCsrf: () => Promise<void> = async () => {};
  onSignedOut: () => void = () => {};

  constructor(private readonly fetcher: typeof fetch) {}

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.send<T>("GET", path, undefined, signal);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.send<T>("POST", path, body);
  }

  /** The file as it is. */
  postFile<T>(path: string, file: Blob): Promise<T> {
    return this.send<T>("POST", path, file);
  }

  /** A file as a form sends it, with its name. */
  postForm<T>(path: string, form: FormData): Promise<T> {
    return this.send<T>("POST", path, form);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>("PUT", path, body);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>("PATCH", path, body);
  }

  delete<T>(path: string): Promise<T> {
    return this.send<T>("DELETE", path);
  }

  private async send<T>(
    method: Method,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<T> {
    try {
      return await this.attempt<T>(method, path, body, signal);
    } catch (problem) {
      if (!(problem instanceof ApiError) || problem.code !== "csrf_refused") throw problem;
      await this.renewCsrf();
      return this.attempt<T>(method, path, body, signal);
    }
  }

  private async attempt<T>(
    method: Method,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<T> {
    const headers: Record<string, string> = {
      Accept: "application/json",
      "Accept-Language": language,
    };
    if (method !== "GET") headers["X-CSRF-Token"] = this.csrf;
    const init: RequestInit = { method, headers, credentials: "same-origin" };
    if (body instanceof Blob) {
      headers["Content-Type"] = "application/octet-stream";
      init.body = body;
    } else if (body instanceof FormData) {
      init.body = body;
    } else if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
    if (signal) init.signal = signal;
    const response = await this.reach(path, init);
    const data: unknown = response.status === 204 ? null : await response.json().catch(() => null);
    if (response.ok) return data as T;
    if (response.status === 401) this.onSignedOut();
    throw toApiError(response.status, data);
  }

  private async reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.fetcher(path, init);
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === "AbortError") throw problem;
      throw new NetworkError();
    }
  }
}

function toApiError(status: number, data: unknown): ApiError {
  const { error, reason } = (data ?? {}) as {
    error?: { code?: unknown; message?: unknown };
    reason?: unknown;
  };
  const code = typeof error?.code === "string" ? error.code : `http_${status}`;
  const said = typeof error?.message === "string" ? error.message : "";
  const known = words.reasons[String(reason)] ?? words.codes[code];
  const message = known ?? (code === "invalid" && said ? inWordsOf(said) : said);
  return new ApiError(status, code, message || fallbackMessage(status), data);
}

function inWordsOf(said: string): string {
  return invalidInWords(said) ?? words.invalid(said);
}

function fallbackMessage(status: number): string {
  if (status === 403) return words.forbidden;
  if (status === 404) return words.gone;
  if (status === 429) return words.tooMany;
  if (status >= 500) return words.broken;
  return words.failed;
}

/** May the same request be sent again with some hope? */
export function isPassing(problem: unknown): boolean {
  if (problem instanceof NetworkError) return true;
  return problem instanceof ApiError && (problem.status >= 500 || problem.status === 429);
}

/** No answer of the app itself: the network, a proxy before it, or its database is away for now. */
export function isUnreached(problem: unknown): boolean {
  if (problem instanceof NetworkError) return true;
  return problem instanceof ApiError && [429, 502, 503, 504].includes(problem.status);
}

export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : words.failed;
}

export const http = new HttpClient((input, init) => window.fetch(input, init));
