import type { Deed, DeedInput } from "./bulk.ts";

export function isReady(deed: Deed, input: DeedInput): boolean {
  return deed === "add_tag" || deed === "remove_tag" ? Boolean(input.tag?.trim()) : true;
}

/** What is sent: only what the deed needs. */
export function inputOf(deed: Deed, input: DeedInput): DeedInput {
  if (deed === "add_tag" || deed === "remove_tag") return { tag: input.tag ?? "" };
  if (deed === "set_owner") return { owner: input.owner || null };
  if (deed === "set_review") return { review_on: input.review_on || null };
  return {};
}
