import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { ConversationDetail, Heads } from "../api/types.ts";
import { useLive, useSocket } from "../live/LiveProvider.tsx";
import { headsOf, mergeDetail } from "./log.ts";

export function conversationPath(id: string, rest = ""): string {
  return `/api/console/conversations/${encodeURIComponent(id)}${rest}`;
}

/** One conversation: fetched once, then kept up to date by the socket from where the fetch ended. */
export function useConversation(id: string) {
  const cache = useQueryClient();
  const socket = useSocket();
  const linked = useLive((state) => state.link === "open");
  const query = useQuery({
    queryKey: keys.conversation(id),
    queryFn: async ({ signal }) => {
      const fetched = await http.get<ConversationDetail>(conversationPath(id), signal);
      return mergeDetail(cache.getQueryData(keys.conversation(id)), fetched);
    },
    refetchInterval: linked ? false : 5_000,
  });
  const loaded = query.data !== undefined;
  useEffect(() => {
    if (!loaded) return;
    return socket.watch(id, () => headsNow(cache.getQueryData(keys.conversation(id))));
  }, [cache, socket, id, loaded]);
  return query;
}

function headsNow(detail: ConversationDetail | undefined): Heads {
  return detail ? headsOf(detail.events) : { seq: 0, aseq: 0 };
}
