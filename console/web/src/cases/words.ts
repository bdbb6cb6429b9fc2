import { counted, inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    title: (n: number) => counted(n, "case", "cases"),
    kinds: {
      price_adjustment: "Price has fallen",
      missing_item: "Missing item",
      damaged_item: "Damaged item",
    } as Readonly<Record<string, string>>,
    open: "Open",
    done: "Done",
    order: (number: string) => `Order ${number}`,
    photo: (name: string) => `Photo for the case: ${name}`,
    noPhoto: "Without a photo.",
  },
  zh: {
    title: (n: number) => counted(n, "个工单"),
    kinds: {
      price_adjustment: "降价补差",
      missing_item: "少件",
      damaged_item: "商品损坏",
    } as Readonly<Record<string, string>>,
    open: "待处理",
    done: "已完成",
    order: (number: string) => `订单 ${number}`,
    photo: (name: string) => `工单照片：${name}`,
    noPhoto: "没有照片。",
  },
});
