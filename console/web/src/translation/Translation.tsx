import { useMutation, useQuery } from "@tanstack/react-query";
import { http, messageOf } from "../api/http.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { language } from "../locales/language.ts";
import { words } from "./words.ts";

interface Props {
  readonly conversation: string;
  readonly seq: number;
}

/** A shopper's message in the agent's language, where the shop has a translator. */
export function Translation({ conversation, seq }: Props) {
  const available = useQuery({
    queryKey: ["translator"],
    queryFn: ({ signal }) => http.get<{ available: boolean }>("/api/console/translator", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const asking = useMutation({
    mutationFn: () =>
      http.post<{ text: string }>(conversationPath(conversation, "/translation"), {
        seq,
        to: language,
      }),
  });
  if (!available.data?.available) return null;
  if (asking.data) {
    return (
      <p className="translation" title={words.of}>
        {asking.data.text}
      </p>
    );
  }
  return (
    <button
      type="button"
      className="translation__ask"
      disabled={asking.isPending}
      onClick={() => asking.mutate()}
    >
      {asking.isPending ? words.translating : words.translate}
      {asking.error && `: ${messageOf(asking.error)}`}
    </button>
  );
}
