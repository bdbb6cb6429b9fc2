import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";

export interface SavedReply {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly team: string | null;
  readonly updated_by: string;
  readonly updated_at: string;
}

export type ReplyDraft = Pick<SavedReply, "title" | "shortcut" | "texts" | "team">;

const KEY = ["saved-replies"];
const PATH = "/api/console/replies";

export function useReplies() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      http.get<{ items: readonly SavedReply[]; variables: readonly string[] }>(PATH, signal),
  });
}

export function useTeams() {
  return useQuery({
    queryKey: ["teams"],
    queryFn: ({ signal }) =>
      http.get<{ items: readonly { id: string; name: string }[] }>("/api/console/teams", signal),
  });
}

export function useSaveReply(id: string | null) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (draft: ReplyDraft) =>
      id ? http.put(`${PATH}/${id}`, draft) : http.post(PATH, draft),
    onSuccess: () => cache.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDropReply() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`${PATH}/${id}`),
    onSettled: () => cache.invalidateQueries({ queryKey: KEY }),
  });
}
