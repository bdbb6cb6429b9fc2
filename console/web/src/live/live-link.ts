import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/queries.ts";
import type { ConversationDetail, InboxRow, Session } from "../api/types.ts";
import { applyEvent, hasGap } from "../conversation/log.ts";
import { patchLists, refetchLists } from "../inbox/patching.ts";
import { MENTIONS } from "../mentions/key.ts";
import type { LinkStatus } from "./ConsoleSocket.ts";
import type { ServerFrame } from "./frames.ts";
import type { LiveStore } from "./LiveStore.ts";
import { reduceFrame, reduceLink, withTyping } from "./live-state.ts";

/** Lists are fetched at most this often, however many hints arrive. */
const LISTS_MS = 250;
const COUNTS_MS = 400;
const STANDINGS = 2_000;
const TYPING_MS = 8_000;

/** Carries socket frames into the query cache and the live store. */
export function createLiveLink(cache: QueryClient, store: LiveStore) {
  let _lists: ReturnType<typeof setTimeout> | undefined;
  let _counts: ReturnType<typeof setTimeout> | undefined;
  const standings = new Map<string, string>();
  const listeners = new Set<(rows: readonly InboxRow[]) => void>();
  const typing = new Map<string, ReturnType<typeof setTimeout>>();

  function refreshLists(): void {
    _lists ??= setTimeout(() => {
      _lists = undefined;
      refetchLists(cache);
      recount();
    }, LISTS_MS);
  }

  function recount(): void {
    _counts ??= setTimeout(() => {
      _counts = undefined;
      void cache.invalidateQueries({ queryKey: keys.counts });
      void cache.invalidateQueries({ queryKey: keys.overview });
    }, COUNTS_MS);
  }

  /** A message alone moves a row and counts nothing anew; a change of state raises the version,
   * and one that is put off leaves a list with its version as it was. */
  function takeRows(rows: readonly InboxRow[]): void {
    patchLists(cache, rows, myId());
    for (const listener of listeners) listener(rows);
    for (const row of rows) {
      const standing = `${row.version} ${row.snoozed_until}`;
      if (standings.get(row.id) !== standing) recount();
      standings.delete(row.id);
      standings.set(row.id, standing);
    }
    for (const id of standings.keys()) {
      if (standings.size <= STANDINGS) break;
      standings.delete(id);
    }
  }

  function myId(): string {
    return cache.getQueryData<Session>(keys.session)?.agent.id ?? "";
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

  function takeSeen(frame: Extract<ServerFrame, { type: "seen" }>): void {
    cache.setQueryData<ConversationDetail>(keys.conversation(frame.conversation), (known) =>
      known ? { ...known, shopper_seen_seq: Math.max(known.shopper_seen_seq, frame.seq) } : known,
    );
  }

  function takePage(frame: Extract<ServerFrame, { type: "page" }>): void {
    cache.setQueryData<ConversationDetail>(keys.conversation(frame.conversation), (known) =>
      known ? { ...known, conversation: { ...known.conversation, page: frame.page } } : known,
    );
  }

  return {
    listen(listener: (rows: readonly InboxRow[]) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFrame(frame: ServerFrame, resume: (conversation: string) => void): void {
      const before = store.get();
      const after = reduceFrame(before, frame);
      store.set(after);
      if (after.listsRevision !== before.listsRevision) refreshLists();
      if (frame.type === "inbox" && frame.rows) takeRows(frame.rows);
      if (frame.type === "presence") void cache.invalidateQueries({ queryKey: keys.overview });
      if (frame.type === "typing" && frame.on) forgetTypingLater(frame.conversation);
      if (frame.type === "mentions") void cache.invalidateQueries({ queryKey: MENTIONS });
      if (frame.type === "seen") takeSeen(frame);
      if (frame.type === "page") takePage(frame);
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
