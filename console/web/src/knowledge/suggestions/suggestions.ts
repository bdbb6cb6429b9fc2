import { useMutation, useQuery } from "@tanstack/react-query";
import type { ArticleText, SuggestedQuestion } from "../../api/articles.ts";
import { http } from "../../api/http.ts";
import { useSettled } from "../useSettled.ts";

const TYPING_MS = 800;

/** Takes a question off the list of those that nothing answers. */
export function useSettleQuestion() {
  return useMutation({
    mutationFn: (id: string) => http.post<void>(`/api/console/unanswered/${id}/settle`, {}),
  });
}

/** Real questions that nothing answers yet and that this text may be about. */
export function useSuggestions(text: ArticleText, locale: string) {
  const about = JSON.stringify({
    title: text.title,
    body: text.body.slice(0, 300),
    questions: text.questions.filter((question) => question.trim()),
    locale,
  });
  const settled = useSettled(about, TYPING_MS);
  return useQuery({
    queryKey: ["suggestions", settled],
    queryFn: () =>
      http.post<{ items: readonly SuggestedQuestion[] }>(
        "/api/console/articles/suggestions",
        JSON.parse(settled),
      ),
    select: (answer) => answer.items,
    enabled: text.title.trim().length > 2 || text.body.trim().length > 10,
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  });
}
