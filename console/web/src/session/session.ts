import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { ApiError, http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Agent, Session, SignInLink } from "../api/types.ts";

const SESSION = "/api/console/session";
const LINK = "link";

/** Null when nobody is signed in. */
async function fetchSession(): Promise<Session | null> {
  try {
    return remember(await http.get<Session>(SESSION));
  } catch (problem) {
    if (problem instanceof ApiError && problem.status === 401) return null;
    throw problem;
  }
}

function remember(session: Session): Session {
  http.csrf = session.csrf;
  return session;
}

http.renewCsrf = async () => {
  await fetchSession();
};

/** What one person could see is not left for the next. A link that was just followed is no longer
 * to be asked for. */
function forgetOthers(cache: QueryClient): void {
  const kept: readonly unknown[] = [keys.session[0], LINK];
  cache.removeQueries({ predicate: (query) => !kept.includes(query.queryKey[0]) });
}

export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: fetchSession, staleTime: 60_000, retry: 2 });
}

function useSessionMutation<T>(call: (input: T) => Promise<Session>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (session) => {
      forgetOthers(cache);
      cache.setQueryData(keys.session, remember(session));
    },
  });
}

export function useSignIn() {
  return useSessionMutation((input: { email: string; password: string }) =>
    http.post<Session>(SESSION, input),
  );
}

export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete<unknown>(SESSION),
    onSuccess: () => {
      cache.setQueryData(keys.session, null);
      forgetOthers(cache);
    },
  });
}

export function useLink(token: string) {
  return useQuery({
    queryKey: [LINK, token],
    queryFn: () => http.get<SignInLink>(linkPath(token)),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useFollowLink(token: string) {
  return useSessionMutation((input: { name?: string; email?: string; password: string }) =>
    http.post<Session>(linkPath(token), input),
  );
}

export function useAskReset() {
  return useMutation({
    mutationFn: (email: string) => http.post<unknown>("/api/console/password-resets", { email }),
  });
}

function linkPath(token: string): string {
  return `/api/console/links/${encodeURIComponent(token)}`;
}

const AgentContext = createContext<Agent | null>(null);
export const AgentProvider = AgentContext.Provider;

/** Whoever is signed in; only below the shell, where somebody always is. */
export function useAgent(): Agent {
  const agent = useContext(AgentContext);
  if (!agent) throw new Error("AgentProvider is missing above this component");
  return agent;
}
