import { describe, expect, it } from "vitest";
import { ApiError, HttpClient, isPassing, NetworkError } from "../../src/api/http.ts";

interface Asked {
  readonly path: string;
  readonly init: RequestInit;
}

function clientWith(answers: (Response | Error)[]) {
  const asked: Asked[] = [];
  const client = new HttpClient(async (path, init) => {
    asked.push({ path: String(path), init: init ?? {} });
    const answer = answers.shift();
    if (!answer) throw new Error("asked more often than expected");
    if (answer instanceof Error) throw answer;
    return answer;
  });
  client.csrf = "t1";
  return { client, asked };
}

const json = (status: number, data: unknown) => new Response(JSON.stringify(data), { status });
const header = (asked: Asked | undefined, name: string) =>
  new Headers(asked?.init.headers).get(name);

describe("asking the server", () => {
  it("proves where it comes from on everything but a GET", async () => {
    const { client, asked } = clientWith([json(200, {}), json(200, {})]);
    await client.get("/a");
    await client.post("/b", { x: 1 });
    expect(header(asked[0], "X-CSRF-Token")).toBeNull();
    expect(header(asked[1], "X-CSRF-Token")).toBe("t1");
    expect(asked[1]?.init.body).toBe('{"x":1}');
  });

  it("carries code, words and the rest of a refusal", async () => {
    const answer = {
      error: { code: "stale_version", message: "Too late." },
      conversation: { id: "c" },
    };
    const { client } = clientWith([json(409, answer)]);
    const problem = await client.post("/a").catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiError);
    expect(problem).toMatchObject({ status: 409, code: "stale_version", message: "Too late." });
    expect((problem as ApiError).details).toEqual(answer);
  });

  it("fetches a new token and tries once more when the old one is refused", async () => {
    const refused = () => json(403, { error: { code: "csrf_refused", message: "" } });
    const { client, asked } = clientWith([refused(), json(200, { ok: true })]);
    client.renewCsrf = async () => {
      client.csrf = "t2";
    };
    expect(await client.post("/a")).toEqual({ ok: true });
    expect(asked.map((one) => header(one, "X-CSRF-Token"))).toEqual(["t1", "t2"]);
    const twice = clientWith([refused(), refused()]);
    await expect(twice.client.post("/a")).rejects.toMatchObject({ code: "csrf_refused" });
  });

  it("tells when the session is over", async () => {
    const { client } = clientWith([json(401, {})]);
    let told = 0;
    client.onSignedOut = () => {
      told += 1;
    };
    await expect(client.get("/a")).rejects.toMatchObject({ status: 401 });
    expect(told).toBe(1);
  });

  it("has words for an answer that is no JSON, and for none at all", async () => {
    const { client } = clientWith([new Response("<h1>502</h1>", { status: 502 }), new TypeError()]);
    await expect(client.get("/a")).rejects.toThrow("Shopbell had a problem");
    await expect(client.get("/a")).rejects.toBeInstanceOf(NetworkError);
  });

  it("knows which failures pass by themselves", () => {
    expect(isPassing(new NetworkError())).toBe(true);
    expect(isPassing(new ApiError(503, "unavailable", ""))).toBe(true);
    expect(isPassing(new ApiError(429, "rate_limited", ""))).toBe(true);
    expect(isPassing(new ApiError(409, "not_assignee", ""))).toBe(false);
  });
});
