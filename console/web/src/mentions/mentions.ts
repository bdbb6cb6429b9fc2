import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { http } from "../api/http.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { MENTIONS } from "./key.ts";

export interface Mention {
  readonly id: string;
  readonly conversation: string;
  readonly by: string;
  readonly text: string;
  readonly at: string;
  readonly read: boolean;
}

export function useMentions() {
  return useQuery({
    queryKey: MENTIONS,
    queryFn: ({ signal }) =>
      http.get<{ items: readonly Mention[]; unread: number }>("/api/console/mentions", signal),
    // A hint may be lost.
    refetchInterval: 60_000,
  });
}

/** Whoever opens a conversation has seen the notes in it that call them. */
export function useMentionsRead(conversation: string): void {
  const cache = useQueryClient();
  const mentions = useMentions().data?.items;
  const news = mentions?.some((one) => one.conversation === conversation && !one.read) ?? false;
  useEffect(() => {
    if (!news) return;
    http
      .post(conversationPath(conversation, "/mentions/read"))
      .then(() => cache.invalidateQueries({ queryKey: MENTIONS }))
      .catch(() => {
        // Still new, then: it is told again with the next look.
      });
  }, [cache, conversation, news]);
}
