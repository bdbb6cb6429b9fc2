import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http, messageOf } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { notices } from "../ui/notices.ts";

const HOUR_MS = 3_600_000;

/** The moments that are offered, in the agent's own time zone. */
export function moments(
  now: Date,
): Readonly<Record<"hour" | "three" | "tomorrow" | "monday", Date>> {
  const nine = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
  return {
    hour: new Date(now.getTime() + HOUR_MS),
    three: new Date(now.getTime() + 3 * HOUR_MS),
    tomorrow: nine(1),
    monday: nine((8 - now.getDay()) % 7 || 7),
  };
}

export function useSnooze(conversation: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (until: Date | null) =>
      http.post(conversationPath(conversation, "/snooze"), {
        until: until?.toISOString() ?? null,
      }),
    onError: (problem) => notices.add(messageOf(problem), "attention"),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.conversation(conversation) });
      void cache.invalidateQueries({ queryKey: keys.inboxes });
    },
  });
}
