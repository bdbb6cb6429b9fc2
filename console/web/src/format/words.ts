import { language } from "../locales/language.ts";
import { inWords } from "../locales/words.ts";

/** Codes of the contract as a person would say them. */
const REASONS: Readonly<Record<string, string>> = inWords({
  en: {
    asked_for_person: "Asked for a person",
    not_understood: "The bot did not understand",
    not_answered: "Nothing written about this",
    case: "Needs a decision",
    failed: "The bot had a problem",
    angry: "Angry with the bot",
    repeated: "Asked the same thing three times",
  },
  zh: {
    asked_for_person: "要求人工服务",
    not_understood: "机器人没有听懂",
    not_answered: "知识库中没有答案",
    case: "需要人工决定",
    failed: "机器人出现故障",
    angry: "对机器人不满",
    repeated: "同一问题问了三遍",
  },
});

/** The same where there is little room; said aloud is the whole. */
const SHORT_REASONS: Readonly<Record<string, string>> = inWords({
  en: {
    asked_for_person: "Person",
    not_understood: "Unclear",
    not_answered: "No answer",
    case: "Decision",
    failed: "Bot failed",
    angry: "Angry",
    repeated: "Repeated",
  },
  zh: {
    asked_for_person: "找人工",
    not_understood: "没听懂",
    not_answered: "无答案",
    case: "待决定",
    failed: "故障",
    angry: "不满",
    repeated: "重复提问",
  },
});

export function shortReasonOf(code: string): string {
  return SHORT_REASONS[code] ?? reasonOf(code);
}

export function reasonOf(code: string): string {
  return REASONS[code] ?? sentence(code);
}

/** `return_requested` → `Return requested`. */
export function sentence(code: string): string {
  const words = code.replaceAll(/[_.-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function languageOf(locale: string, reader?: string): string {
  try {
    return new Intl.DisplayNames(reader ?? language, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
