import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { ConversationDetail, EventFrame } from "../api/types.ts";
import { applyEvent } from "../conversation/log.ts";
import { words } from "./words.ts";

export const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,application/pdf";
const MOST_BYTES = 10 * 1024 * 1024;

/** Why a file cannot be sent, or null. The server looks at the bytes themselves. */
export function problemOf(file: Pick<File, "type" | "size">): string | null {
  if (!ACCEPTED.split(",").includes(file.type)) return words.wrongKind;
  return file.size > MOST_BYTES ? words.tooLarge : null;
}

export function isPicture(type: string): boolean {
  return type.startsWith("image/");
}

/** The console's own address of a file: the session's cookie opens it. */
export function fileAddress(id: string, size: "full" | "preview" = "full"): string {
  return `/api/console/uploads/${encodeURIComponent(id)}?size=${size}`;
}

export interface FileWish {
  readonly file: File;
  readonly caption: string;
  /** The same over every try, so that it is said once. */
  readonly cmid: string;
}

/** Sends a file into the conversation; a try that failed after the upload goes on from there. */
export function useSendFile(conversation: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, caption, cmid }: FileWish) => {
      const id = await kept(file);
      const path = `/api/console/conversations/${encodeURIComponent(conversation)}/files`;
      return http.post<{ event: EventFrame }>(path, { cmid, upload_id: id, caption });
    },
    onSuccess: ({ event }) => {
      cache.setQueryData<ConversationDetail>(keys.conversation(conversation), (known) =>
        known ? applyEvent(known, event) : known,
      );
    },
  });
}

const ids = new WeakMap<File, string>();

async function kept(file: File): Promise<string> {
  const known = ids.get(file);
  if (known) return known;
  const form = new FormData();
  form.append("file", file, file.name);
  const answer = await http.postForm<{ upload_id: string }>("/api/console/uploads", form);
  ids.set(file, answer.upload_id);
  return answer.upload_id;
}
