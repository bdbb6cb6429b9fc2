import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/queries.ts";
import type { ConversationDetail } from "../api/types.ts";
import { applyEvent, hasGap } from "../conversation/log.ts";
import type { LinkStatus } from "./ConsoleSocket.ts";
import type { ServerFrame } from "./frames.ts";
import type { LiveStore } from "./LiveStore.ts";
import { reduceFrame, reduceLink, withTyping } from "./live-state.ts";

/** Lists are fetched at most this often, however many hints arrive. */
const LISTS_MS = 250;
const TYPING_MS = 8_000;

/** Carries socket frames into the query cache and the live store. */
export function createLiveLink(cache: QueryClient, store: LiveStore) {
  let _lists: ReturnType<typeof setTimeout> | undefined;
  const typing = new Map<string, ReturnType<typeof setTimeout>>();

  function refreshLists(): void {
    _lists ??= setTimeout(() => {
      _lists = undefined;
      void cache.invalidateQueries({ queryKey: keys.inboxes });
      void cache.invalidateQueries({ queryKey: keys.overview });
    }, LISTS_MS);
  }

  function forgetTypingLater(conversation: string): void {
    clearTimeout(typing.get(conversation));
    const later = setTimeout(() => {
      const state = store.get();
      store.set({ ...state, typing: withTyping(state.typing, conversation, false) });
    }, TYPING_MS);
    typing.set(conversation, later);
  }

  function takeEvent(frame: Extract<ServerFrame, { type: "event" }>, resume: () => void): void {
    const key = keys.conversation(frame.conversation);
    const known = cache.getQueryData<ConversationDetail>(key);
    if (!known) return;
    if (hasGap(known.events, frame)) resume();
    cache.setQueryData(key, applyEvent(known, frame));
    // Version, brief and orders are not in the event; only the server's view has them.
    if (
      frame.event.startsWith("conversation.") ||
      frame.event === "turn.understood" ||
      frame.author.role === "system"
    ) {
      void cache.invalidateQueries({ queryKey: key });
    }
  }

  return {
    onFrame(frame: ServerFrame, resume: (conversation: string) => void): void {
      const before = store.get();
      const after = reduceFrame(before, frame);
      store.set(after);
      if (after.listsRevision !== before.listsRevision) refreshLists();
      if (frame.type === "presence") void cache.invalidateQueries({ queryKey: keys.overview });
      if (frame.type === "typing" && frame.on) forgetTypingLater(frame.conversation);
      if (frame.type === "event") takeEvent(frame, () => resume(frame.conversation));
    },
    onStatus(status: LinkStatus): void {
      store.set(reduceLink(store.get(), status));
    },
    onLost(): void {
      // A refused handshake looks like any lost link; asking for the session tells the two apart.
      void cache.invalidateQueries({ queryKey: keys.session });
    },
  };
}
