import { useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { Article, ArticleText, SuggestedQuestion } from "../api/articles.ts";
import { fullTime } from "../format/time.ts";
import { useLinkArticle } from "../gaps/gaps.ts";
import { notices } from "../ui/notices.ts";
import {
  useArchiveArticle,
  useCreateArticle,
  usePublishArticle,
  useSaveArticle,
  useScheduleArticle,
  useUnscheduleArticle,
} from "./articles.ts";
import { type Conflict, conflictOf } from "./conflict.ts";
import { LOCALES } from "./options.ts";
import { useAnswered } from "./suggestions/useAnswered.ts";
import { BLANK, isSameText, textOf, tidy } from "./text.ts";
import { words } from "./words.ts";
import { refusalInWords } from "./words-problems.ts";

const QUESTION_CHARS = 300;

export type Editor = ReturnType<typeof useEditor>;

/** A text to begin with; `gap` is the gap that it is written for. */
export interface Begun {
  readonly text: ArticleText;
  readonly locale: string;
  readonly gap: string;
}

/**
 * An article being written: its text here, the text and version it is based on, and the deeds.
 * `original` is the article that a new one is the translation of.
 */
export function useEditor(
  opened: Article | null,
  original: Article | null = null,
  begun: Begun | null = null,
) {
  const navigate = useNavigate();
  const arrived = useLocation().state as { published?: boolean } | null;
  const [asked] = useSearchParams();
  const [article, setArticle] = useState(opened);
  const [base, setBase] = useState<ArticleText>(opened ? textOf(opened) : BLANK);
  const [version, setVersion] = useState(opened?.version ?? 0);
  const [text, setText] = useState(
    opened ? base : (begun?.text ?? beginning(asked.get("question"), original)),
  );
  const [locale, setLocale] = useState(
    opened?.locale ?? knownLocale(begun?.locale ?? asked.get("locale")),
  );
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [problem, setProblem] = useState("");
  const [publishedTimes, setPublishedTimes] = useState(arrived?.published ? 1 : 0);
  const [busy, setBusy] = useState(false);
  const create = useCreateArticle();
  const save = useSaveArticle();
  const publish = usePublishArticle();
  const archive = useArchiveArticle();
  const schedule = useScheduleArticle();
  const unschedule = useUnscheduleArticle();
  const answered = useAnswered(asked.get("settles"));
  const link = useLinkArticle();
  const dirty = !isSameText(text, base);

  const take = (next: Article) => {
    setArticle(next);
    setBase(textOf(next));
    setVersion(next.version);
  };

  async function attempt(deed: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem("");
    try {
      await deed();
    } catch (failure) {
      const found = conflictOf(failure, text);
      if (found) setConflict(found);
      else setProblem(refusalInWords(failure));
    } finally {
      setBusy(false);
    }
  }

  async function saved(): Promise<Article> {
    const sent = tidy(text);
    const id = original?.article_id;
    const next = article
      ? await save.mutateAsync({ key: article.id, text: sent, locale, version })
      : await create.mutateAsync({ text: sent, locale, ...(id ? { id } : {}) });
    take(next);
    // Its effect is then measured; a failure here loses no text, and the gap stays on its list.
    if (begun && !article) link.mutate({ gap: begun.gap, article: next.id });
    // What was typed while the request was on its way stays.
    setText((now) => (isSameText(now, sent) ? textOf(next) : now));
    return next;
  }

  const savedFirst = async () => (dirty || !article ? saved() : article);

  return {
    article,
    text,
    locale,
    setLocale,
    dirty,
    busy,
    problem,
    conflict,
    publishedTimes,
    change: (part: Partial<ArticleText>) => setText((known) => ({ ...known, ...part })),
    takeQuestion: (question: SuggestedQuestion) => {
      answered.remember(question);
      setText((known) => ({ ...known, questions: [...known.questions, question.text] }));
    },
    /** What was changed beside the text; the text in hand and its version stay. */
    refresh: setArticle,
    /** The article has another text now, such as an old one that came back. */
    replace: (next: Article) => {
      take(next);
      setText(textOf(next));
    },
    save: () =>
      attempt(async () => {
        const next = await saved();
        notices.add(words.said.draft);
        if (!article) leaveFor(next, false);
      }),
    publish: () =>
      attempt(async () => {
        const next = await savedFirst();
        take(await publish.mutateAsync({ key: next.id, version: next.version }));
        setPublishedTimes((times) => times + 1);
        answered.settle(text.questions);
        notices.add(words.said.published);
        if (!article) leaveFor(next, true);
      }),
    schedule: (publish_at: string) =>
      attempt(async () => {
        const next = await savedFirst();
        const { id: key, version: newest } = next;
        take(await schedule.mutateAsync({ key, version: newest, publish_at }));
        answered.settle(text.questions);
        notices.add(words.said.scheduled(fullTime(publish_at)));
        if (!article) leaveFor(next, false);
      }),
    unschedule: () =>
      attempt(async () => {
        if (!article) return;
        setArticle(await unschedule.mutateAsync(article.id));
        notices.add(words.said.unscheduled);
      }),
    archive: () =>
      attempt(async () => {
        if (!article) return;
        take(await archive.mutateAsync({ key: article.id, version }));
        notices.add(words.said.archived);
      }),
    resolveConflict: (merged: ArticleText) => {
      if (!conflict) return;
      setBase(conflict.theirs);
      setVersion(conflict.version);
      setText(merged);
      setConflict(null);
    },
    postponeConflict: () => {
      setConflict(null);
      setProblem(words.said.conflict);
    },
  };

  function leaveFor(next: Article, published: boolean): void {
    void navigate(`/knowledge/${encodeURIComponent(next.id)}`, {
      replace: true,
      state: { saved: true, published },
    });
  }
}

/** A new text: one that is to answer a shopper's question, or the translation of another. */
function beginning(question: string | null, original: Article | null): ArticleText {
  const { tier, product_id, author, date, verified_purchase, sponsored } = original ?? BLANK;
  const source = { tier, product_id, author, date, verified_purchase, sponsored };
  return {
    ...BLANK,
    ...source,
    questions: question ? [question.slice(0, QUESTION_CHARS)] : [],
  };
}

function knownLocale(locale: string | null): string {
  const language = locale?.split("-")[0] ?? "";
  return LOCALES.includes(language) ? language : "en";
}
