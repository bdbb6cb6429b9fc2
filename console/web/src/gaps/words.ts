import { counted, inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    title: "Gaps",
    hint: "What shoppers asked and got no good answer to. Questions that mean the same are one gap.",
    gaps: (n: number) => counted(n, "gap", "gaps"),
    show: "Show",
    loading: "Loading gaps",
    notLoaded: "The gaps could not be loaded",
    more: "Show more",
    sorting: (n: number) =>
      `${counted(n, "new question is", "new questions are")} being sorted in.`,
    states: { open: "To write", written: "Written", dismissed: "Dismissed" },
    empty: {
      open: {
        title: "Nothing is left unanswered",
        text: "A question that no article answers, or whose answer was rated badly, appears here with how often it was asked.",
      },
      written: {
        title: "No article was written for a gap yet",
        text: "Once one is published, what comes of it is counted here: how often it was asked again, and answered.",
      },
      dismissed: {
        title: "Nothing was dismissed",
        text: "What is none of your shop’s can be taken off the list, and put back from here.",
      },
    },
    trends: {
      new: "New",
      rising: "Asked more often",
      falling: "Asked less often",
      steady: "As before",
    },
    verdicts: {
      unknown: "Not asked since",
      closed: "Closed",
      partly: "Partly closed",
      open: "Still open",
    },
    times: (n: number) => counted(n, "time", "times"),
    badlyRated: (n: number) => counted(n, "badly rated"),
    lastChat: "Open the last chat",
    otherWordings: (n: number) => counted(n, "other wording", "other wordings"),
    inBrackets: (n: number) => ` (${counted(n, "time", "times")})`,
    measured: (state: string, who: string) => `${state} by ${who}: measured once it is published`,
    dismissedBy: (who: string) => `Dismissed by ${who}`,
    putBack: "Put back",
    openArticle: "Open the article",
    write: "Write the article",
    dismiss: "Dismiss",
    weeks: (n: number, asked: string) => `Asked in each of the last ${n} weeks: ${asked}`,
    notAsked: "Not asked again since.",
    neverAnswered: (asked: number) =>
      `Asked ${counted(asked, "time", "times")} since, and never answered.`,
    effect: (asked: number, answered: number, byArticle: number) => {
      const times = `Asked ${counted(asked, "time", "times")} since`;
      const all = answered === asked ? "always answered" : counted(answered, "answered");
      return byArticle === answered
        ? `${times}, ${all}, with this article.`
        : `${times}, ${all}, ${counted(byArticle, "of them with this article.")}`;
    },
    draftFrom: "Where this text comes from",
    draft: (questions: number, answers: number) => {
      const begun = `Begun with ${counted(questions, "question", "questions")} of shoppers`;
      return answers > 0
        ? `${begun} and what ${answers === 1 ? "a person" : "people"} answered. Read it as every shopper will: names and single cases do not belong here.`
        : `${begun}. Nobody has answered one yet, so the text is yours to write.`;
    },
    chatOf: (who: string) => `${who}’s chat`,
  },
  zh: {
    title: "知识缺口",
    hint: "顾客问过、但没有得到满意回答的问题。意思相同的问题归为一个缺口。",
    gaps: (n: number) => counted(n, "个缺口"),
    show: "显示",
    loading: "正在加载知识缺口",
    notLoaded: "无法加载知识缺口",
    more: "显示更多",
    sorting: (n: number) => `正在归类 ${counted(n, "个新问题")}。`,
    states: { open: "待撰写", written: "已撰写", dismissed: "已忽略" },
    empty: {
      open: {
        title: "没有未解答的问题",
        text: "没有文章能回答、或回答获得差评的问题会出现在这里，并显示被问的次数。",
      },
      written: {
        title: "还没有为缺口撰写过文章",
        text: "文章发布后，这里会统计效果：问题又被问了多少次、回答了多少次。",
      },
      dismissed: {
        title: "没有忽略任何问题",
        text: "与本店无关的问题可以从列表中移除，也可以从这里恢复。",
      },
    },
    trends: { new: "新出现", rising: "提问增多", falling: "提问减少", steady: "与之前持平" },
    verdicts: {
      unknown: "此后无人提问",
      closed: "已解决",
      partly: "部分解决",
      open: "仍未解决",
    },
    times: (n: number) => counted(n, "次"),
    badlyRated: (n: number) => counted(n, "次差评"),
    lastChat: "打开最近一次会话",
    otherWordings: (n: number) => counted(n, "种其他问法"),
    inBrackets: (n: number) => `（${counted(n, "次")}）`,
    measured: (state: string, who: string) => `${who} 撰写，${state}；发布后开始统计效果`,
    dismissedBy: (who: string) => `由 ${who} 忽略`,
    putBack: "恢复",
    openArticle: "打开文章",
    write: "撰写文章",
    dismiss: "忽略",
    weeks: (n: number, asked: string) => `最近 ${n} 周每周被问次数：${asked}`,
    notAsked: "此后没有再被问到。",
    neverAnswered: (asked: number) => `此后被问 ${counted(asked, "次")}，从未得到回答。`,
    effect: (asked: number, answered: number, byArticle: number) => {
      const times = `此后被问 ${counted(asked, "次")}`;
      const all = answered === asked ? "全部得到回答" : `其中 ${counted(answered, "次")}得到回答`;
      return byArticle === answered
        ? `${times}，${all}，均出自此文章。`
        : `${times}，${all}，${counted(byArticle, "次")}出自此文章。`;
    },
    draftFrom: "文本来源",
    draft: (questions: number, answers: number) =>
      answers > 0
        ? `草稿取自 ${counted(questions, "个顾客提问")}和客服的回复。所有顾客都会看到这篇文章，请删去姓名和个别情况。`
        : `草稿取自 ${counted(questions, "个顾客提问")}。还没有人回答过，内容由您撰写。`,
    chatOf: (who: string) => `${who} 的会话`,
  },
});
