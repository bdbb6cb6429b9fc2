import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, http, messageOf } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Conversation, ConversationDetail } from "../api/types.ts";
import { notices } from "../ui/notices.ts";
import { staleNotice } from "./stale.ts";
import { conversationPath } from "./useConversation.ts";

export type Deed = "claim" | "release" | "close";

interface Input {
  readonly deed: Deed;
  readonly version: number;
  readonly message?: string;
  readonly reason?: string;
  readonly tags?: readonly string[];
  readonly botAnswersAfter?: number;
}

interface Answer {
  readonly conversation: Conversation;
}

/** Claim, hand back, close: each against the version that was on the screen. */
export function useActions(id: string, myId: string) {
  const cache = useQueryClient();
  const key = keys.conversation(id);
  const show = (conversation: Conversation) => {
    cache.setQueryData<ConversationDetail>(key, (known) =>
      known && conversation.version >= known.conversation.version
        ? { ...known, conversation }
        : known,
    );
  };
  return useMutation({
    mutationFn: ({ deed, version, message, reason, tags, botAnswersAfter }: Input) =>
      http.post<Answer>(conversationPath(id, `/${deed}`), {
        version,
        ...(message ? { message } : {}),
        ...(reason ? { reason } : {}),
        ...(tags && tags.length > 0 ? { tags } : {}),
        ...(botAnswersAfter !== undefined ? { bot_answers_after: botAnswersAfter } : {}),
      }),
    onSuccess: ({ conversation }) => show(conversation),
    onError: (problem) => {
      const current = currentOf(problem);
      if (current) show(current);
      const stale = problem instanceof ApiError && problem.code === "stale_version";
      notices.add(stale ? staleNotice(current, myId) : messageOf(problem), "attention");
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: key });
      void cache.invalidateQueries({ queryKey: keys.overview });
    },
  });
}

function currentOf(problem: unknown): Conversation | null {
  if (!(problem instanceof ApiError)) return null;
  return (problem.details as { conversation?: Conversation } | null)?.conversation ?? null;
}
