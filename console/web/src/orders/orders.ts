import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Address, Money } from "../api/types.ts";
import { conversationPath } from "../conversation/useConversation.ts";

export interface DeedLine {
  readonly text: string;
  readonly amount: Money | null;
}

export interface Plan {
  readonly action: string;
  readonly order: string | null;
  readonly lines: readonly DeedLine[];
  readonly checks: readonly { readonly rule: string; readonly detail: string }[];
  readonly token: string;
}

export interface DoneReceipt {
  readonly id: string;
  readonly action: string;
  readonly order: string | null;
  readonly lines: readonly DeedLine[];
  readonly undo_until: string | null;
}

interface Answer {
  readonly plan: Plan | null;
  readonly receipt: DoneReceipt | null;
}

export interface Method {
  readonly id: string;
  readonly kind: string;
  readonly brand: string | null;
  readonly last_four: string | null;
  readonly balance: Money | null;
}

export interface Choices {
  readonly reasons: readonly string[];
  readonly methods: readonly Method[];
  /** What a person may be asked to decide, and of orders in which states. */
  readonly cases: readonly { readonly kind: string; readonly statuses: readonly string[] }[];
  /** Files that the shopper has sent here. */
  readonly photos: readonly { readonly id: string; readonly name: string }[];
}

export interface Variant {
  readonly id: string;
  readonly options: Readonly<Record<string, string>>;
  readonly price: Money;
  readonly in_stock: boolean;
}

/** What an action of the order store is given. */
export type DeedArgs = Readonly<
  Record<string, string | readonly string[] | Address | null | undefined>
>;

export function useChoices(conversation: string) {
  return useQuery({
    queryKey: [...keys.conversation(conversation), "order-choices"],
    queryFn: ({ signal }) =>
      http.get<Choices>(conversationPath(conversation, "/orders/choices"), signal),
  });
}

export function useVariants(conversation: string, product: string) {
  const path = `/orders/variants/${encodeURIComponent(product)}`;
  return useQuery({
    queryKey: [...keys.conversation(conversation), "variants", product],
    queryFn: ({ signal }) =>
      http.get<{ readonly variants: readonly Variant[] }>(
        conversationPath(conversation, path),
        signal,
      ),
  });
}

export function usePlan(conversation: string) {
  return useMutation({
    mutationFn: ({ action, args }: { action: string; args: DeedArgs }) =>
      http.post<Answer>(conversationPath(conversation, "/orders/plan"), { action, args }),
  });
}

/** The key stays the same over every try, so that a lost answer is not a second deed. */
export function useConfirm(conversation: string) {
  const refresh = useRefresh(conversation);
  return useMutation({
    mutationFn: ({ token, key }: { token: string; key: string }) =>
      http.post<Answer>(conversationPath(conversation, "/orders/confirm"), { token, key }),
    onSettled: refresh,
  });
}

export function useUndo(conversation: string) {
  const refresh = useRefresh(conversation);
  return useMutation({
    mutationFn: ({ receipt, key }: { receipt: string; key: string }) =>
      http.post<Answer>(conversationPath(conversation, "/orders/undo"), { receipt, key }),
    onSettled: refresh,
  });
}

export function useVerify(conversation: string) {
  const refresh = useRefresh(conversation);
  return useMutation({
    mutationFn: (said: { order: string; email: string }) =>
      http.post<{ verified: boolean }>(conversationPath(conversation, "/verification"), said),
    onSettled: refresh,
  });
}

function useRefresh(conversation: string): () => void {
  const cache = useQueryClient();
  return () => void cache.invalidateQueries({ queryKey: keys.conversation(conversation) });
}
