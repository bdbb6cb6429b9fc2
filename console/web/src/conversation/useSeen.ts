import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { http } from "../api/http.ts";
import { markRead } from "../inbox/patching.ts";
import { conversationPath } from "./useConversation.ts";

const LOOKED_AT_MS = 600;

/** Tells how far this person has read, while the tab is really looked at. */
export function useSeen(id: string, seq: number): void {
  const cache = useQueryClient();
  const told = useRef(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      if (document.visibilityState !== "visible" || seq <= told.current) return;
      timer = setTimeout(() => {
        told.current = seq;
        http
          .post(conversationPath(id, "/seen"), { seq })
          .then(() => markRead(cache, id))
          .catch(() => {
            told.current = 0;
          });
      }, LOOKED_AT_MS);
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [cache, id, seq]);
}
