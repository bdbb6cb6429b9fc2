import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { http, isPassing, isUnreached, messageOf } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { ConversationDetail, EventFrame } from "../api/types.ts";
import { useAgent } from "../session/session.ts";
import { applyEvent } from "./log.ts";
import { Outbox, type Pending } from "./Outbox.ts";

type Stored = (item: Pending, event: EventFrame) => void;
let onStored: Stored = () => {};

async function post(item: Pending): Promise<EventFrame> {
  const folder = item.kind === "note" ? "notes" : "messages";
  const path = `/api/console/conversations/${encodeURIComponent(item.conversation)}/${folder}`;
  const body = { cmid: item.cmid, text: item.text };
  return (await http.post<{ event: EventFrame }>(path, body)).event;
}

/** So long, or until the browser has a network again. */
function untilOnline(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end);
  });
}

const outboxes = new Map<string, Outbox>();

/** One outbox per person in this tab: a shared computer never sends another's words. */
function outboxOf(agentId: string): Outbox {
  const known = outboxes.get(agentId);
  if (known) return known;
  const outbox = new Outbox({
    post,
    onStored: (item, event) => onStored(item, event),
    isPassing,
    isUnreached,
    describe: messageOf,
    wait: untilOnline,
    storage: {
      getItem: (key) => sessionStorage.getItem(`${key}.${agentId}`),
      setItem: (key, value) => sessionStorage.setItem(`${key}.${agentId}`, value),
    },
  });
  outboxes.set(agentId, outbox);
  return outbox;
}

export function useOutbox(): { outbox: Outbox; items: readonly Pending[] } {
  const cache = useQueryClient();
  const agent = useAgent();
  const outbox = useMemo(() => outboxOf(agent.id), [agent.id]);
  useEffect(() => {
    onStored = (item, event) => {
      cache.setQueryData<ConversationDetail>(keys.conversation(item.conversation), (known) =>
        known ? applyEvent(known, event) : known,
      );
    };
    outbox.resume();
  }, [cache, outbox]);
  return { outbox, items: useSyncExternalStore(outbox.subscribe, outbox.get) };
}
