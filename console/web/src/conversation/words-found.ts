import { inWords } from "../locales/words.ts";
import { statusName } from "../message/words.ts";
import { intentName } from "./words-intents.ts";

/** What a step of the bot found, told in the order store's English. */
const FOUND = inWords<Readonly<Record<string, (...parts: readonly string[]) => string>>>({
  en: {
    state: (order, status) => `${order} ${statusName(status ?? "").toLowerCase()}`,
  },
  zh: {
    state: (order, status) => `${order} ${statusName(status ?? "")}`,
    absent: (order) => `未找到 ${order}`,
    refunds: (order, count) => `${order} 有 ${count} 笔退款`,
    listed: (count) => `列出 ${count} 个订单`,
    kept: (count) => `为工单保留 ${count} 个文件`,
  },
});

const SHAPES: readonly (readonly [string, RegExp])[] = [
  ["absent", /^(\S+) not found$/],
  ["refunds", /^(\S+) refunds: (\d+)$/],
  ["listed", /^(\d+) orders listed$/],
  ["kept", /^(\d+) kept for a case$/],
  ["state", /^(#\S+) ([a-z]+(?:_[a-z]+)*)$/],
];
const INTENTS = /^[a-z]+(?:_[a-z]+)*(?: \/ [a-z]+(?:_[a-z]+)*)*$/;

/** As the language of the console says it; null where it has no words for it. */
export function foundBy(step: string, detail: string): string | null {
  if (step === "clarify" && INTENTS.test(detail)) {
    return detail.split(" / ").map(intentName).join(" / ");
  }
  for (const [name, shape] of SHAPES) {
    const parts = shape.exec(detail);
    const say = FOUND[name];
    if (parts && say) return say(...parts.slice(1));
  }
  return null;
}
