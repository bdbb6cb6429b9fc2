import { useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/queries.ts";
import type { Inbox, VerifiedCustomer } from "../api/types.ts";
import { words } from "./words-stale.ts";

/** The verified customer's name, else what the lists call this shopper. */
export function useShopperName(id: string, verified: VerifiedCustomer | null): string {
  const cache = useQueryClient();
  if (verified) return verified.name;
  const lists = cache.getQueriesData<{ readonly pages: readonly Inbox[] }>({
    queryKey: keys.inboxes,
  });
  for (const [, list] of lists) {
    const item = list?.pages.flatMap((page) => page.items).find((one) => one.id === id);
    if (item?.shopper.name) return item.shopper.name;
  }
  return words.visitor;
}
