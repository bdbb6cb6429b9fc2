import { useState } from "react";
import type { ArticleRow } from "../../api/articles.ts";
import type { Chosen } from "./list.ts";

export type Selection = ReturnType<typeof useSelection>;

/** Rows that are ticked, over pages; or everything that the filters give. */
export function useSelection(search: string) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [everything, setEverything] = useState(false);
  const [of, setOf] = useState(search);
  // Other filters give other results: what was ticked among the old ones is no longer meant.
  if (of !== search) {
    setOf(search);
    setChosen(new Map());
    setEverything(false);
  }
  const put = (rows: readonly ArticleRow[], on: boolean) => {
    setEverything(false);
    setChosen((known) => {
      const next = new Map(known);
      for (const { id, version, title } of rows) {
        if (on) next.set(id, { id, version, title });
        else next.delete(id);
      }
      return next;
    });
  };
  return {
    everything,
    chosen: [...chosen.values()],
    has: (id: string) => everything || chosen.has(id),
    put,
    takeEverything: () => setEverything(true),
    clear: () => {
      setEverything(false);
      setChosen(new Map());
    },
  };
}
