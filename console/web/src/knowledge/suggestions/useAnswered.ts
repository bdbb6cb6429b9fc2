import { useState } from "react";
import type { SuggestedQuestion } from "../../api/articles.ts";
import { useSettleQuestion } from "./suggestions.ts";

/** Unanswered questions that this article was written for: settled once it answers them. */
export function useAnswered(first: string | null) {
  const settle = useSettleQuestion();
  const [taken, setTaken] = useState<readonly SuggestedQuestion[]>([]);
  return {
    remember: (question: SuggestedQuestion) => setTaken((known) => [...known, question]),
    settle: (questions: readonly string[]) => {
      if (first) settle.mutate(first);
      for (const one of taken) if (questions.includes(one.text)) settle.mutate(one.id);
      setTaken([]);
    },
  };
}
