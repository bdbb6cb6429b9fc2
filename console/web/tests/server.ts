import { vi } from "vitest";

type Answer = (body: Record<string, unknown>) => { status?: number; data: unknown };

/** Answers `fetch` by method and path, and keeps what was asked. Anything else is a failed test. */
export function serve(answers: Readonly<Record<string, Answer>>) {
  const asked: { readonly what: string; readonly body: Record<string, unknown> }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const what = `${init.method ?? "GET"} ${decodeURIComponent(path).split("?")[0]}`;
    const answer = answers[what];
    if (!answer) throw new Error(`nobody answers ${what}`);
    const body: Record<string, unknown> = init.body ? JSON.parse(String(init.body)) : {};
    asked.push({ what, body });
    const { status = 200, data } = answer(body);
    return new Response(JSON.stringify(data), { status });
  });
  return asked;
}

/** A socket that connects to nobody. */
export class SilentSocket extends EventTarget {
  onopen = null;
  onmessage = null;
  onclose = null;
  send(): void {}
  close(): void {}
}
