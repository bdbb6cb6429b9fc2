import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import type { InboxRow } from "../api/types.ts";
import { ConsoleSocket } from "./ConsoleSocket.ts";
import { LiveStore } from "./LiveStore.ts";
import { createLiveLink } from "./live-link.ts";
import type { LiveState } from "./live-state.ts";

interface Live {
  readonly socket: ConsoleSocket;
  readonly store: LiveStore;
  readonly listen: ReturnType<typeof createLiveLink>["listen"];
}

const LiveContext = createContext<Live | null>(null);

function openSocket(): WebSocket {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${window.location.host}/ws/console`);
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const live = useMemo<Live>(() => {
    const store = new LiveStore();
    const link = createLiveLink(cache, store);
    const socket: ConsoleSocket = new ConsoleSocket({
      open: openSocket,
      onFrame: (frame) => link.onFrame(frame, (id) => socket.resume(id)),
      onStatus: link.onStatus,
      onLost: link.onLost,
      random: Math.random,
    });
    return { store, socket, listen: link.listen };
  }, [cache]);

  useEffect(() => {
    const hurry = () => {
      if (document.visibilityState === "visible") live.socket.hurry();
    };
    const interrupt = () => live.socket.interrupt();
    live.socket.start();
    window.addEventListener("offline", interrupt);
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      window.removeEventListener("offline", interrupt);
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      live.socket.stop();
    };
  }, [live]);

  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLiveParts(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("LiveProvider is missing above this component");
  return live;
}

export function useSocket(): ConsoleSocket {
  return useLiveParts().socket;
}

/** Called with the rows of the inbox that changed, as they come. */
export function useRows(listener: (rows: readonly InboxRow[]) => void): void {
  const { listen } = useLiveParts();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => listen((rows) => latest.current(rows)), [listen]);
}

export function useLive<T>(select: (state: LiveState) => T): T {
  const { store } = useLiveParts();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
