import { useState } from "react";

/** What was begun and not sent, kept per conversation while the tab is open. */
export function useDraft(conversation: string, mode: string): [string, (text: string) => void] {
  const key = `shopbell.console.draft.${mode}.${conversation}`;
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const text = drafts[key] ?? sessionStorage.getItem(key) ?? "";
  const change = (next: string) => {
    if (next) sessionStorage.setItem(key, next);
    else sessionStorage.removeItem(key);
    setDrafts((known) => ({ ...known, [key]: next }));
  };
  return [text, change];
}
