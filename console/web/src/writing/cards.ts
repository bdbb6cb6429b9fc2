import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Passage } from "../api/articles.ts";
import { http, messageOf } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { ConversationDetail, EventFrame, Money } from "../api/types.ts";
import { applyEvent } from "../conversation/log.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { notices } from "../ui/notices.ts";
import { words } from "./words.ts";

export interface FoundProduct {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly price: Money;
  readonly image_url: string | null;
  readonly in_stock: boolean;
}

export async function findProducts(query: string, signal: AbortSignal) {
  const path = `/api/console/products?q=${encodeURIComponent(query)}`;
  return (await http.get<{ items: readonly FoundProduct[] }>(path, signal)).items;
}

export function findArticles(locale: string) {
  return async (query: string) => {
    const body = { query, locale };
    const path = "/api/console/articles/try";
    return (await http.post<{ passages: readonly Passage[] }>(path, body)).passages;
  };
}

/** One id for each thing that may be shown, so that a try again is none of another thing. */
export function useCmids(): (thing: string) => string {
  const [cmids] = useState(() => new Map<string, string>());
  return (thing) => {
    const cmid = cmids.get(thing) ?? crypto.randomUUID();
    cmids.set(thing, cmid);
    return cmid;
  };
}

type Card = { readonly product: string } | { readonly order: string };

/** Shows a card to the shopper at once; the `cmid` keeps a second press from showing it twice. */
export function useShowCard(conversation: string, onShown: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (card: Card & { readonly cmid: string }) =>
      http.post<{ event: EventFrame }>(conversationPath(conversation, "/cards"), card),
    onSuccess: ({ event }) => {
      cache.setQueryData<ConversationDetail>(keys.conversation(conversation), (known) =>
        known ? applyEvent(known, event) : known,
      );
      notices.add(words.shown, "good");
      onShown();
    },
    onError: (problem) => notices.add(messageOf(problem), "attention"),
  });
}
