import { Link } from "react-router";
import { Icon } from "../ui/Icon.tsx";
import type { AgentAnswer } from "./gaps.ts";
import { words } from "./words.ts";

interface Props {
  readonly questions: number;
  readonly answers: readonly AgentAnswer[];
}

/** Where the text of an article that was begun from a gap comes from. */
export function DraftNote({ questions, answers }: Props) {
  return (
    <aside className="draft-note" aria-label={words.draftFrom}>
      <Icon name="spark" />
      <div>
        <p>{words.draft(questions, answers.length)}</p>
        {answers.length > 0 && (
          <ul className="draft-note__sources">
            {answers.map((answer) => (
              <li key={answer.conversation}>
                <Link to={`/inbox/all/${answer.conversation}`} target="_blank">
                  {words.chatOf(answer.agent)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </aside>
  );
}
