import { Link } from "react-router";
import { messageOf } from "../api/http.ts";
import type { Unanswered } from "../api/types.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf } from "../format/words.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { useSettle, writingAddress } from "./unanswered.ts";

export function UnansweredRow({ question }: { question: Unanswered }) {
  const now = useNow(60_000);
  const settle = useSettle();
  const dismiss = () =>
    settle.mutate(question.id, { onError: (problem) => notices.add(messageOf(problem)) });
  return (
    <li className="unanswered__row">
      <div className="unanswered__what">
        <p className="unanswered__text" dir="auto">
          {question.text}
        </p>
        <p className="unanswered__facts">
          {question.times > 1 && <Badge tone="attention">{question.times} times</Badge>}
          <span>{languageOf(question.locale)}</span>
          <time dateTime={question.last_at} title={fullTime(question.last_at)}>
            {shortAge(question.last_at, now)}
          </time>
          <Link to={`/inbox/all/${question.conversation}`}>Open the chat</Link>
        </p>
      </div>
      <div className="unanswered__deeds">
        <Link className="button button--primary" to={writingAddress(question)}>
          Write the article
        </Link>
        <Button tone="quiet" busy={settle.isPending} onClick={dismiss}>
          Dismiss
        </Button>
      </div>
    </li>
  );
}
