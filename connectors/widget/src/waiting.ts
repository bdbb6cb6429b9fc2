import type { Api } from "./api.ts";

export const METHODS: readonly (keyof Api)[] = [
  "open",
  "close",
  "toggle",
  "setPage",
  "setLocale",
  "prefill",
  "on",
  "identify",
  "logout",
  "destroy",
];

interface Call {
  readonly name: keyof Api;
  readonly args: readonly unknown[];
  undone: boolean;
  undo: (() => void) | null;
}

/** One call as an array: the method's name, then what it is given. */
export type EarlyCall = readonly [name: keyof Api, ...args: readonly unknown[]];
/** What `window.shopbell` is from the tag on: it takes calls as arrays too, as before the script. */
export type PageApi = Api & { push(...calls: readonly EarlyCall[]): void };

export interface Waiting {
  /** Stands in for the real one, and is the real one once `become` was called. */
  readonly api: PageApi;
  become(real: Api): void;
}

/** An API that keeps the calls of a page that is quicker than the widget. */
export function waitingApi(methods: readonly (keyof Api)[]): Waiting {
  const calls: Call[] = [];
  const keep =
    (name: keyof Api) =>
    (...args: unknown[]) => {
      const call: Call = { name, args, undone: false, undo: null };
      calls.push(call);
      // Only what the real one gives back: whoever calls what it is given would undo an `open`.
      if (name !== "on") return undefined;
      return () => {
        call.undone = true;
        call.undo?.();
      };
    };
  const api = Object.fromEntries(methods.map((name) => [name, keep(name)])) as unknown as PageApi;
  api.push = (...given) => {
    for (const [name, ...args] of given) {
      if (methods.includes(name)) (api[name] as (...args: readonly unknown[]) => unknown)(...args);
      else console.warn("shopbell: no such method", name);
    }
  };
  return {
    api,
    become(real) {
      Object.assign(api, real);
      for (const call of calls.splice(0)) {
        if (call.undone) continue;
        const run = api[call.name] as (...args: readonly unknown[]) => unknown;
        const undo = run(...call.args);
        if (typeof undo === "function") call.undo = undo as () => void;
      }
    },
  };
}
