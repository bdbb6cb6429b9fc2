import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    past: "Past conversations",
    none: "This is the first one.",
    open: (last: string) => `Read the conversation “${last}”`,
    otherBrowser: "in another browser",
    mergedHere: "merged into this one",
    merge: "Merge into this one",
    mergeTitle: "Merge the two conversations?",
    mergeText:
      "The other one is closed and this one goes on. Nothing is lost: both logs stay readable, and each points to the other.",
    merged: "Merged. This conversation goes on.",
    cancel: "Cancel",
    readOnly: "As it was, to read only.",
    noWords: "without words",
    goTo: "Open it in the inbox",
    states: { bot: "with the bot", queued: "waiting", human: "with a person", closed: "closed" },
    since: "Known since",
    segments: "Segments",
  },
  zh: {
    past: "历史会话",
    none: "这是第一次会话。",
    open: (last: string) => `查看会话“${last}”`,
    otherBrowser: "来自其他浏览器",
    mergedHere: "已合并到此会话",
    merge: "合并到此会话",
    mergeTitle: "合并这两个会话？",
    mergeText: "另一个会话将结束，此会话继续。不会丢失任何内容：两份记录都可查看，并互相关联。",
    merged: "已合并，此会话继续。",
    cancel: "取消",
    readOnly: "仅供查看的原始记录。",
    noWords: "无文字",
    goTo: "在收件箱中打开",
    states: { bot: "机器人接待", queued: "待接入", human: "人工接待", closed: "已结束" },
    since: "首次联系",
    segments: "分群",
  },
});

const SEGMENTS: Readonly<Record<string, string>> = inWords({
  en: {
    first_contact: "First contact",
    returning: "Returning",
    regular: "Regular customer",
    high_value: "High value",
    goods_on_way_back: "Goods on their way back",
  },
  zh: {
    first_contact: "首次联系",
    returning: "再次来访",
    regular: "常客",
    high_value: "高价值",
    goods_on_way_back: "退换货途中",
  },
});

export function segmentName(code: string): string {
  return SEGMENTS[code] ?? code;
}
