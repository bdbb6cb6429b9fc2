import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { http, messageOf } from "../../api/http.ts";
import { keys } from "../../api/queries.ts";
import type { Chosen } from "./list.ts";

const AT_ONCE = 100;

export type Deed = "publish" | "archive" | "add_tag" | "remove_tag" | "set_owner" | "set_review";
export type Outcome = "done" | "unchanged" | "changed_meanwhile" | "gone" | "refused";

/** What a deed needs besides the articles; empty for those that need nothing. */
export interface DeedInput {
  readonly tag?: string;
  readonly owner?: string | null;
  readonly review_on?: string | null;
}

export interface Result extends Chosen {
  readonly outcome: Outcome;
  readonly message: string;
}

/** `waiting` are those not tried yet: the rest after a stop or a problem. */
export interface BulkRun {
  readonly results: readonly Result[];
  readonly waiting: readonly Chosen[];
  readonly running: boolean;
  readonly problem: string;
}

const NOTHING: BulkRun = { results: [], waiting: [], running: false, problem: "" };

/** Hundred after hundred, each a transaction of its own, so that a stop in between loses nothing. */
export function useBulk() {
  const cache = useQueryClient();
  const [run, setRun] = useState(NOTHING);
  const stopped = useRef(false);

  async function go(
    deed: Deed,
    input: DeedInput,
    items: readonly Chosen[],
    kept: readonly Result[],
  ) {
    stopped.current = false;
    let results = kept;
    let waiting = items;
    let problem = "";
    setRun({ results, waiting, running: true, problem });
    while (waiting.length > 0 && !stopped.current && !problem) {
      const batch = waiting.slice(0, AT_ONCE);
      try {
        results = [...results, ...(await send(deed, input, batch))];
        waiting = waiting.slice(AT_ONCE);
      } catch (failure) {
        problem = messageOf(failure);
      }
      setRun({ results, waiting, running: true, problem });
    }
    setRun({ results, waiting, running: false, problem });
    await cache.invalidateQueries({ queryKey: keys.articles });
  }

  return {
    run,
    start: (deed: Deed, input: DeedInput, items: readonly Chosen[]) => go(deed, input, items, []),
    goOn: (deed: Deed, input: DeedInput) => go(deed, input, run.waiting, run.results),
    stop: () => {
      stopped.current = true;
    },
    reset: () => setRun(NOTHING),
  };
}

async function send(
  deed: Deed,
  input: DeedInput,
  batch: readonly Chosen[],
): Promise<readonly Result[]> {
  const items = batch.map(({ id, version }) => ({ id, version }));
  const answer = await http.post<{
    results: readonly { id: string; outcome: Outcome; message: string }[];
  }>("/api/console/articles/bulk", { deed, ...input, items });
  const titles = new Map(batch.map((one) => [one.id, one]));
  return answer.results.flatMap((result) => {
    const chosen = titles.get(result.id);
    return chosen ? [{ ...chosen, ...result }] : [];
  });
}

export function countOf(results: readonly Result[], outcome: Outcome): number {
  return results.filter((result) => result.outcome === outcome).length;
}
