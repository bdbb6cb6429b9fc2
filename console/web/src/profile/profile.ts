import type { State } from "@shopbell/conversations/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http, messageOf } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { notices } from "../ui/notices.ts";
import { words } from "./words.ts";

export interface PastConversation {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly last: string;
  readonly updated_at: string;
  readonly by_customer: boolean;
  readonly merged_into: string | null;
}

export interface Profile {
  readonly past: readonly PastConversation[];
  readonly segments: readonly string[];
  readonly first_seen_at: string;
}

export function useProfile(conversation: string, verified: boolean) {
  return useQuery({
    queryKey: ["profile", conversation, verified],
    queryFn: ({ signal }) => http.get<Profile>(conversationPath(conversation, "/profile"), signal),
  });
}

interface Merge {
  readonly version: number;
  readonly other: string;
  readonly other_version: number;
}

export function useMerge(conversation: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (merge: Merge) => http.post(conversationPath(conversation, "/merge"), merge),
    onSuccess: () => notices.add(words.merged, "good"),
    onError: (problem) => notices.add(messageOf(problem), "attention"),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["profile", conversation] });
      void cache.invalidateQueries({ queryKey: keys.conversation(conversation) });
      void cache.invalidateQueries({ queryKey: keys.inboxes });
    },
  });
}
