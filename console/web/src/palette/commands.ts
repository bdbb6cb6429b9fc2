import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { ArticleList } from "../api/articles.ts";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import { SHOP_PAGES } from "../app/pages.ts";
import { words as places } from "../app/words.ts";
import { VIEWS } from "../inbox/query.ts";
import { words as inbox, titleOf } from "../inbox/words.ts";
import { useSettled } from "../knowledge/useSettled.ts";
import { words as mentions } from "../mentions/words.ts";
import { messageAddress, searchAddress } from "../search/address.ts";
import { type Found, useSearch } from "../search/search.ts";
import { useAgent } from "../session/session.ts";
import type { IconName } from "../ui/Icon.tsx";
import { openDeeds } from "./open-deeds.ts";
import { words } from "./words.ts";

export interface Command {
  readonly id: string;
  readonly group: string;
  readonly icon: IconName;
  readonly title: string;
  readonly detail?: string;
  readonly letter?: string;
  readonly run: () => void;
}

type Go = (to: string) => void;

const SETTLED_MS = 150;

/** What the text fits, the nearest at hand first. */
export function useCommands(text: string, onHelp: () => void) {
  const navigate = useNavigate();
  const agent = useAgent();
  const go: Go = (to) => void navigate(to);
  const settled = useSettled(text.trim(), SETTLED_MS);
  const found = useSearch({ q: settled, kind: "all" });
  const articles = useQuery({
    queryKey: keys.articleList(`palette:${settled}`),
    queryFn: ({ signal }) =>
      http.get<ArticleList>(
        `/api/console/articles?q=${encodeURIComponent(settled)}&limit=5`,
        signal,
      ),
    enabled: settled.length > 1 && agent.role === "admin",
  });
  const known = [...deeds(), ...pages(go, agent.role === "admin"), help(onHelp)];
  const fitting = known.filter((command) => fits(command.title, text));
  if (!text.trim()) return { commands: fitting, looking: false };
  const commands = [
    ...fitting,
    ...conversations(found.data?.pages[0], go),
    ...(articles.data?.items ?? []).slice(0, 5).map(
      (one): Command => ({
        id: `article-${one.id.replaceAll(/\W/g, "_")}`,
        group: words.articles,
        icon: "book",
        title: one.title,
        detail: one.locale,
        run: () => go(`/knowledge/${encodeURIComponent(one.id)}`),
      }),
    ),
    everywhere(text.trim(), go),
  ];
  return { commands, looking: settled !== text.trim() || found.isFetching };
}

function fits(title: string, text: string): boolean {
  const plain = title.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

function deeds(): Command[] {
  const offered = openDeeds();
  const titles = { c: words.claim, r: words.reply, n: words.note, e: words.close };
  const icons = { c: "person", r: "send", n: "lock", e: "check" } as const;
  return (["c", "r", "n", "e"] as const).flatMap((letter) => {
    const run = offered[letter];
    if (!run) return [];
    const one = { id: `deed-${letter}`, group: words.deeds, icon: icons[letter] };
    return [{ ...one, title: titles[letter], letter, run }];
  });
}

function pages(go: Go, isAdmin: boolean): Command[] {
  const page = (id: string, icon: IconName, title: string, to: string): Command => ({
    id,
    group: words.pages,
    icon,
    title,
    run: () => go(to),
  });
  const forAdmins = SHOP_PAGES.map(({ to, icon, label }) => page(to.slice(1), icon, label, to));
  return [
    ...VIEWS.map((view) => page(`view-${view}`, "inbox", titleOf(view), `/inbox/${view}`)),
    page("search", "search", words.search, "/search"),
    page("mentions", "at", mentions.title, "/mentions"),
    page("callbacks", "mail", places.callbacks, "/callbacks"),
    ...(isAdmin ? forAdmins : []),
  ];
}

function help(onHelp: () => void): Command {
  const one = { id: "help", group: words.pages, icon: "keyboard", title: words.help } as const;
  return { ...one, letter: "?", run: onHelp };
}

function conversations(found: Found | undefined, go: Go): Command[] {
  if (!found) return [];
  const shoppers = found.shoppers.filter((one) => one.conversation);
  const orders = found.orders.filter((one) => one.conversation);
  return [
    ...shoppers.slice(0, 4).map(
      (one, at): Command => ({
        id: `shopper-${at}`,
        group: words.shoppers,
        icon: "person",
        title: one.name,
        ...(one.email && { detail: one.email }),
        run: () => go(`/inbox/all/${one.conversation}`),
      }),
    ),
    ...orders.slice(0, 4).map(
      (one, at): Command => ({
        id: `order-${at}`,
        group: words.orders,
        icon: "box",
        title: one.number,
        detail: one.customer,
        run: () => go(`/inbox/all/${one.conversation}`),
      }),
    ),
    ...found.messages.slice(0, 5).map(
      (one): Command => ({
        id: `message-${one.id}`,
        group: words.found,
        icon: "inbox",
        title: one.excerpt.map((piece) => piece.text).join(""),
        detail: one.shopper ?? inbox.visitor,
        run: () => go(messageAddress(one)),
      }),
    ),
  ];
}

function everywhere(text: string, go: Go): Command {
  return {
    id: "everywhere",
    group: words.search,
    icon: "search",
    title: words.searchFor(text),
    run: () => go(searchAddress({ q: text, kind: "all" })),
  };
}
