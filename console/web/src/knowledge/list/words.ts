import { counted, inWords, numeral } from "../../locales/words.ts";

interface Asking {
  readonly title: (articles: number) => string;
  readonly confirm: string;
  readonly means: string;
}

const articles = (n: number) => counted(n, "article", "articles");

export const words = inWords({
  en: {
    search: "Search articles",
    searchHint: "Search title and text",
    tag: "Tag",
    attention: "Attention",
    all: (label: string) => `${label}: all`,
    clear: "Clear",
    pages: "Pages",
    before: "Before",
    next: "Next",
    shown: (first: string, last: string, total: string) => `${first}–${last} of ${total}`,
    ticked: "Ticked articles",
    everything: (n: number) => `All ${counted(n, "result", "results")}`,
    takeAll: (n: number) => `Take all ${counted(n, "result", "results")}`,
    untick: "Untick",
    bulk: {
      publish: "Publish",
      archive: "Archive",
      add_tag: "Add a tag",
      remove_tag: "Remove a tag",
      set_owner: "Set the owner",
      set_review: "Set the review date",
    },
    counting: "Counting…",
    close: "Close",
    stop: "Stop",
    cancel: "Cancel",
    goOn: (n: number) => `Go on with ${articles(n)}`,
    reviewOn: "Review on",
    reviewHint: "Leave it empty to take the date away.",
    howFar: "How far",
    results: "What became of each",
    more: (n: number) => `And ${articles(n)} more like the last.`,
    result: (what: string, n: number) => `${what}: ${numeral(n)}`,
    toGo: "To go",
    notTried: "Not tried",
    outcomes: {
      done: "Done",
      unchanged: "Was so already",
      changed_meanwhile: "Saved by somebody meanwhile",
      gone: "Not there any more",
      refused: "Refused",
    },
  },
  zh: {
    search: "搜索文章",
    searchHint: "搜索标题和正文",
    tag: "标签",
    attention: "需关注",
    all: (label: string) => `${label}：全部`,
    clear: "清除筛选",
    pages: "分页",
    before: "上一页",
    next: "下一页",
    shown: (first: string, last: string, total: string) => `${first}–${last}，共 ${total} 篇`,
    ticked: "选中的文章",
    everything: (n: number) => `全部 ${counted(n, "条结果")}`,
    takeAll: (n: number) => `选中全部 ${counted(n, "条结果")}`,
    untick: "取消选中",
    bulk: {
      publish: "发布",
      archive: "归档",
      add_tag: "添加标签",
      remove_tag: "移除标签",
      set_owner: "设置负责人",
      set_review: "设置复核日期",
    },
    counting: "正在统计…",
    close: "关闭",
    stop: "停止",
    cancel: "取消",
    goOn: (n: number) => `继续处理 ${counted(n, "篇文章")}`,
    reviewOn: "复核日期",
    reviewHint: "留空则取消复核日期。",
    howFar: "进度",
    results: "每篇的结果",
    more: (n: number) => `另有 ${counted(n, "篇文章")}结果与最后一条相同。`,
    result: (what: string, n: number) => `${what}：${numeral(n)}`,
    toGo: "待处理",
    notTried: "未处理",
    outcomes: {
      done: "已完成",
      unchanged: "原本如此",
      changed_meanwhile: "刚被他人保存",
      gone: "已不存在",
      refused: "被拒绝",
    },
  },
});

/** What a deed over many asks before it begins. */
export const asking = inWords<Readonly<Record<keyof typeof words.bulk, Asking>>>({
  en: {
    publish: {
      title: (n) => `Publish ${articles(n)}?`,
      confirm: "Publish",
      means: "The newest text of each becomes what the bot says, at once.",
    },
    archive: {
      title: (n) => `Take ${articles(n)} away from shoppers?`,
      confirm: "Archive",
      means: "The bot stops using them at once. The texts are kept and can be published again.",
    },
    add_tag: {
      title: (n) => `Add a tag to ${articles(n)}`,
      confirm: "Add the tag",
      means: "Tags are for finding articles here; shoppers never see them.",
    },
    remove_tag: {
      title: (n) => `Remove a tag from ${articles(n)}`,
      confirm: "Remove the tag",
      means: "Articles that do not have it stay as they are.",
    },
    set_owner: {
      title: (n) => `Who looks after ${articles(n)}?`,
      confirm: "Set the owner",
      means: "Whoever looked after them before no longer does.",
    },
    set_review: {
      title: (n) => `When are ${articles(n)} looked at again?`,
      confirm: "Set the date",
      means: "From that day on they are found under Attention: review due.",
    },
  },
  zh: {
    publish: {
      title: (n) => `发布 ${counted(n, "篇文章")}？`,
      confirm: "发布",
      means: "每篇的最新文本会立即成为机器人的回答。",
    },
    archive: {
      title: (n) => `不再向顾客提供 ${counted(n, "篇文章")}？`,
      confirm: "归档",
      means: "机器人会立即停止使用。文本会保留，可以再次发布。",
    },
    add_tag: {
      title: (n) => `为 ${counted(n, "篇文章")}添加标签`,
      confirm: "添加标签",
      means: "标签只用于在这里查找文章，顾客看不到。",
    },
    remove_tag: {
      title: (n) => `从 ${counted(n, "篇文章")}移除标签`,
      confirm: "移除标签",
      means: "没有该标签的文章保持不变。",
    },
    set_owner: {
      title: (n) => `由谁负责 ${counted(n, "篇文章")}？`,
      confirm: "设置负责人",
      means: "原来的负责人不再负责。",
    },
    set_review: {
      title: (n) => `何时复核 ${counted(n, "篇文章")}？`,
      confirm: "设置日期",
      means: "从该日起，可在“需关注：待复核”中找到它们。",
    },
  },
});
