import type { View } from "./types.ts";

/** Every cache key in one place, so that what a socket frame refreshes is easy to see. */
export const keys = {
  session: ["session"] as const,
  inboxes: ["inbox"] as const,
  inbox: (view: View) => ["inbox", view] as const,
  conversation: (id: string) => ["conversation", id] as const,
  cases: (id: string) => ["conversation", id, "cases"] as const,
  overview: ["overview"] as const,
  people: ["people"] as const,
  articles: ["articles"] as const,
  articleList: (search: string) => ["articles", "list", search] as const,
  waitingNotes: ["notes", "waiting"] as const,
  waitingList: (search: string) => ["notes", "waiting", search] as const,
  noteDecisions: ["notes", "decisions"] as const,
  quarantined: ["notes", "quarantined"] as const,
  imports: ["imports"] as const,
  importRun: (id: string) => ["imports", id] as const,
  notesKeys: ["notes-keys"] as const,
  article: (id: string) => ["articles", "one", id] as const,
  articleTags: ["articles", "tags"] as const,
  articleHistory: (id: string) => ["articles", "history", id] as const,
  articleVersion: (id: string, number: number) => ["articles", "version", id, number] as const,
  articleVariants: (id: string) => ["articles", "variants", id] as const,
};
