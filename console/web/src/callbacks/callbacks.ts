import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";

export interface Callback {
  readonly id: string;
  readonly conversation: string;
  readonly shopper: string | null;
  readonly address: string;
  readonly locale: string;
  readonly reason: string | null;
  readonly topic: string;
  readonly wants: string;
  readonly promised_at: string;
}

const PATH = "/api/console/callbacks";
/** Below the overview, so that whatever changes the lists fetches them too. */
const KEY = [...keys.overview, "callbacks"] as const;

export function useCallbacks() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => http.get<{ items: readonly Callback[]; more: boolean }>(PATH, signal),
  });
}

export function useAnswerCallback() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string | null }) =>
      http.post(`${PATH}/${encodeURIComponent(id)}/done`, text === null ? {} : { text }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.overview }),
  });
}
