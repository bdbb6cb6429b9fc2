import { counted, inWords } from "../../locales/words.ts";

export const words = inWords({
  en: {
    title: "Looking after it",
    afterSaving: "Tags, owner and review date can be set once it is saved.",
    reviewOn: "Review on",
    neverSaid: "The bot has never said it so far.",
    said: (n: number, day: string) =>
      `Said ${counted(n, "time", "times")} in 90 days, last on ${day}`,
    helped: (disliked: number, liked: number) =>
      `${counted(disliked, "time", "times")} it did not help: the shopper asked for a person, asked again or rated the chat badly right after. Rated well: ${liked}.`,
    tags: "Tags",
    itsTags: "Its tags",
    removeTag: (tag: string) => `Remove the tag ${tag}`,
    addTag: "Add a tag",
    addThisTag: "Add this tag",
  },
  zh: {
    title: "维护",
    afterSaving: "保存后即可设置标签、负责人和复核日期。",
    reviewOn: "复核日期",
    neverSaid: "机器人还没有用它回答过。",
    said: (n: number, day: string) => `90 天内使用 ${counted(n, "次")}，最近一次是 ${day}`,
    helped: (disliked: number, liked: number) =>
      `${counted(disliked, "次")}未解决：顾客随后要求人工、重复提问或给出差评。好评 ${counted(liked, "次")}。`,
    tags: "标签",
    itsTags: "文章的标签",
    removeTag: (tag: string) => `移除标签“${tag}”`,
    addTag: "添加标签",
    addThisTag: "添加此标签",
  },
});
