import { counted, inWords, numeral } from "../locales/words.ts";

export const words = inWords({
  en: {
    deeds: {
      publish: {
        title: "Before you publish: what will change",
        text: "The last questions of shoppers, asked again with your text in place.",
        confirm: "Publish",
        waiting: "Publish without waiting",
        failed: "Publish unchecked",
      },
      archive: {
        title: "Take this article away from shoppers?",
        text: "The bot stops using it at once. The text is kept and can be published again.",
        confirm: "Archive",
        waiting: "Archive without waiting",
        failed: "Archive unchecked",
      },
    },
    asking: "Asking the last questions again",
    failed: (why: string) => `It could not be found out what will change: ${why}`,
    back: "Back to the text",
    groups: {
      lost: "No longer answered",
      given: "Another article answers instead",
      gained: "Answered from now on",
      taken: "This article answers instead of another",
      shifted: "Answered by a different article",
      reworded: "Same article, other words",
    },
    contradicts: "Says something else than another article",
    before: "Was so before",
    thisArticle: "This article",
    missed: "Its own questions that it would not answer",
    answeredBy: { before: "Answered by ", after: "" },
    notNear: "Nothing would be near enough to be said",
    duplicates: "Says the same as another article",
    question: "Question",
    askedIn: (seconds: string) => ` Asked in ${seconds} s.`,
    nothingAsked: "No question was asked yet that could be tried again.",
    tried: (asked: number, own: number) => {
      if (asked === 0) return counted(own, "question of its own", "questions of its own");
      const shoppers = `${counted(asked, "question", "questions")} of shoppers`;
      return own > 0 ? `${shoppers} and ${counted(own, "of its own")}` : shoppers;
    },
    allStay: (tried: string) => `${tried}: every answer stays as it is.`,
    someChange: (tried: string, change: number, stay: number) =>
      `${tried}: ${counted(change, "answer changes", "answers change")}${stay > 0 ? `, ${counted(stay, "stays", "stay")}` : ""}.`,
    showAll: (n: number) => `Show all ${numeral(n)}`,
    nothing: "The bot says that it does not know, and offers a person.",
    own: "Its own question",
    times: (n: number) => counted(n, "time", "times"),
    now: "Now",
    afterwards: "Then",
    by: (when: string) => `${when}: `,
  },
  zh: {
    deeds: {
      publish: {
        title: "发布前确认：哪些回答会变",
        text: "用您的新文本重新回答顾客最近提出的问题。",
        confirm: "发布",
        waiting: "不等结果，直接发布",
        failed: "未经检查，直接发布",
      },
      archive: {
        title: "不再向顾客提供这篇文章？",
        text: "机器人会立即停止使用。文本会保留，可以再次发布。",
        confirm: "归档",
        waiting: "不等结果，直接归档",
        failed: "未经检查，直接归档",
      },
    },
    asking: "正在重新回答最近的问题",
    failed: (why: string) => `无法得知哪些回答会变：${why}`,
    back: "返回编辑",
    groups: {
      lost: "不再能回答",
      given: "改由其他文章回答",
      gained: "今后能够回答",
      taken: "改由此文章回答",
      shifted: "改由另一篇文章回答",
      reworded: "同一文章，措辞不同",
    },
    contradicts: "与其他文章说法不一致",
    before: "此前已如此",
    thisArticle: "此文章",
    missed: "文章列出、但无法由它回答的问题",
    answeredBy: { before: "由 ", after: " 回答" },
    notNear: "没有足够接近的内容可以回答",
    duplicates: "与其他文章内容重复",
    question: "问题",
    askedIn: (seconds: string) => `用时 ${seconds} 秒。`,
    nothingAsked: "还没有可以重新回答的问题。",
    tried: (asked: number, own: number) => {
      const ours = counted(own, "个文章自列问题");
      if (asked === 0) return ours;
      const shoppers = counted(asked, "个顾客提问");
      return own > 0 ? `${shoppers}和 ${ours}` : shoppers;
    },
    allStay: (tried: string) => `${tried}：所有回答保持不变。`,
    someChange: (tried: string, change: number, stay: number) =>
      `${tried}：${counted(change, "个回答会变")}${stay > 0 ? `，${counted(stay, "个不变")}` : ""}。`,
    showAll: (n: number) => `显示全部 ${numeral(n)} 项`,
    nothing: "机器人会说不知道，并提供人工服务。",
    own: "文章自列问题",
    times: (n: number) => counted(n, "次"),
    now: "现在",
    afterwards: "之后",
    by: (when: string) => `${when}：`,
  },
});
