import { Link } from "react-router";
import { messageOf } from "../api/http.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { count, languageOf } from "../format/words.ts";
import { STATES, titleIn } from "../knowledge/options.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { effectOf, verdictOf } from "./effect.ts";
import { type Gap, type Trend, useDismiss, useRestore, writingAddress } from "./gaps.ts";
import { Weeks } from "./Weeks.tsx";

const TRENDS: Readonly<Record<Trend, { readonly title: string; readonly tone: Tone }>> = {
  new: { title: "New", tone: "info" },
  rising: { title: "Asked more often", tone: "attention" },
  falling: { title: "Asked less often", tone: "good" },
  steady: { title: "As before", tone: "plain" },
};
const VERDICTS: Readonly<
  Record<ReturnType<typeof verdictOf>, { readonly title: string; readonly tone: Tone }>
> = {
  unknown: { title: "Not asked since", tone: "plain" },
  closed: { title: "Closed", tone: "good" },
  partly: { title: "Partly closed", tone: "attention" },
  open: { title: "Still open", tone: "danger" },
};

/** Questions of one meaning, and what to do about them. */
export function GapRow({ gap }: { gap: Gap }) {
  const now = useNow(60_000);
  const [first, ...others] = gap.questions;
  return (
    <li className="gap">
      <div className="gap__what">
        <p className="gap__text" dir="auto">
          {first?.text ?? gap.text}
        </p>
        <p className="gap__facts">
          <Badge tone="attention">{count(gap.times, "time", "times")}</Badge>
          <Badge tone={TRENDS[gap.trend].tone}>{TRENDS[gap.trend].title}</Badge>
          {gap.badly_rated > 0 && <Badge tone="danger">{gap.badly_rated} badly rated</Badge>}
          <span>{languageOf(gap.language)}</span>
          <time dateTime={gap.last_at} title={fullTime(gap.last_at)}>
            {shortAge(gap.last_at, now)}
          </time>
          {first && <Link to={`/inbox/all/${first.conversation}`}>Open the last chat</Link>}
        </p>
        {others.length > 0 && (
          <details className="gap__others">
            <summary>{count(others.length, "other wording", "other wordings")}</summary>
            <ul>
              {others.map((one) => (
                <li key={one.text}>
                  <Link to={`/inbox/all/${one.conversation}`} dir="auto">
                    {one.text}
                  </Link>
                  {one.times > 1 && ` (${one.times} times)`}
                </li>
              ))}
            </ul>
          </details>
        )}
        <Outcome gap={gap} />
      </div>
      <Weeks weeks={gap.weeks} />
      <Deeds gap={gap} />
    </li>
  );
}

function Outcome({ gap }: { gap: Gap }) {
  if (!gap.article && !gap.effect) return null;
  const verdict = gap.effect ? VERDICTS[verdictOf(gap.effect)] : null;
  return (
    <p className="gap__outcome">
      {verdict && <Badge tone={verdict.tone}>{verdict.title}</Badge>}
      {gap.article && (
        <Link to={`/knowledge/${encodeURIComponent(gap.article.id)}`}>{gap.article.title}</Link>
      )}
      {gap.article && !gap.effect && (
        <span>
          {titleIn(STATES, gap.article.state)} by {gap.written_by}: measured once it is published
        </span>
      )}
      {gap.effect && <span title={fullTime(gap.effect.since)}>{effectOf(gap.effect)}</span>}
    </p>
  );
}

function Deeds({ gap }: { gap: Gap }) {
  const dismiss = useDismiss();
  const restore = useRestore();
  const onError = (problem: unknown) => notices.add(messageOf(problem), "attention");
  if (gap.dismissed_by) {
    return (
      <div className="gap__deeds">
        <span className="gap__by">Dismissed by {gap.dismissed_by}</span>
        <Button busy={restore.isPending} onClick={() => restore.mutate(gap.id, { onError })}>
          Put back
        </Button>
      </div>
    );
  }
  return (
    <div className="gap__deeds">
      {gap.article ? (
        <Link
          className="button button--plain"
          to={`/knowledge/${encodeURIComponent(gap.article.id)}`}
        >
          Open the article
        </Link>
      ) : (
        <Link className="button button--primary" to={writingAddress(gap)}>
          Write the article
        </Link>
      )}
      {!gap.article && (
        <Button
          tone="quiet"
          busy={dismiss.isPending}
          onClick={() => dismiss.mutate(gap.id, { onError })}
        >
          Dismiss
        </Button>
      )}
    </div>
  );
}
