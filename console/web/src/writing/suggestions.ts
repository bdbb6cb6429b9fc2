import { useQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { words } from "./words.ts";

export interface Suggestion {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** What is put into the text. */
  readonly words: string;
}

export interface FilledReply {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string;
  readonly text: string;
  readonly missing: readonly string[];
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
}

const SHOWN = 8;

export function useColleagues(wanted: boolean) {
  return useQuery({
    queryKey: ["colleagues"],
    queryFn: ({ signal }) =>
      http.get<{ items: readonly Colleague[] }>("/api/console/colleagues", signal),
    enabled: wanted,
    staleTime: 30_000,
  });
}

function useReplies(conversation: string, wanted: boolean) {
  return useQuery({
    queryKey: ["filled-replies", conversation],
    queryFn: ({ signal }) =>
      http.get<{ items: readonly FilledReply[] }>(
        conversationPath(conversation, "/replies"),
        signal,
      ),
    enabled: wanted,
    staleTime: 10_000,
  });
}

/** Saved replies for a reply, colleagues for a note: those that begin so before those that hold it. */
export function useSuggestions(
  conversation: string,
  mode: "reply" | "note",
  query: string | null,
): { readonly items: readonly Suggestion[]; readonly loading: boolean } {
  const replies = useReplies(conversation, query !== null && mode === "reply");
  const colleagues = useColleagues(query !== null && mode === "note");
  if (query === null) return { items: [], loading: false };
  const all: readonly Suggestion[] =
    mode === "note"
      ? (colleagues.data?.items ?? []).map((one) => ({
          id: one.id,
          title: one.name,
          detail: one.online ? "" : words.away,
          words: `@${one.name} `,
        }))
      : (replies.data?.items ?? []).map((one) => ({
          id: one.id,
          title: `/${one.shortcut}`,
          detail: one.title,
          words: one.text,
        }));
  return {
    items: ranked(all, query).slice(0, SHOWN),
    loading: mode === "note" ? colleagues.isPending : replies.isPending,
  };
}

export function ranked(all: readonly Suggestion[], query: string): readonly Suggestion[] {
  const wanted = query.toLocaleLowerCase();
  const place = ({ title, detail }: Suggestion) => {
    const name = title.toLocaleLowerCase().replace(/^\//, "");
    if (name.startsWith(wanted)) return 0;
    return `${name} ${detail}`.toLocaleLowerCase().includes(wanted) ? 1 : 2;
  };
  return all.filter((one) => place(one) < 2).toSorted((a, b) => place(a) - place(b));
}
